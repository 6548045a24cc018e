"""Lines of a derivation as rows of `align*`: relations below each other, breaks before them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from symnn.documents.blocks import Line, Lines, MatrixLines, Text
from symnn.render.latex_inline import LatexInscription
from symnn.render.latex_width import broken, width

LINE = 42.5
"""The width of a line in em, a little less than that of the page."""
GAP = 2.0
"""Between a chain and its note."""
SHORT_NOTE = 8.0
"""Notes up to this width stay behind their lines if they fit there, whatever the others do."""
MOST_TOGETHER = 4
"""Rows up to which a block stays on one page."""
MOST_OF_A_LINE = 10
"""Rows up to which a line stays on one page."""
SAME_LINE = r" \\*"
"""Ends a row whose line goes on below: no new page here."""
NEXT_LINE = r" \\"
NEXT_APART = r" \\[1ex]"
"""Between lines that have their notes below them, or are as high as a matrix."""


@dataclass
class _Rows:
    """Rows under construction: the last one may still grow."""

    rows: list[str]
    used: float
    start: float = field(init=False)

    def __post_init__(self) -> None:
        self.start = self.used

    def put(self, text: str) -> None:
        self.rows[-1] += text
        self.used += width(text)

    def new(self, text: str) -> None:
        self.rows.append("")
        self.used = self.start
        self.put(text)


@dataclass(frozen=True)
class LatexLines:
    """The layout of lines.

    Args:
        inscription: how pieces are written.
        room: how wide a row may be, in em.
        wraps: whether a long note is broken into several rows.
    """

    inscription: LatexInscription
    room: float = LINE
    wraps: bool = True

    def rows(self, block: Lines) -> list[str]:
        """The rows of a block, each with what ends it except the last."""
        bodies, below = self._bodies(block), self.are_notes_below(block)
        for line, body in zip(block.lines, bodies, strict=True):
            self._add_note(line.note, body, below)
        groups = [body.rows for body in bodies]
        if block.left_out:
            groups.insert(-1, [rf"&\ \vdots \qquad \text{{({block.left_out:,} more like these)}}"])
        apart = below or isinstance(block, MatrixLines)
        if sum(map(len, groups)) <= MOST_TOGETHER and not apart:
            return list(_ended(groups, SAME_LINE))
        return list(_ended(groups, NEXT_APART if apart else NEXT_LINE))

    def are_notes_below(self, block: Lines) -> bool:
        """Whether all notes go below: where every line has a long one, and not all fit behind."""
        notes = [self.inscription.note(line.note) for line in block.lines]
        if len(notes) == 1 or any(width(note) <= SHORT_NOTE for note in notes):
            return False
        lines = zip(block.lines, self._bodies(block), strict=True)
        return not all(self._fits(line.note, body) for line, body in lines)

    def _bodies(self, block: Lines) -> list[_Rows]:
        targets = [self.inscription.math(line.target) for line in block.lines]
        start = max(map(width, targets))
        lines = zip(block.lines, targets, strict=True)
        return [self._chain(line, target, start) for line, target in lines]

    def _chain(self, line: Line, target: str, start: float) -> _Rows:
        out = _Rows([target], start)
        out.put(" ")
        for k, link in enumerate(line.links):
            relation = self.inscription.sign(link.relation)
            text = self.inscription.math(link.expression)
            rest = " ".join(self._link_text(line, n) for n in range(k, len(line.links)))
            # A value stays with the numbers it comes from: all that is left fits here, or none.
            if k and out.used + width(rest) <= self.room:
                out.put(f" {relation} ")
            elif k:
                out.new(f"&{relation} ")
            else:
                out.put(f"&{relation} ")
            first, *more = broken(text, self.room - out.used)
            out.put(first)
            for piece in more:
                out.new(rf"&\phantom{{{relation}{{}}}} {piece}")
        return out

    def _link_text(self, line: Line, k: int) -> str:
        link = line.links[k]
        return f"{self.inscription.sign(link.relation)} {self.inscription.math(link.expression)}"

    def _fits(self, note: Text, body: _Rows) -> bool:
        return body.used + GAP + width(self.inscription.note(note)) <= self.room

    def _add_note(self, note: Text, body: _Rows, below: bool) -> None:
        if not note:
            return
        if not below and self._fits(note, body):
            body.put(rf" \qquad {self.inscription.note(note)}")
        elif not self.wraps or body.start + GAP + width(self.inscription.note(note)) <= self.room:
            body.new(rf"&\quad {self.inscription.note(note)}")
        else:
            words, room = self.inscription.sentence(note), self.room - body.start - GAP
            body.new(rf"&\quad \parbox[t]{{{room:.0f}em}}{{\raggedright {words}}}")


def _ended(groups: list[list[str]], next_line: str) -> Iterator[str]:
    for g, rows in enumerate(groups):
        same_line = SAME_LINE if len(rows) <= MOST_OF_A_LINE else NEXT_LINE
        for r, row in enumerate(rows):
            is_last = r == len(rows) - 1
            end = next_line if is_last else same_line
            yield row + ("" if is_last and g == len(groups) - 1 else end)
