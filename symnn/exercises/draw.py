"""Drawing the numbers of a network: small integers, and nothing by accident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from symnn.derive import Derivation
from symnn.errors import InputError
from symnn.evaluate.exact import Values, sample_values
from symnn.evaluate.value import Missing
from symnn.exercises.source import Source
from symnn.functions import Pieces
from symnn.network.model import Matrix, Network, Sample, Vector
from symnn.numbers.real import Arithmetic, Irrational
from symnn.quantities import a, z

MOST_TRIES = 2_000
"""Draws after which a request is given up."""


@dataclass(frozen=True)
class Limits:
    """The size of numbers.

    Args:
        entry: the largest weight, bias or input.
        value: the largest number on the way.
    """

    entry: int = 5
    value: int = 99


@dataclass(frozen=True)
class Profile:
    """What versions of one exercise have in common.

    Args:
        dead: the number of units that are off in each hidden layer; None for an activation that
            has no such units.
    """

    dead: tuple[int | None, ...]


@dataclass(frozen=True)
class Drawn:
    """A network with its numbers.

    Attributes:
        net: the network.
        values: of all its quantities.
        tries: how many draws it took.
    """

    net: Network
    values: Values
    tries: int


def drawn_profile(net: Network, source: Source) -> Profile:
    """A profile for a network: in each hidden layer with kinks, some units off but not all."""
    dead: list[int | None] = []
    for layer in range(1, net.depth):
        most = (net.widths[layer] or 0) // 2
        dead.append(source.integer(0, most) if _has_kinks(net, layer) else None)
        if most and dead == [0] * layer:
            dead[-1] = 1  # a network without a unit that is off shows half of ReLU
    return Profile(tuple(dead))


def drawn(net: Network, profile: Profile, source: Source, limits: Limits) -> Drawn:
    """The network with numbers in the place of all that is unknown, of that profile.

    Raises:
        InputError: if no such numbers are found in `MOST_TRIES` draws.
    """
    steps = net.memo(("steps", "drawing"), lambda: Derivation(net).steps())
    for tries in range(1, MOST_TRIES + 1):
        filled = _filled(net, source, limits)
        values = sample_values(filled, steps, 1, Arithmetic())
        if not any(_flaws(filled, values, profile, limits)):
            return Drawn(filled, values, tries)
    raise InputError(
        f"no numbers for this exercise in {MOST_TRIES:,} draws",
        expected="a wider network, larger limits, or fewer numbers that are fixed",
    )


def _flaws(net: Network, values: Values, profile: Profile, limits: Limits) -> Iterator[str]:
    """What is wrong with a draw; nothing if it can be set."""
    for layer in range(1, net.depth):
        nodes = range(1, (net.widths[layer] or 0) + 1)
        if _has_kinks(net, layer):
            if any(values[z(layer, j)] == 0 for j in nodes):
                yield "a pre-activation is 0"
            off = sum(values[a(layer, j)] == 0 for j in nodes)
            if profile.dead[layer - 1] not in (None, off):
                yield "another number of units is off"
    for output in net.outputs:
        if values[output] == 0:
            yield "the output is 0"
    for value in values.values():
        if isinstance(value, Missing):
            yield "a value is missing"
        elif not isinstance(value, Irrational) and not -limits.value <= value <= limits.value:
            yield "a number is too large"


def _has_kinks(net: Network, layer: int) -> bool:
    activation = net.activation(layer)
    return activation.entrywise and isinstance(getattr(activation, "derivative", None), Pieces)


def _filled(net: Network, source: Source, limits: Limits) -> Network:
    """The network with numbers in the place of what is unknown."""

    def vector(known: Vector, width: int) -> Vector:
        entries = known or (None,) * width
        return tuple(source.nonzero(limits.entry) if e is None else e for e in entries)

    def matrix(known: Matrix, rows: int, columns: int) -> Matrix:
        return tuple(vector(row, columns) or () for row in known or (None,) * rows)

    widths = [width or 0 for width in net.widths]
    layers = range(1, net.depth + 1)
    W = tuple(matrix(net.W[k - 1], widths[k - 1], widths[k]) for k in layers)
    b = tuple(vector(net.b[k - 1], widths[k]) if net.biased else None for k in layers)
    data = tuple(
        Sample(vector(point.x, widths[0]), vector(point.y, widths[-1]) if net.loss else point.y)
        for point in net.data
    )
    return replace(net, W=W, b=b, data=data)
