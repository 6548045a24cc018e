"""What is known of activations: range, growth, slopes far out, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.documents.blocks import Text
from symnn.documents.reasons import spoken_name
from symnn.exercises.slope_derivations import TANH
from symnn.formula import Apply, Formula, minus, replace
from symnn.functions import ALPHA, Pieces, Z
from symnn.quantities import symbol

INFINITY = symbol("∞")
SMALL = symbol("α")
"""The slope of a leaky ReLU below 0, in letters."""
_SPOKEN = {
    "linear": "the linear activation",
    "leaky_relu": "the leaky ReLU",
    "sigmoid": "the sigmoid",
}


class Growth(Enum):
    """How a function grows."""

    STRICT = "it is strictly increasing"
    WEAK = "it never falls, but is constant in places"
    NONE = "it falls in one place and grows in another"


@dataclass(frozen=True)
class Range:
    """The values that a function takes: an interval.

    Attributes:
        low: its lower end.
        high: its upper end.
        has_low: whether the lower end is a value.
    """

    low: Formula
    high: Formula
    has_low: bool = False

    @property
    def text(self) -> Text:
        """The interval with its brackets."""
        return ("[" if self.has_low else "(", self.low, ", ", self.high, ")")

    def __contains__(self, number: int | Fraction) -> bool:
        """Whether a number is a value."""
        low, high = self.low, self.high
        if isinstance(low, int) and (number < low or (number == low and not self.has_low)):
            return False
        return not isinstance(high, int) or number < high


@dataclass(frozen=True)
class Facts:
    """What is known of an activation.

    Attributes:
        name: of the activation.
        growth: how it grows.
        left: what its slope tends to as z falls without end.
        right: the same as z grows.
        why_growth: the reason for its growth, a sentence.
        why_slopes: the reason for its slopes far out, a sentence.
        range: its values; None where an end has no name of its own.
        why_range: the reason for it, a sentence.
    """

    name: str
    growth: Growth
    left: Formula
    right: Formula
    why_growth: str
    why_slopes: str
    range: Range | None = None
    why_range: str = ""

    @property
    def spoken(self) -> str:
        """The activation's name in a sentence."""
        return _SPOKEN.get(self.name) or spoken_name(ACTIVATIONS[self.name])

    @property
    def definition(self) -> Text:
        """What the function is, as an equation in a sentence."""
        entry = ACTIVATIONS[self.name]
        assert isinstance(entry, Entrywise)
        value = TANH if self.name == "tanh" else entry.value
        assert value is not None
        if not isinstance(value, Pieces):
            return (Apply(self.name, Z), " = ", value)
        above, below = (
            replace(f, lambda q: SMALL if q == ALPHA else q) for f in (value.above, value.below)
        )
        return (Apply(self.name, Z), " = ", above, " above 0 and ", below, " below")

    @property
    def saturates(self) -> tuple[bool, bool]:
        """Whether its slope tends to 0 on the left, and on the right."""
        return self.left == 0, self.right == 0


_ALL = Range(minus(INFINITY), INFINITY)

_LISTED = (
    Facts(
        "linear", Growth.STRICT, 1, 1,
        "Its slope is 1 everywhere.", "Its slope is 1 everywhere, far out as well.",
        _ALL, "It gives back z, whatever that is.",
    ),
    Facts(
        "relu", Growth.WEAK, 0, 1,
        "It is 0 for all z below 0, and grows above.",
        "It is constant below 0 and z above: its slopes are 0 and 1.",
        Range(0, INFINITY, has_low=True), "It is 0 below 0 and z above, so 0 is a value.",
    ),
    Facts(
        "leaky_relu", Growth.STRICT, ALPHA, 1,
        "Both of its slopes are above 0.",
        "Below 0 its slope is small, but it is not 0, however far out.",
        _ALL, "It falls without end below 0, if slowly, and grows without end above.",
    ),
    Facts(
        "sigmoid", Growth.STRICT, 0, 0,
        "Its slope is g(z) (1 − g(z)), and both factors are above 0.",
        "It comes ever closer to 0 on the left and to 1 on the right, so it is flat far out.",
        Range(0, 1), "It is 1 divided by a number above 1, so it never is 0, nor 1.",
    ),
    Facts(
        "tanh", Growth.STRICT, 0, 0,
        "Its slope is 1 − g(z)², and g(z)² is below 1.",
        "It comes ever closer to −1 on the left and to 1 on the right, so it is flat far out.",
        Range(-1, 1), "Its numerator is smaller in size than its denominator.",
    ),
    Facts(
        "softplus", Growth.STRICT, 0, 1,
        "Its slope is the sigmoid, which is above 0.",
        "Its slope is the sigmoid: that tends to 0 on the left and to 1 on the right.",
        Range(0, INFINITY), "It is the logarithm of a number above 1, so it never is 0.",
    ),
    Facts(
        "elu", Growth.STRICT, 0, 1,
        "Its slopes are exp(z) below 0 and 1 above.",
        "Below 0 its slope is exp(z), which tends to 0; above, it is 1.",
        Range(-1, INFINITY), "Below 0 it is exp(z) − 1, which never is −1; above, it is z.",
    ),
    Facts(
        "gelu", Growth.NONE, 0, 1,
        "It is below 0 for z below 0, and tends to 0 far out on the left: there it falls first.",
        "It tends to 0 on the left; on the right it is ever closer to z.",
    ),
    Facts(
        "silu", Growth.NONE, 0, 1,
        "It is below 0 for z below 0, and tends to 0 far out on the left: there it falls first.",
        "It tends to 0 on the left; on the right it is ever closer to z.",
    ),
)  # fmt: skip

FACTS: Mapping[str, Facts] = {facts.name: facts for facts in _LISTED}
"""By the name of the activation."""
RANGED: tuple[Facts, ...] = tuple(facts for facts in _LISTED if facts.range is not None)
"""Those whose range has ends with names."""
