"""The features that feature maps of exercises are made of, with what one may take them for."""

from __future__ import annotations

from dataclasses import dataclass

from symnn.formula import Formula, Power, Product, Sum, difference, minus
from symnn.quantities import x

X1, X2 = x(1), x(2)
INPUTS = 2
"""All features are functions of two inputs."""


@dataclass(frozen=True)
class Other:
    """What a feature may be taken for: another formula, the mistake's name, and what was done."""

    formula: Formula
    name: str
    why: str


@dataclass(frozen=True)
class Feature:
    """A feature φ(x₁, x₂).

    Attributes:
        formula: what it is.
        others: what it may be taken for.
    """

    formula: Formula
    others: tuple[Other, ...] = ()


def _square(of: Formula) -> Feature:
    doubled = Other(Product((2, of)), "doubled-not-squared", "it was doubled, not squared")
    signed = Other(minus(Power(of, 2)), "sign-of-a-square", "the square of no number is negative")
    return Feature(Power(of, 2), (doubled, signed))


PRODUCT = Feature(
    Product((X1, X2)), (Other(Sum((X1, X2)), "sum-for-product", "the inputs were added up"),)
)
DISTANCE = Feature(
    Sum((Power(X1, 2), Power(X2, 2))),
    (
        Other(Power(Sum((X1, X2)), 2), "square-of-the-sum", "the sum was squared"),
        Other(Sum((X1, X2)), "squares-left-out", "nothing was squared"),
    ),
)
BAND = Feature(
    Power(difference(X1, X2), 2),
    (
        Other(difference(Power(X1, 2), Power(X2, 2)), "squares-subtracted",
              "each input was squared, then these were subtracted"),
        Other(difference(X1, X2), "square-left-out", "the difference was not squared"),
    ),
)  # fmt: skip
MAPS = (PRODUCT, DISTANCE, BAND, _square(X1), _square(X2))
"""What a feature map may consist of."""
SEPARATING = (PRODUCT, DISTANCE, BAND)
"""Features that separate what no straight line does."""
CANDIDATES: tuple[Formula, ...] = (
    X1, X2, Sum((X1, X2)), difference(X1, X2), *(feature.formula for feature in MAPS)
)  # fmt: skip
"""Features to choose from."""
