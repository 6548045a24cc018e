"""Fits of texts and of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symnn.files import parse
from symnn.learning import Fit, FitProblem, least_squares, read_fit
from symnn.numbers.real import Arithmetic
from symnn.numbers.value import with_enough_bits

EXACT = Arithmetic()
BEST_FIT_LINE = "design: [[0, 1], [1, 1], [2, 1]]\ny: [6, 0, 0]"


Row = Sequence[int | Fraction]


def problem(text: str) -> FitProblem:
    """The problem in a YAML text."""
    return read_fit(parse(text, "fit.yaml"))


def fitted(text: str) -> Fit:
    """The fit of the problem in a YAML text."""
    wanted = problem(text)
    return with_enough_bits(lambda arithmetic: least_squares(wanted, arithmetic))


def fit_of(design: Sequence[Row], y: Row) -> Fit:
    """The fit of rational numbers."""
    rows = tuple(tuple(row) for row in design)
    return least_squares(FitProblem(rows, tuple(y), augmented=False), EXACT)
