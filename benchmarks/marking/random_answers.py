"""Random wrong answers: how often is a mistake named that nobody made?

One answer of a right paper is replaced by a number drawn at random.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.marking.networks import general, small
from benchmarks.marking.papers import lines, typed, work
from benchmarks.marking.planted import final_lines
from symnn.marking.instances import instances
from symnn.marking.marks import WRONG, Marking
from symnn.network.model import Network

DRAWN: dict[str, Callable[[Random], str]] = {
    "integers from -99 to 99": lambda random: str(random.randint(-99, 99)),
    "integers from -9 to 9": lambda random: str(random.randint(-9, 9)),
    "fractions": lambda random: f"{random.randint(-99, 99)}/{random.randint(2, 20)}",
    "two decimals, from -3 to 3": lambda random: f"{random.uniform(-3, 3):.2f}",
    "four decimals, from -3 to 3": lambda random: f"{random.uniform(-3, 3):.4f}",
}
FROM_A_NETWORK = 4
"""Answers drawn of each sort for one network."""


@dataclass
class Tally:
    """What random answers were called.

    Attributes:
        wrong: how many were wrong.
        names: how often each mistake was named.
    """

    wrong: int = 0
    names: Counter[str] = field(default_factory=Counter)


def drawn(
    make: Callable[[Random], Network], draw: Callable[[Random], str], count: int, final: bool
) -> Tally:
    """What random answers in that many networks are called."""
    tally = Tally()
    for seed in range(count):
        random = Random(seed)
        net = make(random)
        wanted = final_lines(net) if final else lines(net)
        paper, points = work(net, wanted), instances(net)
        for _ in range(FROM_A_NETWORK):
            line = random.choice(wanted)
            answers = typed(net, {**paper, line: draw(random)})
            mark = Marking(net, answers, among=points).marks[line]
            if mark.verdict == WRONG:
                tally.wrong += 1
                if mark.explanation is not None:
                    tally.names[mark.explanation.name] += 1
    return tally


def report(count: int) -> Iterator[str]:
    """The lines of a table: by sort of number and of paper."""
    yield "| networks | lines | answers drawn | wrong | any name | most frequent name |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for kind, make in (("small integers", small), ("general numbers", general)):
        for final in (False, True):
            for name, draw in DRAWN.items():
                tally = drawn(make, draw, count, final)
                where = "last only" if final else "all"
                yield f"| {kind} | {where} | {name} | {_cells(tally)} |"


def _cells(tally: Tally) -> str:
    any_name = f"{tally.names.total() / max(1, tally.wrong):.1%}"
    (name, times) = next(iter(tally.names.most_common(1)), ("none", 0))
    return f"{tally.wrong} | {any_name} | {times / max(1, tally.wrong):.1%} ({name})"
