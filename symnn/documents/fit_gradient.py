"""The gradient of the risk of a linear model by the chain rule, in the lecture's letters."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Text
from symnn.documents.fit_names import (
    GRADIENT,
    INNER,
    OUTER,
    PREDICTION,
    SAMPLE,
    SLOPE,
    input_of_sample,
)
from symnn.documents.fit_numbers import FitNumbers
from symnn.formula import Formula, IndexedSum, Power, Product, Quotient, difference
from symnn.learning import Fit
from symnn.quantities import Letter, symbol, y

OF_SAMPLE: Text = (
    "The loss of a sample, its derivative by the prediction, and the gradient of the prediction,"
    " in which every weight stands once:",
)
BY_CHAIN_RULE: Text = ("By the chain rule, and in matrices:",)
IN_MATRICES = symbol("(2/n) Xᵀ(X w − y)")


def square_loss() -> Formula:
    """(Hᵢ − yᵢ)²."""
    return Power(_missed(), 2)


def gradient(fit: Fit, _: FitNumbers) -> Iterator[Block]:
    """∂ℓ/∂H and ∇H, and what the chain rule makes of them."""
    row, n = input_of_sample(fit), symbol("n")
    yield Heading(2, ("The gradient of the risk",))
    of_sample = ((symbol("ℓ"), square_loss()), (OUTER, Product((2, _missed()))), (INNER, row))
    yield Lines(tuple(Line(name, (Link("=", what),)) for name, what in of_sample), OF_SAMPLE)
    links = (
        Product((Quotient(1, n), _sum(Product((OUTER, INNER))))),
        Product((Quotient(2, n), _sum(Product((_missed(), row))))),
        IN_MATRICES,
        GRADIENT,
    )
    yield Lines((Line(SLOPE, tuple(Link("=", link) for link in links)),), BY_CHAIN_RULE)


def _missed() -> Formula:
    return difference(PREDICTION, y(SAMPLE))


def _sum(body: Formula) -> Formula:
    return IndexedSum(SAMPLE, Letter("n"), body)
