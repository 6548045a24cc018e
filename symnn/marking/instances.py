"""Networks with a number for every unknown, at which formulas are compared.

Formulas over unknowns are equal where their values are, at points drawn at random. The draws are
keyed by the network alone, so that the same paper is always marked the same way. Where everything
is rational, a wrong formula of degree d passes one point with a chance below d in `RANGE` (by the
lemma of Schwartz and Zippel), and it has to pass all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

from symnn.activations import Activation, Entrywise
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Value
from symnn.formula import Formula, Power, Product, Sum, product
from symnn.functions import Pieces, Z
from symnn.marking.functions import Functions, functions_of
from symnn.network.model import Matrix, Network, Sample, Vector
from symnn.numbers.real import Irrational
from symnn.quantities import Quantity, plain_name

Out = TypeVar("Out")

RANGE = 1 << 20
"""How many numbers an unknown is drawn from."""
POINTS = 3
"""Points at which smooth formulas are compared."""
POINTS_WITH_KINKS = 8
"""The same where every point shows one pattern of units that are on and off."""
DEGREE = 4
"""The degree of the polynomial that stands for an abstract activation."""


@dataclass(frozen=True)
class Instance:
    """A network with numbers, and the values of its quantities.

    Args:
        net: the network; nothing in it is unknown.
        functions: its functions, an abstract activation among them as a polynomial.
        symbols: the numbers of the symbols that the author chose for unknown entries.
        is_drawn: whether numbers were drawn for it: these know nothing of given values.
    """

    net: Network
    functions: Functions
    symbols: Callable[[Quantity], Value] | None = None
    is_drawn: bool = False

    def memo(self, key: Hashable, compute: Callable[[], Out]) -> Out:
        """What `compute` gives, kept under that key: what no answer changes is found once."""
        if key not in self._memory:
            self._memory[key] = compute()
        found: Out = self._memory[key]
        return found

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def solution(self) -> Solution:
        """The values."""
        return Solution(self.net, checks=not self.is_drawn)

    def key(self, quantity: Quantity) -> Value:
        """The right value, an irrational one as its enclosure."""
        if quantity.kind == "symbol" and self.symbols is not None:
            return self.symbols(quantity)
        value = self.solution.of_quantity(quantity, quantity.sample or 1)
        return Irrational(None, value.ball) if isinstance(value, Irrational) else value


def instances(net: Network) -> tuple[Instance, ...]:
    """The network itself if it is all numbers, else with numbers in the place of its unknowns.

    Raises:
        InputError: if a width is unknown.
    """
    if None in net.widths:
        raise InputError(
            "a network whose widths are not all known",
            expected="all of `layers` as numbers: answers are compared by their values",
        )
    if not _unknown(net):
        return (Instance(net, functions_of(net)),)
    kinks = any(
        isinstance(getattr(activation, "derivative", None), Pieces)
        for activation in net.activations
    )
    points = POINTS_WITH_KINKS if kinks else POINTS
    return tuple(_instance(net, number) for number in range(points))


def _unknown(net: Network) -> bool:
    """Whether an entry or an activation has no number."""
    entries = (*net.weights(), *net.biases())
    points = [vector for point in net.data for vector in (point.x, point.y if net.loss else ())]
    return (
        any(_is_unknown(net.entry(q)) for q in entries)
        or any(vector is None or any(map(_is_unknown, vector)) for vector in points)
        or any(_is_abstract(activation) for activation in net.activations)
    )


def _is_unknown(entry: Formula | None) -> bool:
    return entry is None or type(entry) is Quantity


def _is_abstract(activation: Activation) -> bool:
    return isinstance(activation, Entrywise) and activation.value is None


def _instance(net: Network, number: int) -> Instance:
    """The network with drawn numbers, one and the same for the same symbol."""
    draw = _Draw(number, _is_rational(net))
    widths = [width or 0 for width in net.widths]

    def vector(known: Vector, name: str, width: int) -> Vector:
        return tuple(draw.entry(e, f"{name}_{k}") for k, e in enumerate(known or [None] * width))

    def matrix(known: Matrix, name: str, rows: int, columns: int) -> Matrix:
        listed = known or (None,) * rows
        return tuple(vector(row, f"{name}_{k}", columns) or () for k, row in enumerate(listed))

    layers = range(1, net.depth + 1)
    data = tuple(
        Sample(vector(p.x, f"x{s}", widths[0]), vector(p.y, f"y{s}", widths[-1]))
        for s, p in enumerate(net.data)
    )
    filled = replace(
        net,
        W=tuple(matrix(net.W[k - 1], f"W{k}", widths[k - 1], widths[k]) for k in layers),
        b=tuple(vector(net.b[k - 1], f"b{k}", widths[k]) if net.biased else None for k in layers),
        data=data,
        activations=tuple(draw.activation(activation) for activation in net.activations),
        given={q: draw.entry(form, plain_name(q)) for q, form in net.given.items()},
    )
    return Instance(filled, functions_of(filled), lambda q: draw.number_of(str(q)), is_drawn=True)


def _is_rational(net: Network) -> bool:
    """Whether the network makes rational numbers of rational ones: then they may be large."""
    return all(
        _is_abstract(activation) or activation.name in ("linear", "relu", "leaky_relu", "step")
        for activation in net.activations
    )


@dataclass(frozen=True)
class _Draw:
    """The numbers of one point.

    Args:
        number: of the point.
        large: whether they are large integers, or fractions between -1 and 1.
    """

    number: int
    large: bool

    def entry(self, entry: Formula | None, name: str) -> Formula:
        """What stands there, or a number for it; an author's symbol has one number everywhere."""
        if type(entry) is Quantity:
            return self.number_of(str(entry))
        return self.number_of(name) if entry is None else entry

    def activation(self, activation: Activation) -> Activation:
        """The activation; an abstract one as a polynomial."""
        if not _is_abstract(activation):
            return activation
        name = activation.name
        terms = [(self.number_of(f"{name} {k}"), k) for k in range(DEGREE + 1)]
        value = Sum(_power(factor, k) for factor, k in terms)
        slope = Sum(_power(factor * k, k - 1) for factor, k in terms if k)
        return Entrywise(name, activation.summary, value, slope)

    def number_of(self, name: str) -> int | Fraction:
        """The number of a name, not 0: the same in every place."""
        digest = sha256(f"{self.number} {name}".encode()).digest()
        number = int.from_bytes(digest, "big") % RANGE - RANGE // 2
        return (number or 1) if self.large else Fraction(number or 1, RANGE // 2)


def _power(factor: int | Fraction, exponent: int) -> Formula:
    if exponent < 2:
        return Product((factor, Z)) if exponent else factor
    return product(factor, Power(Z, exponent))
