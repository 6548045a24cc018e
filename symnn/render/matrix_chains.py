"""Lines of matrices as rows of text: a chain breaks before a relation, a matrix never."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from symnn.documents.blocks import Grid, Line, Link, MatrixLines, OfMatrices, Text
from symnn.matrix_formula import Written
from symnn.render.boxes import Box, beside, bracket, matrix, matrix_width, word
from symnn.render.chains import GAP, INDENT
from symnn.render.inline import Inscription
from symnn.render.matrix_text import AsciiMatrices, UnicodeMatrices
from symnn.render.matrix_writer import MatrixWriter, Rows
from symnn.render.wrap import HARD_SPACE, Row, Span, broken_formula, broken_words, cells

FIRST = 0xF0000
"""Characters from here on, which no writing has, stand for the matrices of a formula."""
MORE = "more on a wider page"
"""Said of a line that has a link for which there is no room."""
BRACKETS = ("\U00100000", "\U00100001")
"""What stands for a round bracket that opens, and for one that closes."""
_KEPT = re.compile("([\U000f0000-\U00100001])")


class _Keeping(MatrixWriter):
    """A writer that keeps matrices aside, with a character that stands for each."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.room = 0
        self.kept: list[Rows] = []

    def grid(self, rows: Rows) -> str:
        self.kept.append(rows)
        return chr(FIRST + len(self.kept) - 1)

    def bracketed(self, text: str) -> str:
        opens, closes = BRACKETS
        return f"{opens}{text}{closes}"

    def fits(self, rows: Rows) -> bool:
        return matrix_width(rows) <= self.room


class _InUnicode(_Keeping, UnicodeMatrices):
    """One for Unicode."""


class _InAscii(_Keeping, AsciiMatrices):
    """One for ASCII."""


@dataclass
class _Bands:
    """Boxes in bands below each other: in a band they stand side by side."""

    bands: list[list[Box]] = field(default_factory=lambda: [[]])
    column: int = 0

    def put(self, box: Box) -> None:
        self.bands[-1].append(box)
        self.column += box.width

    def go_to(self, column: int) -> None:
        if column > self.column:
            self.put(word(" " * (column - self.column)))

    def new(self, column: int) -> None:
        self.bands.append([])
        self.column = 0
        self.go_to(column)


@dataclass(frozen=True)
class MatrixChains:
    """The layout of lines of matrices.

    Args:
        inscription: how pieces are written.
        width: columns of a row.
    """

    inscription: Inscription
    width: int

    def rows(self, block: MatrixLines) -> Iterator[Row]:
        """The rows of a block of lines, an empty one between lines that are high."""
        targets = [self.inscription.text(line.target) for line in block.lines]
        start = INDENT + max(map(cells, targets)) + 1
        before = 0
        for line, target in zip(block.lines, targets, strict=True):
            rows = list(self._line(line, target, start))
            if before and max(len(rows), before) > 1:
                yield ()
            yield from rows
            before = len(rows)

    def _line(self, line: Line, target: str, start: int) -> Iterator[Row]:
        links = [self._link(link, start) for link in line.links]
        fitting = [link for link in links if len(link) > 1]
        out = self._chain(fitting, target, start)
        more: Text = ("; ", MORE) if len(fitting) < len(links) else ()
        yield from self._rows(out, (*line.note, *more), start)

    def _rows(self, out: _Bands, note: Text, start: int) -> Iterator[Row]:
        """The rows of the bands, with the note behind the first that has room for it."""
        text = self.inscription.sentence(note)
        room = [self.width - sum(box.width for box in band) - GAP for band in out.bands]
        at = next((k for k, left in enumerate(room) if note and cells(text) <= left), None)
        if at is not None:
            shown = text.replace(HARD_SPACE, " ")
            out.bands[at] += [word(" " * GAP), word(shown, "note")]
        for band in out.bands:
            yield from map(_stripped, beside(band))
        if note and at is None:
            for row in broken_words(text, self.width - start - 2):
                yield (Span(" " * (start + 2)), Span(row, "note"))

    def _chain(self, links: list[list[Box]], target: str, start: int) -> _Bands:
        out = _Bands()
        out.put(word(" " * INDENT + target))
        out.go_to(start)
        for k, (relation, *parts) in enumerate(links):
            rest = [box for link in links[k:] for box in link]
            # A result stays with the numbers it comes from: all that is left fits here, or none.
            if k and out.column + _taken(rest) + 1 > self.width:
                out.new(start)
            elif k:
                out.put(word(" "))
            out.put(relation)
            indent = out.column + 1
            for part in parts:
                if out.column + 1 + part.width > self.width and out.column >= indent:
                    out.new(indent)
                else:
                    out.put(word(" "))
                out.put(part)
        return out

    def _link(self, link: Link, start: int) -> list[Box]:
        """The relation, and the parts of the expression; none if there is no room for them."""
        relation = word(self.inscription.sign(link.relation))
        room = self.width - start - relation.width - 1
        parts = _PARTS.get(type(link.expression), MatrixChains._text)
        return [relation, *parts(self, link.expression, room)]

    def _text(self, expression: Any, room: int) -> list[Box]:
        return list(map(word, broken_formula(self.inscription.text(expression), room)))

    def _formula(self, formula: OfMatrices, room: int) -> list[Box]:
        """The terms and factors; matrices for which there is no room keep their names."""
        made = _InUnicode if self.inscription.unicode else _InAscii
        writer = self.inscription.matrix_writer(formula, made)
        assert isinstance(writer, _Keeping)
        if isinstance(formula.formula, Written):
            return self._columns(writer.rows(formula.formula) or [], room)
        writer.room, too_wide = room, 1
        while too_wide > 0 and writer.room > 0:
            writer.kept.clear()
            parts = [self._placed(part, writer.kept) for part in writer.parts()]
            too_wide = max(part.width for part in parts) - room
            writer.room -= too_wide
        if formula.entries and (too_wide > 0 or not writer.kept):
            return []  # by its names alone it is the law, which stands there already
        return parts if too_wide <= 0 else self._text(formula, room)

    def _placed(self, text: str, kept: list[Rows]) -> Box:
        """A text whose matrices and brackets are put where they belong."""
        pieces = [piece for piece in _KEPT.split(text) if piece]
        inside = {
            piece: self._matrix(kept[ord(piece) - FIRST]) if piece >= chr(FIRST) else word(piece)
            for piece in pieces
            if piece not in BRACKETS
        }
        sides = {
            side: bracket(side == BRACKETS[0], list(inside.values()), self.inscription.sign)
            for side in BRACKETS
        }
        placed = [{**inside, **sides}[piece] for piece in pieces]
        rows = ["".join(span.text for span in row) for row in beside(placed)]
        return Box(tuple(rows), max(box.line for box in placed))

    def _matrix(self, rows: Rows, role: str = "") -> Box:
        return matrix(rows, self.inscription.sign, role)

    def _grid(self, grid: Grid, room: int) -> list[Box]:
        return self._columns(self.inscription.rows(grid), room, "value")

    def _columns(self, rows: Rows, room: int, role: str = "") -> list[Box]:
        """A matrix; in several parts, by columns, where it is too wide; none if that is not enough.

        A part says which columns it has.
        """
        found, first, count = list[Box](), 0, len(rows[0])
        while first < count:
            last = count
            while last > first + 1 and self._part(rows, first, last, role).width > room:
                last -= 1
            found.append(self._part(rows, first, last, role))
            first = last
        return found if all(box.width <= room for box in found) else []

    def _part(self, rows: Rows, first: int, last: int, role: str) -> Box:
        drawn = self._matrix([row[first:last] for row in rows], role)
        if last - first == len(rows[0]):
            return drawn
        several = last - first > 1
        label = f"columns {first + 1} to {last}: " if several else f"column {last}: "
        texts = ["".join(span.text for span in row) for row in beside([word(label), drawn])]
        return Box(tuple(texts), drawn.line, role)


_PARTS: dict[type, Callable[[MatrixChains, Any, int], list[Box]]] = {
    OfMatrices: MatrixChains._formula,
    Grid: MatrixChains._grid,
}
"""By the class of what a link holds; all else is a text."""


def _taken(boxes: list[Box]) -> int:
    """The columns of boxes with spaces between."""
    return sum(box.width for box in boxes) + len(boxes) - 1


def _stripped(row: list[Span]) -> Row:
    """A row without spaces at its end."""
    while row and not row[-1].text.strip():
        row = row[:-1]
    return (*row[:-1], row[-1]._replace(text=row[-1].text.rstrip())) if row else ()
