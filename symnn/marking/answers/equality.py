"""Whether two answers are the same, as numbers or as formulas of a network.

Formulas are the same where they give the same number whatever the unknowns of the network are; so
`dH/dz2_1*W2_11` is the same as what it comes to in weights and inputs. What is certain is said to
be certain, and else how sure it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from symnn.activations import ACTIVATIONS
from symnn.evaluate.composition import laws, of_sample
from symnn.evaluate.value import ELEMENTARY, UNDETERMINED, Missing, Valuation
from symnn.formula import Formula, leaves
from symnn.functions import ABSOLUTE
from symnn.marking.answers.residues import PRIME, Degree, Degrees, Residues, Source, UnluckyPoint
from symnn.marking.answers.value import definitions
from symnn.network.model import Network
from symnn.numbers.real import Arithmetic, Irrational, MorePrecision
from symnn.numbers.value import FIRST_BITS
from symnn.quantities import Quantity, plain_name

T = TypeVar("T")

TRIES = 4
"""Points that are tried where something is divided by zero."""
LARGEST_BOUND = Fraction(1, 1 << 40)
"""The chance of an error above which residues are not enough."""
MOST_BITS = 1 << 10
"""The precision at which two numbers that can't be told apart are called the same."""


@dataclass(frozen=True)
class Same:
    """Whether two formulas are the same.

    Attributes:
        same: the verdict.
        error_bound: the chance that it is false; 0 where it is proven, and None where they agree
            at random points and no bound is known.
        how: how that was found out, for people.
    """

    same: bool
    error_bound: Fraction | None
    how: str

    @property
    def is_proven(self) -> bool:
        """Whether the verdict is certain."""
        return self.error_bound == 0


_PROVEN = Fraction(0)


def same(net: Network, left: Formula, right: Formula) -> Same:
    """Whether two formulas are the same in a network, its unknowns being anything.

    A quantity without a sample's number means the first data point. The outcome follows from the
    formulas alone: the points are random, but keyed by them.

    Args:
        net: the network, whose laws say what the quantities in the formulas are.
        left: a number or a formula.
        right: another.

    Raises:
        UndecidedError: if the two have no value together at any point that is tried.
    """
    if left == right:
        return Same(True, _PROVEN, "the same formula")
    if not any(True for formula in (left, right) for _ in leaves(formula)):
        return _same_numbers(net, left, right)
    source = Source(" and ".join(sorted(map(repr, (left, right)))))
    as_they_stand = _FreeRing(net, source).compared(left, right)
    if as_they_stand is not None and as_they_stand.same:
        return as_they_stand
    by_laws = _LawfulRing(net, source, (left, right)).compared(left, right)
    if by_laws is not None:
        return by_laws
    return _at_points(net, source, left, right)


def _same_numbers(net: Network, left: Formula, right: Formula) -> Same:
    functions = definitions(left, net.alpha) | definitions(right, net.alpha)
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        arithmetic = Arithmetic(bits)
        reading = Valuation(arithmetic, lambda _: UNDETERMINED, functions, net.relu_at_zero)
        try:
            one, two = reading(left), reading(right)
            if isinstance(one, Missing) or isinstance(two, Missing):
                return Same(one is two, _PROVEN, "as one of them has no value")
            difference = arithmetic.add((one, arithmetic.multiply((-1, two))))
            if not isinstance(difference, Irrational):
                return Same(difference == 0, _PROVEN, "as exact numbers")
            sign = _sign(difference)
            if sign is not None:
                return Same(sign == 0, _PROVEN, "as exact numbers")
        except MorePrecision:
            pass  # some sign is open: once more, with twice the bits
        bits *= 2
    return Same(True, None, f"no difference within {MOST_BITS} bits")


def _sign(number: Irrational) -> int | None:
    from symnn.numbers.balls import sign

    return sign(number.ball)


def _at_points(net: Network, source: Source, left: Formula, right: Formula) -> Same:
    from symnn.marking.answers.points import Points

    needed = laws(net, dict.fromkeys(q for f in (left, right) for q in leaves(f)))
    found = Points(net, needed, source, (left, right)).compared()
    if found.differ:
        return Same(False, _PROVEN, "they differ at a point, beyond its error")
    return Same(True, None, f"equal at {found.points} random points, to {found.bits} bits each")


class _FreeRing:
    """Formulas modulo a prime, every quantity an unknown of its own."""

    def __init__(self, net: Network, source: Source) -> None:
        self.net = net
        self.source = source

    def compared(self, left: Formula, right: Formula) -> Same | None:
        """The verdict; None where residues do not settle it."""
        for number in range(TRIES):
            source = Source(f"{number} {self.source.key.hex()}")
            try:
                residues = self.residues(source)
                equal = residues(left) == residues(right)
            except UnluckyPoint:
                continue
            if equal:
                bound = self.bound(left, right, residues)
                how = "as rational functions, at a random point modulo 2^127 - 1"
                return Same(True, bound, how) if bound <= LARGEST_BOUND else None
            if residues.is_whole_truth:
                return Same(False, _PROVEN, "as rational functions")
            return None
        return None

    def residues(self, source: Source) -> Residues:
        """The reading at a point."""
        return Residues(source, lambda q: source.number(plain_name(q), PRIME), _is_abstract)

    def degrees(self) -> Degrees:
        """The degrees that go with it."""
        return Degrees(lambda _: Degree(1))

    def bound(self, left: Formula, right: Formula, residues: Residues) -> Fraction:
        """The chance that two different rational functions agree at the point."""
        degrees = self.degrees()
        one, two = degrees(left), degrees(right)
        degree = max(one.over + two.under, two.over + one.under)
        pairs = len(residues.functions) * (len(residues.functions) - 1) // 2
        return Fraction(degree + 2 * pairs * degrees.arguments, PRIME)


class _LawfulRing(_FreeRing):
    """Formulas modulo a prime, quantities being what the laws make of the network's unknowns."""

    def __init__(self, net: Network, source: Source, formulas: tuple[Formula, ...]) -> None:
        super().__init__(net, source)
        self.laws = laws(net, dict.fromkeys(q for f in formulas for q in leaves(f)))

    def residues(self, source: Source) -> Residues:
        """The reading, with the values of all quantities."""
        found: dict[Quantity, int] = {}
        residues = Residues(source, lambda q: found[q], _is_abstract)
        for target, formula in self.laws.items():
            residues.of = _lookup(found, target.sample)
            found[target] = self._end(target, residues) if formula is None else residues(formula)
        residues.of = _lookup(found, 0)
        return residues

    def _end(self, target: Quantity, residues: Residues) -> int:
        from symnn.marking.answers.points import stated

        form = stated(self.net, target)
        return residues.unknown(plain_name(form)) if type(form) is Quantity else residues(form)

    def degrees(self) -> Degrees:
        """The degrees in the network's unknowns."""
        found: dict[Quantity, Degree] = {}
        degrees = Degrees(lambda q: found[q])
        for target, formula in self.laws.items():
            degrees.of = _lookup(found, target.sample)
            found[target] = Degree(1) if formula is None else degrees(formula)
        degrees.of = _lookup(found, 0)
        return degrees


def _lookup(found: dict[Quantity, T], sample: int) -> Callable[[Quantity], T]:
    return lambda quantity: found[of_sample(quantity, sample)]


def _is_abstract(function: str) -> bool:
    """Whether nothing is known of a function: it is an activation without a definition."""
    if function in ELEMENTARY or function in ABSOLUTE:
        return False
    return ACTIVATIONS[function.removesuffix("_prime")].value is None
