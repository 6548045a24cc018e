"""What a self-test found, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Document, Heading, Paragraph, TableBlock
from symnn.exercises.selftest import MOST_TOLD, Tested

FIGURES = (
    "lines", "products", "mixed_sums", "fractions", "digits", "mistakes_shown",
    "mistakes_told_apart", "expected_score",
)  # fmt: skip


def selftest_document(found: Sequence[Tested]) -> Document:
    """A row an exercise, then what failed."""
    return Document(("Self-test",), (_table(found), *_spread(found), *_failures(found)))


def _table(found: Sequence[Tested]) -> TableBlock:
    header = ("exercise", "seeds", "sound", "alike", "draws", "ms")
    rows = []
    for number, one in enumerate(found, 1):
        count = max(one.seeds, 1)
        sound = "yes" if one.is_sound else "no"
        cells = (
            f"{number}. {one.setting.kind.name}", str(one.seeds), sound, str(one.alike),
            f"{one.draws / count:.1f}", f"{1000 * one.seconds / count:.1f}",
        )  # fmt: skip
        rows.append(tuple((cell,) for cell in cells))
    return TableBlock(tuple((name,) for name in header), tuple(rows), frozenset([1, 3, 4, 5]))


def _spread(found: Sequence[Tested]) -> Iterator[Block]:
    """The least and greatest of every figure of difficulty, of the exercises that have any."""
    header = ("exercise", *(figure.replace("_", " ") for figure in FIGURES))
    rows = [
        (f"{number}. {one.setting.kind.name}", *(_range(one, figure) for figure in FIGURES))
        for number, one in enumerate(found, 1)
        if one.spread
    ]
    if rows:
        yield TableBlock(
            tuple((name,) for name in header),
            tuple(tuple((cell,) for cell in row) for row in rows),
            frozenset(range(1, len(header))),
        )


def _range(one: Tested, figure: str) -> str:
    if figure not in one.spread:
        return ""
    low, high = one.spread[figure]
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _failures(found: Sequence[Tested]) -> Iterator[Block]:
    for number, one in enumerate(found, 1):
        if one.is_sound:
            continue
        yield Heading(2, (f"Exercise {number}, {one.setting.kind.name}: what failed",))
        for probe, why in one.failures.items():
            yield Paragraph((f"{probe}: {len(why)} of {one.seeds}. {'; '.join(why[:MOST_TOLD])}.",))
