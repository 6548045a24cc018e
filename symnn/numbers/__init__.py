"""Exact numbers: read as written, computed without rounding, printed with right digits."""
