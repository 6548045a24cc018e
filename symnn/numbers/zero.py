"""Proving that a closed form is exactly zero, where no precision could show it."""

from __future__ import annotations

from symnn.formula import Formula
from symnn.numbers.closed import size

LARGEST_PROOF = 80
"""Nodes of a form above which no proof is tried, so that the time stays bounded."""


def is_proven_zero(form: Formula) -> bool:
    """Whether the numerator of the form, brought over one denominator and multiplied out, is 0."""
    if size(form, LARGEST_PROOF + 1) > LARGEST_PROOF:
        return False
    import sympy

    from symnn.numbers.sympy_form import ClosedToSympy

    numerator, _ = sympy.fraction(sympy.together(ClosedToSympy()(form)))
    return bool(sympy.expand(sympy.expand_log(sympy.powsimp(numerator), force=True)) == 0)
