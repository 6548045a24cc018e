"""How formulas, derivations and documents are written out: one module a format."""
