"""Drawing the numbers of a network: small integers, and nothing by accident.

Numbers are found unit by unit, so that little has to be thrown away: which units are off comes
first, then each unit gets weights that make it so. What a layer or the gradient has to answer for
is checked as soon as it is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from symnn.errors import InputError
from symnn.evaluate.program import Memory
from symnn.exercises.plan import Plan, Unit, planned
from symnn.exercises.profile import LADDER, Limits, Off, Profile, has_kinks
from symnn.exercises.source import Source
from symnn.network.model import Matrix, Network, Sample, Vector
from symnn.numbers.real import Arithmetic, Irrational, MorePrecision, NotReal
from symnn.quantities import Quantity, W, b, x, y

MOST_TRIES = 2_000
"""Draws after which a request is given up."""
MOST_UNIT_TRIES = 60
"""Weights that are drawn for one unit before its network is given up."""
TRIED = 12
"""Draws in which a size of numbers has to show that it can be met."""


class Wanted(NamedTuple):
    """What is wanted of a z.

    Attributes:
        sign: its sign in the first sample; 0 for any.
        most: its largest size.
        limits: the size of the weights on the way to it.
        zeros: the samples in which it may be 0, and at a kink has to.
    """

    sign: int
    most: int | Fraction
    limits: Limits
    zeros: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Drawn:
    """A network with its numbers.

    Attributes:
        net: the network.
        memories: the numbers of each sample, at the places of the network's program.
        tries: how many draws it took.
    """

    net: Network
    memories: tuple[Memory, ...]
    tries: int


def drawn_profile(
    net: Network, source: Source, decimals: int | None = None, off: Off = ()
) -> Profile:
    """A profile for a network: in each hidden layer with kinks, some units off but not all.

    Args:
        net: the network.
        source: where it is drawn from.
        decimals: the places to which irrational numbers are asked for; None for exact ones.
        off: of layers, whether some unit has to be off, or none may be.

    Raises:
        InputError: if no exercise can be made of the network.
    """
    plan = planned(net)
    most = [(net.widths[k] or 0) // 2 if has_kinks(net, k) else None for k in range(1, net.depth)]
    dead = [None if m is None else source.integer(0, m) for m in most]
    possible = [k for k, m in enumerate(most) if m]
    never = {layer - 1 for layer, some in off if not some}
    possible = [k for k in possible if k not in never]
    for k in never & {k for k, m in enumerate(most) if m}:
        dead[k] = 0
    for layer in () if plan.is_fixed else [layer for layer, some in off if some]:
        if layer - 1 not in possible:
            found, expected = f"layer {layer}", "a hidden layer of two nodes, with ReLU or the like"
            raise InputError("a layer of which no unit can be off", found=found, expected=expected)
        dead[layer - 1] = dead[layer - 1] or 1
    if possible and not any(dead):
        dead[source.choice(possible)] = 1  # without a unit that is off it is half of ReLU
    return _met(plan, Profile(tuple(dead)), source, decimals)


def _met(plan: Plan, profile: Profile, source: Source, decimals: int | None) -> Profile:
    """The profile with the largest numbers that the network is found to meet."""
    for limits in LADDER:
        least = Fraction(0 if decimals is None else 1, 10 ** (decimals or 0))
        sized = replace(profile, limits=replace(limits, least=least))
        if plan.is_fixed or any(_attempt(plan, sized, source) for _ in range(TRIED)):
            break
    return sized


def drawn(net: Network, profile: Profile, source: Source) -> Drawn:
    """The network with numbers in the place of all that is unknown, of that profile.

    Raises:
        InputError: if no such numbers are found in `MOST_TRIES` draws.
    """
    plan = planned(net)
    if plan.is_fixed:  # what an author has fixed altogether is set as it is
        return Drawn(net, (), 1)
    for tries in range(1, MOST_TRIES + 1):
        memories = _attempt(plan, profile, source)
        if memories is not None:
            return Drawn(_filled(plan, memories), tuple(memories), tries)
    raise InputError(
        f"no numbers for this exercise in {MOST_TRIES:,} draws",
        expected="a smaller network, or other numbers where some are fixed",
    )


def _attempt(plan: Plan, profile: Profile, source: Source) -> list[Memory] | None:
    """The numbers of each sample; None if something about them is not as it should be."""
    memories, limits = plan.memories(), profile.limits
    for memory, places in zip(memories, plan.of_samples, strict=True):
        for place in places:
            memory[place] = limits.number(source)
    try:
        for layer in range(1, plan.net.depth + 1):
            if not _layer(plan, layer, profile, memories, source):
                return None
        for memory in memories:
            plan.run(plan.backward, memory)
    except (NotReal, MorePrecision):
        return None
    samples = enumerate(memories, 1)
    return memories if all(_is_sound(plan, profile, k, memory) for k, memory in samples) else None


def _layer(
    plan: Plan, layer: int, profile: Profile, memories: list[Memory], source: Source
) -> bool:
    """Draw the weights into a layer and carry it out; whether as many units are off as wanted."""
    units, limits = plan.units[layer - 1], profile.limits
    dead = (*profile.dead, None)[layer - 1]
    signs = [0] * len(units)
    if dead is not None:
        signs = [int((1, unit.place) not in profile.zeros) for unit in units]
        while sum(sign < 0 for sign in signs) < dead:
            at = source.below(len(signs))
            signs[at] = -abs(signs[at])
    most = limits.curved if plan.is_curved[layer - 1] else limits.value
    for unit, sign in zip(units, signs, strict=True):
        zeros = frozenset(sample for sample, place in profile.zeros if place == unit.place)
        if not _unit(unit, memories, Wanted(sign, most, limits, zeros), source):
            return False
    for memory in memories:
        plan.run(plan.layers[layer - 1], memory)
    off = sum(_sign(memories[0][unit.place]) < 0 for unit in units)
    return dead is None or off == dead


def _unit(unit: Unit, memories: list[Memory], wanted: Wanted, source: Source) -> bool:
    """Draw the weights and the bias of a unit until its z is as wanted in every sample."""
    at, run = unit.place, unit.run
    for _ in range(MOST_UNIT_TRIES if unit.places else 1):
        for place in unit.places:
            number = wanted.limits.number(source)
            for memory in memories:
                memory[place] = number
        for memory in memories:
            memory[at] = run(memory)
        if wanted.zeros and unit.is_kinked and not _put_at_kink(unit, memories, wanted):
            continue
        if unit.places and wanted.sign and _sign(memories[0][at]) != wanted.sign:
            continue
        is_zero = {sample for sample, memory in enumerate(memories, 1) if memory[at] == 0}
        if is_zero <= wanted.zeros and all(is_within(m[at], wanted.most) for m in memories):
            return True
    return False


def _put_at_kink(unit: Unit, memories: list[Memory], wanted: Wanted) -> bool:
    """Whether z is 0 in all samples where it has to be, by its bias if that is still to be had."""
    off = memories[min(wanted.zeros) - 1][unit.place]
    if off != 0 and unit.bias is not None and isinstance(off, (int, Fraction)):
        bias = memories[0][unit.bias] - off
        if bias == 0 or abs(bias) > wanted.limits.entry:
            return False
        for memory in memories:
            memory[unit.bias] = bias
        for memory in memories:
            memory[unit.place] = unit.run(memory)
    return all(memories[sample - 1][unit.place] == 0 for sample in wanted.zeros)


def _is_sound(plan: Plan, profile: Profile, sample: int, memory: Memory) -> bool:
    """Whether no number is too large or lost, no output 0, and no layer's gradient all zero."""
    if any(memory[at] == 0 and (sample, at) not in profile.zeros for at in plan.outputs):
        return False
    for k, layer in enumerate(plan.gradients):
        if (sample, k) not in profile.still and not any(memory[place] for place in layer):
            return False
    limits, most = profile.limits, profile.limits.value
    return all(
        -most <= number <= most if type(number) is int else _is_fine(number, limits)
        for number in memory
    )


def _sign(number: Any) -> int:
    if type(number) is int:
        return (number > 0) - (number < 0)
    return Arithmetic().sign(number)


def is_within(number: Any, most: int | Fraction) -> bool:
    """Whether the size of a number is not above a limit."""
    if not isinstance(number, Irrational):
        return bool(-most <= number <= most)
    arithmetic = Arithmetic()
    return all(
        arithmetic.sign(arithmetic.add((most, arithmetic.multiply((sign, number))))) >= 0
        for sign in (1, -1)
    )


def _is_fine(number: Any, limits: Limits) -> bool:
    """Whether a number that is no integer is not too large, nor lost where it is rounded."""
    if number is None:  # a target that nobody asks for
        return True
    is_lost = limits.least and isinstance(number, Irrational) and is_within(number, limits.least)
    return not is_lost and is_within(number, limits.value)


def _filled(plan: Plan, memories: list[Memory]) -> Network:
    """The network with the numbers that were drawn in the place of what is unknown."""
    net, places = plan.net, plan.program.places
    widths = [width or 0 for width in net.widths]

    def vector(known: Vector, width: int, of: Callable[[int], Quantity], memory: Memory) -> Vector:
        entries = known or (None,) * width
        return tuple(
            memory[places[of(j)]] if entry is None else entry for j, entry in enumerate(entries, 1)
        )

    def matrix(layer: int) -> Matrix:
        known = net.W[layer - 1] or (None,) * widths[layer - 1]
        return tuple(
            vector(row, widths[layer], lambda j, i=i: W(layer, i, j), memories[0]) or ()  # type: ignore[misc]
            for i, row in enumerate(known, 1)
        )

    layers = range(1, net.depth + 1)
    biases = tuple(
        vector(net.b[k - 1], widths[k], lambda j, k=k: b(k, j), memories[0])  # type: ignore[misc]
        if net.biased
        else None
        for k in layers
    )
    data = tuple(
        Sample(
            vector(point.x, widths[0], x, memory),
            vector(point.y, widths[-1], y, memory) if net.loss else point.y,
        )
        for point, memory in zip(net.data, memories, strict=True)
    )
    return replace(net, W=tuple(map(matrix, layers)), b=biases, data=data)
