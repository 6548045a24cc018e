"""Exact numbers of formulas without quantities, for kinds that count rather than evaluate."""

from __future__ import annotations

from symnn.formula import Formula
from symnn.numbers.reading import closed_form
from symnn.numbers.value import ClosedValue, with_enough_bits


def number_of(formula: Formula) -> Formula:
    """The number that a formula without quantities is: rational, or a closed form."""
    return closed_form(with_enough_bits(lambda arithmetic: ClosedValue(arithmetic)(formula)))
