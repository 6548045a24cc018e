"""Derivatives against differences of values: a third way, which knows no law of derivatives.

A number p of a network is moved up and down by a step h, and what depends on it is worked out from
there by the laws of the forward pass alone. Where activations are made of straight pieces, no z
changes its sign on the way and the loss is at most quadratic, the central difference
(f(p + h) - f(p - h))/2h *is* the derivative, and the two are compared exactly. Elsewhere it is, by
the mean value theorem, the derivative somewhere between p - h and p + h: there the law is read over
all of that interval, which gives an enclosure about as narrow as h, and both numbers have to reach
into it. No tolerance is chosen: what is too wide to refute anything, or at a kink, is left open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from symnn.derive import Derivation, Step
from symnn.derive.derivation import belongs_to_a_sample
from symnn.errors import UndecidedError
from symnn.evaluate.degrees import is_quadratic_by_pieces
from symnn.evaluate.exact import Values, entry_value, is_overall, valuation
from symnn.evaluate.value import UNDETERMINED, Missing, Value
from symnn.formula import leaves
from symnn.network.model import Network
from symnn.numbers.real import Arithmetic, Irrational, MorePrecision, Real
from symnn.numbers.value import ClosedValue
from symnn.quantities import Quantity, R, a, b, d

EXACT_STEPS = (1, Fraction(1, 1 << 8), Fraction(1, 1 << 24), Fraction(1, 1 << 60))
"""Steps of exact differences; the first that moves no z over a kink is taken."""
SMOOTH_STEPS = (Fraction(1, 1 << 60), Fraction(1, 1 << 120))
"""Steps of enclosed ones; the first whose enclosure is narrow is taken."""
BITS = 512
"""The precision of enclosures: far more than what a step takes away."""
EMPTY: Mapping[Quantity, Value] = {}
NARROW = Fraction(1, 1 << 20)
"""The width, against the number itself, up to which an enclosure tells something."""


@dataclass(frozen=True)
class Differences:
    """What came of comparing derivatives with differences.

    Attributes:
        compared: those that were compared.
        differing: those of them that certainly are not what the differences say.
        left_open: those at a kink, or that depend on what is unknown.
    """

    compared: tuple[Quantity, ...]
    differing: tuple[Quantity, ...]
    left_open: tuple[Quantity, ...]

    @property
    def agree(self) -> bool:
        """Whether no difference was found."""
        return not self.differing


def compare_differences(net: Network, values: Mapping[Quantity, Value]) -> Differences:
    """Compare derivatives, slopes and parameters after a step with differences of values.

    Args:
        net: the network; where all its numbers are known, what is given beside them is left out.
        values: the values by quantity, each with its sample where there are several; what is no
            derivative is passed over.
    """
    moves = _Moves(_bare(net))
    found = {q: moves.holds(q, value) for q, value in values.items() if is_derivative(q)}
    return Differences(
        tuple(q for q, holds in found.items() if holds is not None),
        tuple(q for q, holds in found.items() if holds is False),
        tuple(q for q, holds in found.items() if holds is None),
    )


def is_derivative(quantity: Quantity) -> bool:
    """Whether differences have something to say about a quantity."""
    return quantity.is_gradient or quantity.kind in ("slope", "new_W", "new_b")


def _bare(net: Network) -> Network:
    """The network by its own numbers alone, if it has all of them."""
    own = [net.entry(q) for q in (*net.weights(), *net.biases())]
    own += [entry for point in net.data for entry in point.x or (None,)]
    return net if None in own or not net.given else replace(net, given={})


class _Moves:
    """What becomes of the values of a network when one of its numbers moves.

    Args:
        net: the network.
    """

    def __init__(self, net: Network) -> None:
        self.net, self.arithmetic = net, Arithmetic(BITS)
        self.is_exact = is_quadratic_by_pieces(net)
        self.unmoved: dict[tuple[Quantity, int], Values] = {}

    def holds(self, quantity: Quantity, value: Value) -> bool | None:
        """Whether a derivative may have this value; None if that is left open."""
        try:
            if isinstance(value, Missing):
                return None
            if quantity.kind in ("new_W", "new_b"):
                base = quantity._replace(kind=quantity.kind.removeprefix("new_"))
                return self._compared(d(R, base), R, base, self._implied(base, value))
            if quantity.kind == "slope":
                layer, _, j = quantity.indices
                base = quantity._replace(kind="z", of="")
                return self._compared(quantity, a(layer, j).at(quantity.sample), base, value)
            return self._compared(quantity, quantity.top, quantity.base, value)
        except (MorePrecision, UndecidedError):
            return None

    def _implied(self, base: Quantity, after: Real) -> Value:
        """The derivative of R that a parameter after a step says: (before - after)/λ."""
        before, rate = self._entry(base), self.net.learning_rate
        if isinstance(before, Missing) or rate is None:
            return UNDETERMINED
        moved = self._minus(before, after)
        return self.arithmetic.divide(moved, ClosedValue(self.arithmetic)(rate))

    def _compared(self, law: Quantity, top: Quantity, base: Quantity, value: Value) -> bool | None:
        at = self._at(top, base, law.sample)
        if isinstance(value, Missing) or any(isinstance(n, Missing) for n in at.values()):
            return None
        where = _Where(top.at(0), law.at(0), law.sample, at)  # type: ignore[arg-type]
        if self.is_exact:
            quotient = self._exact(where)
            return None if quotient is None else quotient == value
        return self._enclosed(where, value)

    def _at(self, top: Quantity, base: Quantity, sample: int) -> Values:
        """The numbers that move: one, or all biases of a layer that shares one."""
        layer, base = base.layer, base.at(0)
        if base.kind in ("z", "a"):
            return {base: self._values(base, sample, {})[base]}
        moving = [base]
        if top == R and base.kind == "b" and self.net.shared_biases:
            assert isinstance(layer, int)
            moving = [b(layer, k) for k in range(1, (self.net.widths[layer] or 0) + 1)]
        return {q: self._entry(q, sample) for q in moving}

    def _exact(self, where: _Where) -> Real | None:
        """The central difference over a step on which no z changes its sign."""
        here = self._unmoved(where)
        signs, before = _signs(here), _before(here, where)
        for h in EXACT_STEPS:
            up, down = (self._moved(where, where.top, shift, before) for shift in (h, -h))
            if signs == _signs(up) == _signs(down):
                return self._quotient(up[where.top], down[where.top], h)
        return None

    def _unmoved(self, where: _Where) -> Values:
        """What is differentiated and all on the way to it, as it is."""
        key = where.top, where.sample
        if key not in self.unmoved:
            self.unmoved[key] = self._values(*key, {})
        return self.unmoved[key]

    def _enclosed(self, where: _Where, value: Real) -> bool | None:
        """Whether value and difference lie where the law, read over the whole step, has them."""
        from symnn.numbers.balls import hull

        for h in SMOOTH_STEPS:
            step = Irrational(None, hull(-h, h, BITS))
            law = self._moved(where, where.law, step)[where.law]
            up, down = (self._moved(where, where.top, s)[where.top] for s in (h, -h))
            quotient = self._quotient(up, down, h)
            if quotient is None or isinstance(law, Missing):
                return None
            low, high = self._ends(law)
            if high - low <= NARROW * max(Fraction(1), abs(low)):
                reached = map(self._ends, (value, quotient))
                return all(bottom <= high and low <= top for bottom, top in reached)
        return None

    def _quotient(self, up: Value, down: Value, h: int | Fraction) -> Real | None:
        if isinstance(up, Missing) or isinstance(down, Missing):
            return None
        return self.arithmetic.divide(self._minus(up, down), 2 * h)

    def _minus(self, left: Real, right: Real) -> Real:
        return self.arithmetic.add((left, self.arithmetic.multiply((-1, right))))

    def _ends(self, number: Real) -> tuple[Fraction, Fraction]:
        from symnn.numbers.balls import ends

        return ends(self.arithmetic.ball(number))

    def _moved(
        self, where: _Where, goal: Quantity, shift: Real, before: Mapping[Quantity, Value] = EMPTY
    ) -> Values:
        """The goal and all on the way to it, the numbers in question being moved."""
        to = {q: self.arithmetic.add((at, shift)) for q, at in where.at.items()}
        return self._values(goal, where.sample, {**before, **to})

    def _values(self, goal: Quantity, sample: int, moved: Mapping[Quantity, Value]) -> Values:
        if not is_overall(goal):
            return self._carried_out(_steps(self.net, goal), dict(moved), max(sample, 1))
        steps, values = _steps(self.net, goal), dict(moved)
        needs = {q for step in steps for q in leaves(step.formula) if belongs_to_a_sample(q)}
        for need in needs:
            found = self._values(need.at(0), need.sample, moved)
            values |= {q.at(max(need.sample, 1)): value for q, value in found.items()}
            values[need] = found[need.at(0)]
        return self._carried_out(steps, values, 1)

    def _carried_out(self, steps: Iterable[Step], values: Values, sample: int) -> Values:
        """The steps one after the other, but for what is there already: the moved numbers stay."""
        closed = ClosedValue(self.arithmetic)
        given = {q.at(0): f for q, f in self.net.given.items() if q.sample in (0, sample)}
        values = {**{q: closed(form) for q, form in given.items()}, **values}

        def lookup(quantity: Quantity) -> Value:
            if quantity not in values:
                values[quantity] = self._entry(quantity, sample)
            return values[quantity]

        reading = valuation(self.net, self.arithmetic, lookup)
        for target, _, formula in steps:
            if target not in values:
                values[target] = reading(formula)
        return values

    def _entry(self, quantity: Quantity, sample: int = 1) -> Value:
        return entry_value(self.net, quantity, max(sample, 1), ClosedValue(self.arithmetic))


@dataclass(frozen=True)
class _Where:
    """A derivative: what is differentiated, its law, in which sample, and the numbers that move."""

    top: Quantity
    law: Quantity
    sample: int
    at: Mapping[Quantity, Real]


def _steps(net: Network, goal: Quantity) -> tuple[Step, ...]:
    """The lines of a goal, made once a network."""
    return net.memo(
        ("lines of", goal), lambda: Derivation(net, (goal,), overall=is_overall(goal)).steps()
    )


def _before(values: Values, where: _Where) -> Values:
    """The nodes in layers before those that move: they stay as they are."""
    if where.top == R:  # whose nodes belong to samples
        return {}
    (layer,) = {q.layer for q in where.at}
    return {q: v for q, v in values.items() if q.kind in "za" and not q.of and q.layer < layer}  # type: ignore[operator]


def _signs(values: Values) -> dict[Quantity, int]:
    """The signs of all pre-activations."""
    return {
        q: (value > 0) - (value < 0)
        for q, value in values.items()
        if q.kind == "z" and not q.of and isinstance(value, (int, Fraction))
    }
