"""Every mistake of the table planted in random networks: is it found, and called by its name?

A paper is worked out with one line's formula replaced, and everything after that line goes on from
it. Then that line has to be wrong and named, and no other line wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from benchmarks.marking.networks import general, small
from benchmarks.marking.papers import lines, typed, work, worked_out
from symnn.evaluate.value import Missing, Value
from symnn.formula import Formula
from symnn.marking.attempts import variants
from symnn.marking.instances import instances
from symnn.marking.intervals import bounds
from symnn.marking.marks import CARRIED, CORRECT, WRONG, Mark, Marking
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity

FIRST, AMONG, OTHER, NONE, UNSEEN = "first", "among", "other", "none", "unseen"
"""What a planted mistake is called: by its name; by another that gives the same number, with its
own among the others; by another's alone; not at all; or the line does not count as wrong."""
FINE = Fraction(1, 10**8)
"""Relative to its size, how far a planted value is from the right one at least."""


@dataclass(frozen=True)
class Plant:
    """A mistake in one line of a network's derivation."""

    mistake: str
    line: Quantity
    done: Formula


@dataclass
class Tally:
    """What became of planted mistakes.

    Attributes:
        calls: of each mistake, how often it was called what.
        instead: of each mistake, what it was called instead.
        stray: marks on other lines that are neither correct nor carried.
        missed: those that were not called by their name at all.
    """

    calls: dict[str, Counter[str]] = field(default_factory=dict)
    instead: dict[str, Counter[str]] = field(default_factory=dict)
    stray: list[tuple[Plant, Mark]] = field(default_factory=list)
    missed: list[tuple[Network, Plant, Mark | None]] = field(default_factory=list)

    def add(self, net: Network, plant: Plant, mark: Mark | None, call: str) -> None:
        """Count one planted mistake, by the mark of the first line that is wrong."""
        self.calls.setdefault(plant.mistake, Counter())[call] += 1
        if call in (OTHER, NONE, UNSEEN):
            self.missed.append((net, plant, mark))
        if mark is not None and mark.explanation is not None and call in (AMONG, OTHER):
            name = mark.explanation.name
            self.instead.setdefault(plant.mistake, Counter())[name] += 1

    @property
    def planted(self) -> int:
        """How many mistakes there were."""
        return sum(count.total() for count in self.calls.values())

    def share(self, call: str) -> float:
        """The share of all planted mistakes that were called so."""
        return sum(count[call] for count in self.calls.values()) / max(1, self.planted)


def plants(net: Network, random: Random, among: Iterable[Mistake] = MISTAKES) -> Iterator[Plant]:
    """One plant for each mistake that changes a number of the network, at a place by chance."""
    right = worked_out(net)
    for mistake in among:
        places = [(q, done) for q in lines(net) for done in variants(net, mistake, q)]
        random.shuffle(places)
        for line, done in places:
            if differs(worked_out(net, {line: done}).value(line), right.value(line)):
                yield Plant(mistake.name, line, done)
                break


def differs(left: Value, right: Value) -> bool:
    """Whether a number is as different from the right value as anyone could see."""
    if isinstance(left, Missing) or isinstance(right, Missing):
        return left is not right and not isinstance(left, Missing)
    (low, high), (bottom, top) = bounds(left), bounds(right)
    apart = max(low - top, bottom - high)
    return apart > FINE * max(abs(low), abs(bottom), FINE)


def judge(net: Network, plant: Plant, wanted: Sequence[Quantity], tally: Tally) -> None:
    """Mark a paper with these lines on which that mistake was made."""
    paper = work(net, wanted, changes={plant.line: plant.done})
    points = net.memo("instances", lambda: instances(net))
    marks = Marking(net, typed(net, paper), among=points).marks
    wrong = [mark for mark in marks.values() if mark.verdict == WRONG]
    if plant.line in marks:
        mark = marks[plant.line]
        others = [each for each in marks.values() if each is not mark]
        stray = [each for each in others if each.verdict not in (CORRECT, CARRIED)]
        tally.stray += [(plant, each) for each in stray]
        tally.add(net, plant, mark, call(plant.mistake, mark))
    elif wrong:
        tally.add(net, plant, wrong[0], call(plant.mistake, wrong[0]))


def call(name: str, mark: Mark) -> str:
    """What a mark calls a mistake."""
    if mark.verdict != WRONG:
        return UNSEEN
    if mark.explanation is None:
        return NONE
    if mark.explanation.name == name:
        return FIRST
    return AMONG if name in mark.explanation.others else OTHER


def final_lines(net: Network) -> list[Quantity]:
    """The lines that sheets ask for in the end: outputs, losses, and gradients by parameters."""
    return [
        q
        for q in lines(net)
        if q.kind in ("H", "L", "R", "new_W", "new_b") or (q.is_gradient and q.kind in "Wb")
    ]


def studied(make: Callable[[Random], Network], count: int, final: bool) -> Tally:
    """What becomes of mistakes planted in that many networks.

    Args:
        make: draws a network.
        count: how many.
        final: whether only the last lines are handed in, so that mistakes happen unseen.
    """
    tally = Tally()
    for seed in range(count):
        random = Random(seed)
        net = make(random)
        wanted = final_lines(net) if final else lines(net)
        for plant in plants(net, random):
            judge(net, plant, wanted, tally)
    return tally


CASES: dict[str, tuple[Callable[[Random], Network], bool]] = {
    "general numbers, all lines": (general, False),
    "general numbers, last lines only": (general, True),
    "small integers, all lines": (small, False),
    "small integers, last lines only": (small, True),
}
"""Sorts of papers: what draws the networks, and whether only the last lines are handed in."""


def case(name: str, count: int) -> Tally:
    """What becomes of the mistakes planted in papers of a sort."""
    make, final = CASES[name]
    return studied(make, count, final)


def report(count: int) -> Iterator[str]:
    """Shares by sort of paper, then each mistake and what it was called."""
    return tables({name: case(name, count) for name in CASES})


def tables(tallies: Mapping[str, Tally]) -> Iterator[str]:
    """The two tables."""
    heads = [
        "papers",
        "planted",
        "named first",
        "named among others",
        "another named",
        "none named",
    ]
    yield "| " + " | ".join([*heads, "line not wrong", "stray marks on other lines"]) + " |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, tally in tallies.items():
        shares = [f"{tally.share(each):.1%}" for each in (FIRST, AMONG, OTHER, NONE, UNSEEN)]
        yield "| " + " | ".join([name, str(tally.planted), *shares, str(len(tally.stray))]) + " |"
    yield ""
    yield "| mistake | here … | planted | named first | also possible, named first |"
    yield "| --- | --- | --- | --- | --- |"
    for mistake in MISTAKES:
        if any(mistake.name in tally.calls for tally in tallies.values()):
            yield _row(mistake, list(tallies.values()))


def _row(mistake: Mistake, tallies: Sequence[Tally]) -> str:
    name = mistake.name
    calls = sum((tally.calls.get(name, Counter()) for tally in tallies), Counter[str]())
    instead = sum((tally.instead.get(name, Counter()) for tally in tallies), Counter[str]())
    listed = ", ".join(f"{other} {times}" for other, times in instead.most_common(3))
    share = f"{calls[FIRST] / calls.total():.0%}"
    return f"| {name} | {mistake.summary} | {calls.total()} | {share} | {listed} |"
