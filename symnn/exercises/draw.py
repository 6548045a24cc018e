"""Drawing the numbers of a network: small integers, and nothing by accident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from symnn.derive import Derivation, Step
from symnn.errors import InputError
from symnn.evaluate.exact import Values, sample_values
from symnn.evaluate.value import Missing, Value
from symnn.exercises.source import Source
from symnn.functions import Pieces
from symnn.network.model import Matrix, Network, Sample, Vector
from symnn.numbers.real import Arithmetic, Irrational
from symnn.quantities import z

MOST_TRIES = 2_000
"""Draws after which a request is given up."""
MOST_PARAMETERS = 500
"""Parameters above which nobody does a network by hand."""
TRIED = 60
"""Draws in which a size of numbers has to show that it can be met."""


@dataclass(frozen=True)
class Limits:
    """The size of numbers.

    Args:
        entry: the largest weight, bias or input.
        value: the largest number on the way.
    """

    entry: int = 5
    value: int = 99


LADDER = (Limits(5, 99), Limits(3, 99), Limits(2, 99), Limits(2, 999), Limits(1, 999))
"""Sizes of numbers, the first that a network can meet is taken: deep ones need smaller weights."""


@dataclass(frozen=True)
class Profile:
    """What versions of one exercise have in common.

    Args:
        dead: the number of units that are off in each hidden layer; None for an activation that
            has no such units.
        limits: the size of its numbers.
    """

    dead: tuple[int | None, ...]
    limits: Limits = field(default_factory=Limits)


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
    return _met(net, Profile(tuple(dead)), source)


def _met(net: Network, profile: Profile, source: Source) -> Profile:
    """The profile with the largest numbers that the network is found to meet."""
    steps = _steps(net)
    for limits in LADDER if (net.parameters or 0) <= MOST_PARAMETERS else ():
        sized = replace(profile, limits=limits)
        for _ in range(TRIED):
            filled = _filled(net, source, limits)
            values = sample_values(filled, steps, 1, Arithmetic())
            if filled == net or not any(_flaws(filled, values, sized)):
                return sized
    return replace(profile, limits=LADDER[-1])


def _steps(net: Network) -> tuple[Step, ...]:
    return net.memo(("steps", "drawing"), lambda: Derivation(net).steps())


def drawn(net: Network, profile: Profile, source: Source) -> Drawn:
    """The network with numbers in the place of all that is unknown, of that profile.

    Raises:
        InputError: if no such numbers are found in `MOST_TRIES` draws.
    """
    steps = _steps(net)
    if (net.parameters or 0) > MOST_PARAMETERS:
        found, expected = f"{net.parameters} parameters", f"at most {MOST_PARAMETERS:,}"
        raise InputError("a network too large for an exercise", found=found, expected=expected)
    for tries in range(1, MOST_TRIES + 1):
        filled = _filled(net, source, profile.limits)
        values = sample_values(filled, steps, 1, Arithmetic())
        # What an author has fixed altogether is set as it is.
        if filled == net or not any(_flaws(filled, values, profile)):
            return Drawn(filled, values, tries)
    raise InputError(
        f"no numbers for this exercise in {MOST_TRIES:,} draws",
        expected="a smaller network, or other numbers where some are fixed",
    )


def _flaws(net: Network, values: Values, profile: Profile) -> Iterator[str]:
    """What is wrong with a draw; nothing if it can be set."""
    for layer in range(1, net.depth):
        nodes = range(1, (net.widths[layer] or 0) + 1)
        if _has_kinks(net, layer):
            if any(values[z(layer, j)] == 0 for j in nodes):
                yield "a pre-activation is 0"
            off = sum(_is_negative(values[z(layer, j)]) for j in nodes)
            if profile.dead[layer - 1] not in (None, off):
                yield "another number of units is off"
    for output in net.outputs:
        if values[output] == 0:
            yield "the output is 0"
    most = profile.limits.value
    for value in values.values():
        if isinstance(value, Missing):
            yield "a value is missing"
        elif not isinstance(value, Irrational) and not -most <= value <= most:
            yield "a number is too large"


def _is_negative(value: Value) -> bool:
    return not isinstance(value, Missing) and Arithmetic().sign(value) < 0


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
