"""The words that formulas reserve."""

ELEMENTARY = ("exp", "ln", "log", "sqrt", "tanh", "sin", "cos", "erf")
"""The elementary functions; log is ln."""
RESERVED_FUNCTIONS = (*ELEMENTARY, "abs", "sign")
"""Names of functions, which can't be anything else."""
