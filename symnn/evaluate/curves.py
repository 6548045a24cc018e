"""Functions of points, evaluated for pictures: predictions, and formulas of numbers.

Everything is rational until it is a place in a picture, so that pictures are the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from symnn.evaluate.composition import laws
from symnn.evaluate.doubles import double
from symnn.evaluate.exact import definitions
from symnn.evaluate.program import Compiler
from symnn.formula import Formula
from symnn.network.model import Network
from symnn.quantities import H, Quantity, x

Rational = int | Fraction
Function = Callable[[Sequence[Rational]], Rational]
"""A number for every point."""


def function(formula: Formula, names: Sequence[Quantity]) -> Function:
    """A formula of numbers, sums, products and powers as a function of the names in it."""
    places = {name: place for place, name in enumerate(names)}
    run = Compiler(places, {}, "undefined")(formula)
    return lambda point: Fraction(run(list(point)))


def prediction(net: Network) -> Function:
    """What a network predicts, as a function of its inputs.

    Args:
        net: a network of known numbers with one output, whose activations give rational numbers
            for these. Numbers that are irrational are rounded to doubles.
    """
    table = laws(net, (net.canonical(H()),))
    places = {q: place for place, q in enumerate(table)}
    compiled = Compiler(places, definitions(net), net.relu_at_zero)
    steps = [(places[q], compiled(law)) for q, law in table.items() if law is not None]
    ends = [q for q, law in table.items() if law is None and q.kind != "x"]
    numbers = {places[q]: _entry(net, q) for q in ends}
    inputs = [places[x(j)] for j in range(1, (net.widths[0] or 0) + 1)]
    return lambda point: _carried_out(steps, numbers | dict(zip(inputs, point, strict=True)))


def _entry(net: Network, parameter: Quantity) -> Rational:
    entry = net.entry(parameter)
    assert entry is not None
    return entry if isinstance(entry, (int, Fraction)) else Fraction(double(entry))


def _carried_out(
    steps: Sequence[tuple[int, Callable[[list[Rational]], Rational]]],
    numbers: Mapping[int, Rational],
) -> Rational:
    """The value of the last step."""
    memory: list[Rational] = [numbers.get(place, 0) for place in range(len(numbers) + len(steps))]
    for place, run in steps:
        memory[place] = run(memory)
    return memory[steps[-1][0]]


def spread(low: float, high: float, count: int) -> list[Fraction]:
    """Points at equal distances from one end to the other."""
    first, last = Fraction(low), Fraction(high)
    return [first + (last - first) * k / (count - 1) for k in range(count)]
