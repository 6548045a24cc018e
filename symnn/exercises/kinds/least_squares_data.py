"""Data for least squares by hand: drawn so that all fractions on the way are short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod

from symnn.errors import InputError
from symnn.exercises.source import Source
from symnn.formula import Formula, leaves
from symnn.learning import Fit, FitProblem, least_squares
from symnn.learning.elimination import Scale
from symnn.network.model import Network, Sample
from symnn.numbers.real import Arithmetic, Irrational
from symnn.numbers.value import with_enough_bits

LARGEST_INPUT, LARGEST_TARGET = 3, 9
LARGEST_DETERMINANT = 20
"""Of XᵀX: every denominator on the way divides it."""
LARGEST_WEIGHT, LARGEST_DENOMINATOR = 6, 7
"""Of the weights."""
MOST_DRAWN, MOST_TARGETS = 2_000, 20
"""Draws of inputs, and of targets for the same inputs, after which there are taken to be none."""


def with_data(net: Network, samples: int, source: Source) -> Network:
    """The linear model with that many samples, drawn.

    Raises:
        InputError: if there are no such data, as with too few samples.
    """
    for _ in range(MOST_DRAWN):
        bare = replace(net, data=tuple(_point(net, source) for _ in range(samples)))
        if not _is_varied(bare):
            continue
        if not 0 < determinant(fitted(problem(bare))) <= LARGEST_DETERMINANT:
            continue
        for _ in range(MOST_TARGETS):
            points = (replace(p, y=(source.nonzero(LARGEST_TARGET),)) for p in bare.data)
            drawn = replace(net, data=tuple(points))
            if _is_fine(fitted(problem(drawn))):
                return drawn
    expected = "more samples than weights, and few of both"
    raise InputError(
        "no data for least squares by hand", found=f"{samples} samples", expected=expected
    )


def problem(net: Network) -> FitProblem:
    """The least-squares problem of a linear model; with biases, a leading 1 in every row.

    Raises:
        InputError: if some of the data are unknown.
    """
    ones = (1,) if net.biased else ()
    design = tuple((*ones, *_known(point.x)) for point in net.data)
    return FitProblem(design, tuple(_known(point.y)[0] for point in net.data), net.biased)


def fitted(posed: FitProblem) -> Fit:
    """The fit of a problem."""
    return with_enough_bits(lambda arithmetic: least_squares(posed, arithmetic))


def determinant(fit: Fit) -> Fraction:
    """The determinant of a rational XᵀX: the product of its pivots, as it needs no swaps."""
    if fit.dependent:
        return Fraction(0)
    steps = fit.elimination(Arithmetic()).operations()
    scales = [step.by for step in steps if isinstance(step, Scale)]
    return prod(
        (1 / Fraction(by) for by in scales if not isinstance(by, Irrational)), start=Fraction(1)
    )


def _point(net: Network, source: Source) -> Sample:
    inputs = range(net.widths[0] or 0)
    return Sample(tuple(source.integer(-LARGEST_INPUT, LARGEST_INPUT) for _ in inputs), (1,))


def _is_varied(net: Network) -> bool:
    """Whether there are more different inputs than weights: with as many, means would do."""
    weights = (net.widths[0] or 0) + net.biased
    return len({point.x for point in net.data}) > weights


def _is_fine(fit: Fit) -> bool:
    """Whether no weight is 0, large or a long fraction, some is one, and all targets are missed."""
    weights = [Fraction(w) for w in fit.w if not isinstance(w, Irrational)]
    is_short = all(
        0 < abs(w) <= LARGEST_WEIGHT and w.denominator <= LARGEST_DENOMINATOR for w in weights
    )
    return is_short and any(w.denominator > 1 for w in weights) and all(fit.residuals)


def _known(vector: Sequence[Formula | None] | None) -> tuple[Formula, ...]:
    """The numbers of a vector, none of which may be unknown."""
    known = tuple(entry for entry in vector or () if entry is not None)
    if vector is None or len(known) != len(vector) or any(True for e in known for _ in leaves(e)):
        raise InputError("data that are not all known", expected="numbers for every x and y")
    return known
