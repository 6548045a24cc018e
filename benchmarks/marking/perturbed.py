"""Right papers in decimals with one answer off by some units of its last digit: is it let pass?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from benchmarks.marking.networks import HIDDEN, general_with
from benchmarks.marking.papers import lines, places, typed, work
from symnn.marking.instances import instances
from symnn.marking.marks import RIGHT, Marking

UNITS = (1, 2, 3, 5, 10)
DECIMALS = 3
LINES_EACH = 6
"""Lines of a network that are put off, one at a time."""


def shares(activation: str, count: int) -> list[float]:
    """The shares of answers that pass, by how many units they are off."""
    passed, tried = [0] * len(UNITS), 0
    for seed in range(count):
        random = Random(seed)
        net = general_with(random, activation)
        wanted, points = lines(net), instances(net)
        paper = work(net, wanted, places(DECIMALS))
        numbers = [q for q in wanted if paper[q] != "undefined"]
        for line in random.sample(numbers, LINES_EACH):
            tried += 1
            side = random.choice((-1, 1))
            for k, units in enumerate(UNITS):
                off = Fraction(paper[line]) + Fraction(side * units, 10**DECIMALS)
                answers = typed(net, {**paper, line: places(DECIMALS)(off)})
                marks = Marking(net, answers, decimals=DECIMALS, among=points).marks
                passed[k] += marks[line].verdict in RIGHT
    return [hits / tried for hits in passed]


def report(count: int) -> Iterator[str]:
    """The lines of a table: shares by activation and units."""
    yield "| hidden activation | " + " | ".join(f"off by {units}" for units in UNITS) + " |"
    yield "| --- |" + " --- |" * len(UNITS)
    for activation in HIDDEN:
        yield row(activation, count)


def row(activation: str, count: int) -> str:
    """The shares of one activation."""
    cells = [f"{share:.0%}" for share in shares(activation, count)]
    return f"| {activation} | " + " | ".join(cells) + " |"
