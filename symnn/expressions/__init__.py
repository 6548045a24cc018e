"""Reading formulas that people typed, by a grammar and never by evaluation."""

from symnn.expressions.parse import parse_formula

__all__ = ["parse_formula"]
