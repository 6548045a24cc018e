"""Lines of a derivation as rows of text: relations below each other, breaks before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from symnn.documents.blocks import Line, Lines, Link, Number
from symnn.render.inline import Inscription
from symnn.render.wrap import HARD_SPACE, Row, Span, broken_formula, broken_words, cells

INDENT = 2
GAP = 3
"""Columns between a chain and its note."""
SHORT = 12
"""Columns up to which a note stands behind its line, even where others stand below."""


@dataclass
class _Rows:
    """Rows under construction: the last one may still grow."""

    rows: list[list[Span]] = field(default_factory=lambda: [[]])
    column: int = 0

    def put(self, text: str, role: str = "") -> None:
        self.rows[-1].append(Span(text, role))
        self.column += cells(text)

    def go_to(self, column: int) -> None:
        self.put(" " * (column - self.column))

    def new(self, column: int) -> None:
        self.rows.append([])
        self.column = 0
        self.go_to(column)


@dataclass(frozen=True)
class Chains:
    """The layout of lines.

    Args:
        inscription: how pieces are written.
        width: columns of a row.
    """

    inscription: Inscription
    width: int

    def rows(self, block: Lines) -> Iterator[Row]:
        """The rows of a block of lines."""
        targets = [self.inscription.text(line.target) for line in block.lines]
        start = INDENT + max(map(cells, targets)) + 1
        bodies = [
            self._chain(line, target, start)
            for line, target in zip(block.lines, targets, strict=True)
        ]
        column = self._note_column(block, bodies)
        for k, (line, body) in enumerate(zip(block.lines, bodies, strict=True)):
            if block.left_out and k == len(bodies) - 1:
                dots = self.inscription.sign("⋮")
                yield (Span(f"{' ' * INDENT}{dots}  ({block.left_out:,} more like these)", "note"),)
            self._add_note(line, body, start, column)
            yield from _finished(body, line.faint)

    def _chain(self, line: Line, target: str, start: int) -> _Rows:
        out = _Rows()
        out.go_to(INDENT)
        out.put(target)
        out.go_to(start)
        texts = [self._link(link) for link in line.links]
        for k, (link, text) in enumerate(zip(line.links, texts, strict=True)):
            rest = " ".join(texts[k:])
            # A value stays with the numbers it comes from: all that is left fits here, or none.
            if out.column > start and out.column + 1 + cells(rest) <= self.width:
                out.put(" ")
            elif out.column > start:
                out.new(start)
            relation, expression = text.split(" ", 1)
            out.put(f"{relation} ")
            self._expression(
                out, expression, "value" if isinstance(link.expression, Number) else ""
            )
        return out

    def _link(self, link: Link) -> str:
        return f"{self.inscription.sign(link.relation)} {self.inscription.text(link.expression)}"

    def _expression(self, out: _Rows, text: str, role: str) -> None:
        """Write what follows a relation, in several rows if it has to be."""
        column = out.column
        first, *rest = broken_formula(text, self.width - column)
        out.put(first, role)
        for piece in rest:
            out.new(column)
            out.put(piece, role)

    def _note_column(self, block: Lines, bodies: list[_Rows]) -> int | None:
        """The column at which all notes fit behind their lines; 0 for each behind its line.

        None if they go below their lines: where every line has a note, all stand alike.
        """
        noted = [(line, body) for line, body in zip(block.lines, bodies, strict=True) if line.note]
        column = max((body.column for _, body in noted), default=0) + GAP
        fits = all(column + cells(self._note(line)) <= self.width for line, _ in noted)
        return column if fits else None if len(noted) == len(bodies) > 1 else 0

    def _add_note(self, line: Line, body: _Rows, start: int, column: int | None) -> None:
        if not line.note:
            return
        note = self._note(line)
        at = max(column or 0, body.column + GAP)
        in_line = column is not None or cells(note) <= SHORT
        if in_line and at + cells(note) <= self.width:
            body.go_to(at)
            body.put(note, "note")
            return
        for text in broken_words(self.inscription.sentence(line.note), self.width - start - 2):
            body.new(start + 2)
            body.put(text, "note")

    def _note(self, line: Line) -> str:
        return self.inscription.sentence(line.note).replace(HARD_SPACE, " ")


def _finished(body: _Rows, faint: bool) -> Iterator[Row]:
    for row in body.rows:
        yield tuple(Span(text, "faint" if faint else role) for text, role in row if text)
