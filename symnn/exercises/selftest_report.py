"""What a self-test found, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Document, Heading, Paragraph, TableBlock
from symnn.exercises.selftest import MOST_TOLD, Spread, Tested
from symnn.exercises.selftest_versions import Versions

FIGURES = (
    "asked", "choices", "by_chance", "lines", "products", "mixed_sums", "fractions", "digits",
    "mistakes_shown", "mistakes_told_apart", "expected_score",
)  # fmt: skip
OF_VERSIONS = ("products", "mixed_sums", "fractions", "digits", "mistakes_shown", "expected_score")
"""Figures in which versions have to agree."""


def selftest_document(found: Sequence[Tested], versions: Sequence[Versions] = ()) -> Document:
    """A row an exercise, its figures, then its versions, and what failed."""
    blocks = [_table(found), _figures(found), *_versions(versions), *_failures(found)]
    return Document(("Self-test",), tuple(blocks))


def _rows(header: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> TableBlock:
    """A table whose columns behind the first few are numbers."""
    return TableBlock(
        tuple((name.replace("_", " "),) for name in header),
        tuple(tuple((cell,) for cell in row) for row in rows),
        frozenset(range(words, len(header))),
    )


def _table(found: Sequence[Tested]) -> TableBlock:
    rows = []
    for one in found:
        count = max(one.seeds, 1)
        rows.append((
            f"{one.number}. {one.kind}", "yes" if one.is_sound else "no", str(one.seeds),
            str(one.alike), f"{100 * one.accepted:.3g} %", f"{1000 * one.seconds / count:.1f}",
        ))  # fmt: skip
    return _rows(("exercise", "sound", "seeds", "alike", "accepted", "ms"), rows, 2)


def _figures(found: Sequence[Tested]) -> TableBlock:
    """The least and greatest of every figure of difficulty."""
    rows = [
        (f"{one.number}. {one.kind}", *(_range(one.spread, figure) for figure in FIGURES))
        for one in found
    ]
    return _rows(("exercise", *FIGURES), rows)


def _versions(found: Sequence[Versions]) -> Iterator[Block]:
    """How versions of one set agree, and what they share."""
    if not found:
        return
    yield Heading(2, ("Versions of one set",))
    rows = [
        (
            f"{one.number}. {one.kind}", str(one.count),
            *(_range(one.spread, figure) for figure in OF_VERSIONS),
            str(one.mistakes), str(one.shared), str(one.close), f"{one.seconds:.1f}",
        )
        for one in found
    ]  # fmt: skip
    header = (
        "exercise", "versions", *OF_VERSIONS, "sets of mistakes", "shared", "above the limit", "s",
    )  # fmt: skip
    yield _rows(header, rows)
    for one in found:
        if one.refusal:
            yield Paragraph((f"{one.kind}, after {one.count} versions: {one.refusal}.",))


def _range(spread: Spread, figure: str) -> str:
    if figure not in spread:
        return ""
    low, high = spread[figure]
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _failures(found: Sequence[Tested]) -> Iterator[Block]:
    for one in found:
        if one.is_sound:
            continue
        yield Heading(2, (f"Exercise {one.number}, {one.kind}: what failed",))
        for probe, why in one.failures.items():
            yield Paragraph((f"{probe}: {len(why)} of {one.seeds}. {'; '.join(why[:MOST_TOLD])}.",))
