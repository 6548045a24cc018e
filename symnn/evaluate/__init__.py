"""Readings of a derivation: exact values, decimals, arrays, SymPy."""
