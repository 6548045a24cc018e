"""Two formulas compared at random points, with enclosures: a difference that is seen is proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.activations import ACTIVATIONS
from symnn.errors import UndecidedError
from symnn.evaluate.composition import of_sample
from symnn.evaluate.exact import definitions as of_network
from symnn.evaluate.value import Missing, Valuation, Value
from symnn.formula import Apply, Formula, Product, Sum
from symnn.functions import ABSOLUTE, Definition, Pieces, Z
from symnn.marking.answers.residues import Source
from symnn.marking.answers.value import definitions
from symnn.network.model import Network
from symnn.numbers.balls import exponent, sign
from symnn.numbers.real import Arithmetic, Irrational, MorePrecision, Real
from symnn.numbers.value import ClosedValue
from symnn.quantities import Quantity

SMOOTH_POINTS = 8
KINKED_POINTS = 24
"""Points that are tried; more of them where a function has pieces, each of which has to be met."""
PRECISIONS = (256, 512, 1024)
_SPREAD = 1 << 14
"""Random numbers are multiples of 1/_SPREAD between -2 and 2."""

_SINE, _COSINE = Apply("sin", Z), Apply("cos", Z)
_EXPONENTIAL = Apply("exp", Z)
STAND_IN: Definition = Sum((_SINE, Product((Fraction(1, 7), _EXPONENTIAL)), Z))
"""What an abstract function is taken for; it satisfies no simple relation with its derivative."""
STAND_IN_SLOPE: Definition = Sum((_COSINE, Product((Fraction(1, 7), _EXPONENTIAL)), 1))

Laws = Mapping[Quantity, Formula | None]


class OpenArithmetic(Arithmetic):
    """Enclosures without closed forms, which nobody is going to read here."""

    def apply(self, function: str, argument: Real) -> Real:
        """The enclosure of an elementary function's value."""
        return _opened(super().apply(function, argument))

    def constant(self, name: str) -> Real:
        """The enclosure of a constant."""
        return _opened(super().constant(name))


def _opened(number: Real) -> Real:
    return Irrational(None, number.ball) if isinstance(number, Irrational) else number


@dataclass(frozen=True)
class Comparison:
    """How two formulas compare at random points.

    Attributes:
        differ: whether they have been shown to differ.
        points: the points at which they agree, where they do.
        bits: to how many bits they agree there.
    """

    differ: bool
    points: int
    bits: int


@dataclass(frozen=True)
class Points:
    """Random values of unknowns, and what the laws of a network make of them.

    Args:
        net: the network.
        laws: the laws of all quantities in the formulas, each after its needs.
        source: where unknowns get their numbers from.
        formulas: the two formulas.
    """

    net: Network
    laws: Laws
    source: Source
    formulas: tuple[Formula, Formula]

    @cached_property
    def functions(self) -> dict[str, Definition]:
        """The functions in the formulas and in the laws."""
        table = dict(of_network(self.net))
        for formula in self.formulas:
            table |= definitions(formula, self.net.alpha)
        for name in {act.name for act in self.net.activations} | {"g"}:
            entry = ACTIVATIONS[name]
            if entry.entrywise and entry.value is None:
                table |= {name: STAND_IN, f"{name}_prime": STAND_IN_SLOPE}
        return table

    def compared(self) -> Comparison:
        """Go from point to point until a difference is seen, or enough of them agree.

        Raises:
            UndecidedError: if there is no point at which both have a value.
        """
        kinked = any(
            isinstance(definition, Pieces)
            for name, definition in self.functions.items()
            if name not in ABSOLUTE
        )
        wanted = KINKED_POINTS if kinked else SMOOTH_POINTS
        agreeing = 0
        for number in range(2 * wanted):
            equal = self._equal_at(number)
            if equal is False:
                return Comparison(True, agreeing, 0)
            agreeing += bool(equal)
            if agreeing == wanted:
                break
        if not agreeing:
            raise UndecidedError("the formulas have no value together at any point that was tried")
        return Comparison(False, agreeing, PRECISIONS[0] // 2)

    def _equal_at(self, number: int) -> bool | None:
        """Whether the two agree at a point; None where neither has a value, or precision ends.

        Where one has a value and the other has none, as relu'(relu(z)) for negative z, they differ.
        """
        for bits in PRECISIONS:
            arithmetic = OpenArithmetic(bits)
            try:
                left, right = self._values(number, arithmetic)
                if isinstance(left, Missing) or isinstance(right, Missing):
                    return None if left is right else False
                equal = _equal(left, right, arithmetic)
            except (MorePrecision, UndecidedError):
                continue
            if equal is not None:
                return equal
        return None

    def _values(self, number: int, arithmetic: Arithmetic) -> list[Value]:
        values: dict[Quantity, Value] = {}
        for target, formula in self.laws.items():
            if formula is None:
                values[target] = self._stated(target, number, arithmetic)
            else:
                values[target] = self._reading(values, target.sample, arithmetic)(formula)
        reading = self._reading(values, 0, arithmetic)
        return [reading(formula) for formula in self.formulas]

    def _reading(
        self, values: Mapping[Quantity, Value], sample: int, arithmetic: Arithmetic
    ) -> Valuation:
        def lookup(quantity: Quantity) -> Value:
            return values[of_sample(quantity, sample)]

        return Valuation(arithmetic, lookup, self.functions, self.net.relu_at_zero)

    def _stated(self, quantity: Quantity, number: int, arithmetic: Arithmetic) -> Real:
        form = stated(self.net, quantity)
        if type(form) is not Quantity:
            return _opened(ClosedValue(arithmetic)(form))
        drawn = self.source.number(f"{form} at {number}", 4 * _SPREAD) - 2 * _SPREAD
        value = Fraction(drawn or 1, _SPREAD)
        return Irrational(None, arithmetic.ball(value))


def stated(net: Network, quantity: Quantity) -> Formula:
    """What the author says a quantity without a law is; the unknown itself where nobody does."""
    for key in (quantity, quantity.at(0)):
        if key in net.given:
            return net.given[key]
    entry = net.entry(quantity.at(0), quantity.sample)
    return quantity if entry is None else entry


def _equal(left: Real, right: Real, arithmetic: Arithmetic) -> bool | None:
    """Whether two numbers agree; None where the enclosures are too wide to tell."""
    difference = arithmetic.add((left, arithmetic.multiply((-1, right))))
    if not isinstance(difference, Irrational):
        return difference == 0
    its_sign = sign(difference.ball)
    if its_sign is not None:
        return its_sign == 0
    size = max(exponent(arithmetic.ball(left)), exponent(arithmetic.ball(right)), 0)
    return True if exponent(difference.ball) < size - PRECISIONS[0] // 2 else None
