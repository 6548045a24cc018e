"""Boxes of text: what is one row high, or as high as a matrix, side by side on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from symnn.render.grids import BRACKETS
from symnn.render.wrap import Span, cells

BETWEEN_COLUMNS = 2


class Box(NamedTuple):
    """Rows of text of one width.

    Attributes:
        rows: the texts, as wide as each other.
        line: the row that stands on the line of the others.
        role: the role of its text.
    """

    rows: tuple[str, ...]
    line: int = 0
    role: str = ""

    @property
    def width(self) -> int:
        """Columns that it takes."""
        return cells(self.rows[0])


def word(text: str, role: str = "") -> Box:
    """A box of one row."""
    return Box((text,), 0, role)


def matrix(rows: Sequence[Sequence[str]], sign: Callable[[str], str] = str, role: str = "") -> Box:
    """A matrix in brackets, its columns aligned to the right.

    Args:
        rows: the texts of the entries.
        sign: how a bracket is written.
        role: the role of its text.
    """
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    last, texts = len(rows) - 1, []
    for k, row in enumerate(rows):
        where = "only" if not last else "top" if not k else "bottom" if k == last else "middle"
        left, right = map(sign, BRACKETS[where])
        padded = [" " * (width - cells(t)) + t for t, width in zip(row, widths, strict=True)]
        texts.append(f"{left}{(' ' * BETWEEN_COLUMNS).join(padded)}{right}")
    return Box(tuple(texts), last // 2, role)


def bracket(opens: bool, boxes: Sequence[Box], sign: Callable[[str], str] = str) -> Box:
    """A round bracket that is as high as what stands beside it."""
    above, below = _heights(boxes)
    top, side, bottom = "⎛⎜⎝" if opens else "⎞⎟⎠"
    if above + below == 1:
        return word("(" if opens else ")")
    return Box(tuple(map(sign, (top, *[side] * (above + below - 2), bottom))), above)


def matrix_width(rows: Sequence[Sequence[str]]) -> int:
    """The columns that a matrix takes with its brackets."""
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return sum(widths) + BETWEEN_COLUMNS * (len(widths) - 1) + 2


def beside(boxes: Sequence[Box]) -> list[list[Span]]:
    """The rows of boxes beside each other, without spaces between; their lines are one line."""
    above, below = _heights(boxes)
    rows: list[list[Span]] = []
    for k in range(-above, below):
        row = []
        for box in boxes:
            at = box.line + k
            is_there = 0 <= at < len(box.rows)
            row.append(Span(box.rows[at], box.role) if is_there else Span(" " * box.width))
        rows.append(row)
    return rows


def _heights(boxes: Sequence[Box]) -> tuple[int, int]:
    """The rows above the line, and those on it and below."""
    above = max(box.line for box in boxes)
    return above, max(len(box.rows) - box.line for box in boxes)
