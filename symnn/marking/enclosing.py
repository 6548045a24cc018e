"""Enclosures of formulas over wide numbers: what a law can give, as tight as that can be said.

A typed `0.59` stands for all numbers from 0.585 to 0.595. What a law makes of such numbers is the
range of a function on a box. Where a quantity stands in the formula once, interval arithmetic gives
the range itself; where it stands there more often, as in a·(1 - a), the box is cut where the
function turns, and its pieces are monotone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache

from symnn.activations import A
from symnn.errors import UndecidedError
from symnn.evaluate.value import UNDEFINED, Missing, Valuation, Value, known, multiply
from symnn.formula import Apply, Formula, Product, leaves
from symnn.functions import Definition, Pieces, Z
from symnn.marking.functions import Functions
from symnn.marking.intervals import (
    Enclosures,
    between,
    bounds,
    hull,
    is_wide,
    may_be_zero,
    middle,
    narrower,
    real,
    size,
    widened,
    width,
)
from symnn.marking.rewriting import spelled_out
from symnn.marking.slopes import derivative
from symnn.numbers.real import MorePrecision, NotReal, Real
from symnn.quantities import Quantity

DEEPEST = 4
"""How often a box is halved where a function is not seen to be monotone."""

ARITHMETIC = Enclosures()

Lookup = Callable[[Quantity], Value]


class Undecidable(Exception):
    """The numbers are so wide that nothing can be said: a divisor may be zero."""


class Enclosing(Valuation):
    """The range of formulas whose quantities are known to lie between two numbers each.

    Attributes:
        met_kink: whether a slope was asked for where it jumps; its range then has both sides.
    """

    def __init__(self, lookup: Lookup, functions: Functions) -> None:
        super().__init__(ARITHMETIC, lookup, functions.definitions, functions.relu_at_zero)
        self.functions = functions
        self.met_kink = False

    def enclosure(self, formula: Formula) -> Value:
        """What the formula can be; missing where a quantity is.

        Raises:
            Undecidable: if it can be anything at all.
        """
        try:
            return self._range(self._spelled_out(formula))
        except (MorePrecision, UndecidedError, NotReal):
            raise Undecidable from None

    def _range(self, formula: Formula) -> Value:
        repeated = [q for q in _repeated(formula) if is_wide(self.lookup(q))]
        return self._tight(formula, repeated, DEEPEST) if repeated else self(formula)

    def _tight(self, formula: Formula, wide: list[Quantity], depth: int) -> Value:
        """The range where some quantities stand several times: from the corners it is monotone in.

        Args:
            formula: the formula.
            wide: the quantities that stand there several times and are wide.
            depth: how often the box may still be cut.
        """
        low: dict[Quantity, Real] = {}
        high: dict[Quantity, Real] = {}
        turning: list[Quantity] = []
        for quantity in wide:
            sign = self._direction(formula, quantity)
            if sign is None:
                turning.append(quantity)
                continue
            ends = bounds(real(self.lookup(quantity)))
            low[quantity], high[quantity] = ends if sign > 0 else (ends[1], ends[0])
        if not turning:
            return hull([self._with(low)(formula), self._with(high)(formula)])
        if depth == 0:
            return self._by_mean_value(formula, wide)
        return self._cut(formula, wide, turning, depth)

    def _cut(
        self, formula: Formula, wide: list[Quantity], turning: list[Quantity], depth: int
    ) -> Value:
        """The range of the two parts of the box, cut where the formula turns."""
        at = max(turning, key=lambda q: width(real(self.lookup(q))))
        low, high = bounds(real(self.lookup(at)))
        cut = self._turning_point(formula, at, low, high)
        halves = [between(low, cut), between(cut, high)]
        return hull(self._with({at: half})._tight(formula, wide, depth - 1) for half in halves)

    def _by_mean_value(self, formula: Formula, wide: list[Quantity]) -> Value:
        """The range as f(middle) + f′·(u - middle), or by the operations, whatever is narrower."""
        plain = self(formula)
        centre = {q: middle(self.lookup(q)) for q in wide}
        terms = [self._with(centre)(formula)]
        for quantity in wide:
            slope = derivative(formula, quantity)
            if slope is None:
                return plain
            off = widened(0, width(real(self.lookup(quantity))) / 2)
            terms.append(multiply(self.arithmetic, [self(slope), off]))
        numbers = known([plain, *terms])
        if isinstance(numbers, Missing):
            return plain
        return narrower(numbers[0], self.arithmetic.add(numbers[1:]))

    def _direction(self, formula: Formula, by: Quantity) -> int | None:
        """1 where the formula grows with a quantity, -1 where it falls; None if it may turn."""
        slope = derivative(formula, by)
        if slope is None:
            return None
        try:
            value = self(slope)
        except (MorePrecision, UndecidedError, NotReal):
            return None
        if isinstance(value, Missing):
            return None
        low, high = bounds(value)
        return 1 if low >= 0 else -1 if high <= 0 else None

    def _turning_point(
        self, formula: Formula, by: Quantity, low: Fraction, high: Fraction
    ) -> Fraction:
        """Where the formula turns, by one step of Newton's method, exact for a parabola."""
        halfway = (low + high) / 2
        first = derivative(formula, by)
        second = None if first is None else derivative(first, by)
        if first is None or second is None:
            return halfway
        there = self._with({q: _midpoint(self.lookup(q)) for q in leaves(formula)} | {by: halfway})
        slope, bend = there(first), there(second)
        if isinstance(slope, Missing) or isinstance(bend, Missing) or not size(bend):
            return halfway
        found = halfway - middle(slope) / middle(bend)
        return found if low < found < high else halfway

    def _with(self, changed: Mapping[Quantity, Value]) -> Enclosing:
        """The same reading, with other values for some quantities; it reports kinks here."""
        lookup = self.lookup
        other = _Within(lambda q: changed[q] if q in changed else lookup(q), self.functions)
        other.origin = self
        return other

    def _spelled_out(self, formula: Formula) -> Formula:
        """The formula with smooth functions written out where a quantity stands several times."""
        return spelled_out(formula, self.definitions) if _repeated(formula) else formula

    def product(self, node: Product) -> Value:
        """The product; a factor that may be 0 may decide it, as 0 does where a slope is open."""
        factors = self._each(node)
        found = multiply(self.arithmetic, factors)
        numbers = [factor for factor in factors if not isinstance(factor, Missing)]
        if found is not UNDEFINED or not any(map(may_be_zero, numbers)):
            return found
        self._report()
        return 0

    def apply(self, node: Apply) -> Value:
        """The function's range; of a slope that is known from the value, by way of the value's."""
        by_value = self.functions.by_value.get(node.function)
        if by_value is None:
            return super().apply(node)
        argument = self(node.argument)
        if not is_wide(argument):
            return super().apply(node)
        value = self._defined(self.definitions[by_value.function], real(argument))
        return self._with({A: value})._range(by_value.slope)

    def _defined(self, definition: Definition | None, argument: Real) -> Value:
        if definition is None:
            return super()._defined(definition, argument)
        if not isinstance(definition, Pieces):
            return self._with({Z: argument})._range(definition)
        low, high = bounds(argument)
        if low == high == 0:
            return super()._defined(definition, 0)
        if low > 0 or high < 0:
            return self._with({Z: argument})._range(
                definition.above if low > 0 else definition.below
            )
        return self._around_zero(definition, low, high)

    def _around_zero(self, definition: Pieces, low: Fraction, high: Fraction) -> Value:
        """The range of a function given piece by piece, of an argument that may be zero."""
        sides = []
        if low < 0:
            sides.append(self._with({Z: between(low, Fraction(0))})._range(definition.below))
        if high > 0:
            sides.append(self._with({Z: between(Fraction(0), high)})._range(definition.above))
        sides += self._at_zero(definition)
        if self._jumps(definition):
            self._report()
        return hull(sides)

    def _at_zero(self, definition: Pieces) -> list[Value]:
        """What the function may be at 0: its value, the convention's, or either side's."""
        at_zero = self._with({Z: 0})
        if definition.at is not None:
            return [at_zero(definition.at)]
        if self.at_zero != "undefined":
            return [at_zero(definition.conventions[self.at_zero])]
        return [at_zero(definition.below), at_zero(definition.above)]

    def _jumps(self, definition: Pieces) -> bool:
        at_zero = self._with({Z: 0})
        return at_zero(definition.below) != at_zero(definition.above)

    def _report(self) -> None:
        self.met_kink = True


class _Within(Enclosing):
    """An enclosing reading inside another one, to which it reports what it meets."""

    origin: Enclosing

    def _report(self) -> None:
        self.origin._report()


@lru_cache(maxsize=1 << 12)
def _repeated(formula: Formula) -> tuple[Quantity, ...]:
    """The quantities that stand in a formula more than once."""
    return tuple(q for q, times in Counter(leaves(formula)).items() if times > 1)


def _midpoint(value: Value) -> Value:
    return value if isinstance(value, Missing) else middle(value)
