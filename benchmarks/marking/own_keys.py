"""Right papers: our own key, exact and as printed, and rounded at every line on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from benchmarks.marking.networks import either
from benchmarks.marking.papers import Writing, exact, lines, places, significant, typed, work
from symnn.marking.instances import instances
from symnn.marking.marks import RIGHT, Mark, Marking


@dataclass(frozen=True)
class Way:
    """A way to write a right paper.

    Args:
        name: what the table calls it.
        writing: how numbers are written.
        on_the_way: whether every line is worked out from what was written before it.
        decimals: how many the sheet asks for.
    """

    name: str
    writing: Writing
    on_the_way: bool = False
    decimals: int | None = None


WAYS = (
    Way("exact", exact),
    Way("as printed, 6 digits", significant(6)),
    Way("as printed, 3 decimals", places(3), decimals=3),
    *(Way(f"{n} digits on the way", significant(n), on_the_way=True) for n in (3, 4, 5)),
    *(Way(f"{n} decimals on the way", places(n), True, n) for n in (2, 3, 4)),
)


def marked(seed: int, way: Way) -> list[Mark]:
    """The marks of one right paper; none where rounding leaves nothing to go on with.

    Of an output that is 0.00 after rounding there is no logarithm, and no quotient by it.
    """
    net = either(Random(seed))
    wanted = lines(net)
    right = net.memo("right paper", lambda: work(net, wanted))
    paper = work(net, wanted, way.writing, on_the_way=way.on_the_way)
    if any(text == "undefined" != right[q] for q, text in paper.items()):
        return []
    points = net.memo("points", lambda: instances(net))
    return list(Marking(net, typed(net, paper), decimals=way.decimals, among=points).marks.values())


def report(count: int) -> Iterator[str]:
    """The lines of a table: verdicts by way of writing."""
    yield "| paper | answers | correct | rounded | anything else | papers that rounding ends |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for way in WAYS:
        yield row(way, count)


def row(way: Way, count: int) -> str:
    """The verdicts on papers of that many networks."""
    papers = [marked(seed, way) for seed in range(count)]
    verdicts = Counter(mark.verdict for marks in papers for mark in marks)
    correct, rounded = (verdicts[verdict] for verdict in RIGHT)
    cells = [way.name, verdicts.total(), correct, rounded, verdicts.total() - correct - rounded]
    return "| " + " | ".join(map(str, [*cells, papers.count([])])) + " |"
