"""The outline of a document: how deep each block stands, with no level skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from symnn.documents.blocks import Block, Document, Heading


def lowered(blocks: Iterable[Block], levels: int = 1) -> list[Block]:
    """The blocks with their headings that many levels further down."""
    return [
        replace(block, level=block.level + levels) if isinstance(block, Heading) else block
        for block in blocks
    ]


def outlined(document: Document) -> Iterator[tuple[int, Block]]:
    """Each block with the number of headings that it stands below, the title and itself counted.

    A heading of level 2 right below the title has depth 2 even if there is none of level 1: those
    who listen to a page find no gap.
    """
    above: list[int] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            above = [*(level for level in above if level < block.level), block.level]
        yield len(above) + 1, block
