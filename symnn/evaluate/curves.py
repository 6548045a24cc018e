"""Functions of points, evaluated for pictures: predictions, and formulas of numbers.

Doubles go through sums and products only, so that pictures are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace as replaced
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

from symnn.evaluate.composition import laws
from symnn.evaluate.doubles import double
from symnn.evaluate.exact import definitions
from symnn.evaluate.program import Compiler
from symnn.formula import Formula, replace
from symnn.functions import Definition, Pieces, Z
from symnn.network.model import Network
from symnn.quantities import H, Quantity, W, b, x

HUGE = 1e300
"""What stands for a number that no double is as large as."""
LEAST_REACH = 4
"""How far from 0 a network is looked at in any case."""
Rational = int | Fraction
Function = Callable[[Sequence[Any]], Any]
"""A number for every point: a rational one where the point is, a double where that is doubles."""


def function(formula: Formula, names: Sequence[Quantity]) -> Function:
    """A formula of numbers, sums, products and powers as a function of the names in it."""
    places = {name: place for place, name in enumerate(names)}
    run = Compiler(places, {}, "undefined")(formula)
    return lambda point: run(list(point))


def prediction(net: Network) -> Function:
    """What a network predicts, as a function of its inputs.

    Args:
        net: a network of known numbers with one output, whose activations give rational numbers
            for these. Numbers that are irrational are rounded to doubles. What is given is so at
            one point, and is not heeded.
    """
    net = replaced(net, given={})
    table = laws(net, (net.canonical(H()),))
    places = {q: place for place, q in enumerate(table)}
    compiled = Compiler(places, definitions(net), net.relu_at_zero)
    steps = [(places[q], compiled(law)) for q, law in table.items() if law is not None]
    ends = [q for q, law in table.items() if law is None and q.kind != "x"]
    numbers = {places[q]: _short(_entry(net, q)) for q in ends}
    inputs = [places[x(j)] for j in range(1, (net.widths[0] or 0) + 1)]
    return lambda point: _carried_out(steps, numbers | dict(zip(inputs, point, strict=True)))


def _entry(net: Network, parameter: Quantity) -> Fraction:
    entry = net.entry(parameter)
    assert entry is not None
    if isinstance(entry, (int, Fraction)):
        return Fraction(entry)
    return Fraction(min(max(double(entry), -HUGE), HUGE))


def _short(number: Fraction) -> Rational:
    """An integer as such, with which sums and products take less time."""
    return number.numerator if number.denominator == 1 else number


def _carried_out(
    steps: Sequence[tuple[int, Callable[[list[Any]], Any]]], numbers: Mapping[int, Any]
) -> Any:
    """The value of the last step."""
    memory = [numbers.get(place, 0) for place in range(len(numbers) + len(steps))]
    for place, run in steps:
        memory[place] = run(memory)
    return memory[steps[-1][0]]


def spread(low: float, high: float, count: int) -> list[Fraction]:
    """Points at equal distances from one end to the other."""
    first, last = Fraction(low), Fraction(high)
    return [first + (last - first) * k / (count - 1) for k in range(count)]


def is_constant(of: Function) -> bool:
    """Whether a linear function of two inputs is the same everywhere."""
    return bool(of((0, 0)) == of((0, 1)) == of((1, 0)))


def reach(net: Network) -> int:
    """How far from 0 the inputs of a network are looked at, to see where its nodes are 0.

    That is beyond the point at which each node of layer 1 is 0 along its steepest input, and
    beyond the inputs that are known.
    """
    far = [Fraction(LEAST_REACH - 1)]
    for j in range(1, (net.widths[1] or 0) + 1):
        steepest = max(abs(_entry(net, W(1, i, j))) for i in range(1, (net.widths[0] or 0) + 1))
        if steepest and net.biased:
            far.append(abs(_entry(net, b(1, j))) / steepest)
    for entry in (entry for point in net.data for entry in point.x or ()):
        if isinstance(entry, (int, Fraction)):
            far.append(abs(Fraction(entry)))
    return ceil(max(far)) + 1


def largest(net: Network) -> Fraction:
    """What no value in a network exceeds within its reach, be its activations linear or ReLU."""
    bound = found = Fraction(reach(net))
    for layer in range(1, net.depth + 1):
        before = range(1, (net.widths[layer - 1] or 0) + 1)
        sums = [
            sum(abs(_entry(net, W(layer, i, j))) for i in before) * bound
            + (abs(_entry(net, b(layer, j))) if net.biased else 0)
            for j in range(1, (net.widths[layer] or 0) + 1)
        ]
        bound = max(sums)
        found = max(found, bound)
    return found


def bends(places: Sequence[Fraction], values: Sequence[Rational]) -> list[int]:
    """Which points a curve consists of: its ends, and those between pieces of different slopes."""
    last = len(places) - 1
    slopes = [(values[k + 1] - values[k]) / (places[k + 1] - places[k]) for k in range(last)]
    return [0, *(k for k in range(1, last) if slopes[k - 1] != slopes[k]), last]


@lru_cache(maxsize=64)
def traced(
    definition: Definition, low: float, high: float, count: int
) -> tuple[tuple[float, float] | None, ...]:
    """The points of a function of one number; None between two pieces.

    Every value is the double nearest to the exact one, so that pictures are the same everywhere;
    the versions of an exercise have the same curves, which are therefore kept.

    Args:
        definition: the function, without unknowns but its argument.
        low: where the points begin, below 0.
        high: where they end, above 0.
        count: how many there are on either side of 0.
    """
    sides = spread(low, 0, count), spread(0, high, count)
    if not isinstance(definition, Pieces):
        return tuple(_traced(definition, [*sides[0], *sides[1][1:]]))
    below, above = definition.below, definition.above
    return (*_traced(below, sides[0]), None, *_traced(above, sides[1]))


def value_at(definition: Definition, argument: Formula) -> float:
    """A function of one number at a known number, which is not 0 if it has pieces."""
    if isinstance(definition, Pieces):
        definition = definition.above if double(argument) > 0 else definition.below
    return double(replace(definition, lambda q: argument if q == Z else q))


def _traced(formula: Formula, places: Sequence[Fraction]) -> Iterator[tuple[float, float]]:
    for place in places:
        value = replace(formula, lambda q, at=place: at if q == Z else q)  # type: ignore[misc]
        yield float(place), double(value)
