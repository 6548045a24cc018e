"""Matrices and tables as rows of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from symnn.documents.blocks import Matrices, Matrix, TableBlock
from symnn.render.inline import Inscription
from symnn.render.wrap import Row, Span, broken_words, cells

INDENT = 2
GAP = 3
"""Columns between two matrices or two columns of a table."""
BRACKETS = {
    "top": ("⎡", "⎤"),
    "middle": ("⎢", "⎥"),
    "bottom": ("⎣", "⎦"),
    "only": ("[", "]"),
}
NARROWEST = 8
"""Columns below which a cell of prose is not broken further."""


@dataclass(frozen=True)
class Grids:
    """The layout of matrices and tables.

    Args:
        inscription: how cells are written.
        width: columns of a row.
    """

    inscription: Inscription
    width: int

    def matrices(self, block: Matrices) -> Iterator[Row]:
        """Matrices beside each other as long as there is room, then below."""
        band: list[list[Row]] = []
        for drawn in (part for matrix in block.matrices for part in self._drawn(matrix)):
            together = INDENT + sum(map(_width, (*band, drawn))) + len(band) * GAP
            if band and together > self.width:
                yield from _beside(band)
                yield ()
                band = []
            band.append(drawn)
        yield from _beside(band)

    def _drawn(self, matrix: Matrix) -> Iterator[list[Row]]:
        """A matrix with its name; in several parts, by columns, where it is too wide."""
        texts = [[self.inscription.text(cell) for cell in row] for row in matrix.rows]
        widths = [max(map(cells, column)) for column in zip(*texts, strict=True)]
        label = self.inscription.text(matrix.name)
        first = 0
        while first < len(widths):
            label_here = label if not first else f"column {first + 1} on"
            room = self.width - INDENT - cells(label_here) - 7 - bool(matrix.bar)
            last = first + 1
            while last < len(widths) and sum(widths[first : last + 1]) + 2 * (last - first) <= room:
                last += 1
            part = [row[first:last] for row in texts]
            yield self._bracketed(label_here, part, widths[first:last], matrix.bar - first)
            first = last

    def _bracketed(
        self, label: str, texts: list[list[str]], widths: list[int], bar: int
    ) -> list[Row]:
        middle = (len(texts) - 1) // 2
        rows: list[Row] = []
        for k, row in enumerate(texts):
            name = f"{label} = " if k == middle else " " * (cells(label) + 3)
            where = "only" if len(texts) == 1 else "top" if k == 0 else "middle"
            signs = BRACKETS["bottom" if 0 < k == len(texts) - 1 else where]
            left, right = map(self.inscription.sign, signs)
            placed = [_right(text, width) for text, width in zip(row, widths, strict=True)]
            sides = [placed[:bar], placed[bar:]] if 0 < bar < len(placed) else [placed]
            inside = self.inscription.sign(" │ ").join(map("  ".join, sides))
            rows.append((Span(f"{name}{left} "), Span(inside, "value"), Span(f" {right}")))
        return rows

    def table(self, block: TableBlock) -> Iterator[Row]:
        """A table; cells of prose are broken where it is too wide, and rows listed if need be."""
        header = [self._cell(text) for text in block.header]
        texts = [[self._cell(text) for text in row] for row in block.rows]
        columns = list(zip(header, *texts, strict=True))
        widths = [max(map(cells, column)) for column in columns]
        gap = GAP if self._room(len(widths), GAP) >= sum(widths) else 1
        room = self._room(len(widths), gap)
        narrowed = _narrowed(widths, [_narrowest(column) for column in columns], room)
        if sum(narrowed) > room:
            yield from self._listed(header, texts)
            return
        right = [k in block.numeric for k in range(len(widths))]
        layout = _Columns(narrowed, right, " " * gap)
        yield from layout.rows(header, "heading")
        yield (Span(layout.rule(self.inscription.sign("─")), "note"),)
        for row in texts:
            yield from layout.rows(row, "")

    def _room(self, columns: int, gap: int) -> int:
        """What is left for the cells of a row."""
        return self.width - INDENT - gap * (columns - 1)

    def _listed(self, header: list[str], texts: list[list[str]]) -> Iterator[Row]:
        """The rows of a table one below the other, a line a cell."""
        for row in texts:
            yield (Span(f"{' ' * INDENT}{header[0]} {row[0]}", "heading"),)
            for name, text in zip(header[1:], row[1:], strict=True):
                for piece in broken_words(f"{name}: {text}", self.width - 2 * INDENT):
                    yield (Span(" " * 2 * INDENT + piece),)

    def _cell(self, pieces: tuple[object, ...]) -> str:
        return self.inscription.sentence(pieces)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Columns:
    """The columns of a table: widths, alignment, and what is between them."""

    widths: list[int]
    right: list[bool]
    between: str

    def rule(self, line: str) -> str:
        """A line below the header."""
        return " " * INDENT + self.between.join(line * width for width in self.widths)

    def rows(self, texts: Sequence[str], role: str) -> Iterator[Row]:
        """One row of the table, as many rows of text as its longest cell has."""
        broken = [broken_words(text, n) for text, n in zip(texts, self.widths, strict=True)]
        for parts in zip_longest(*broken, fillvalue=""):
            placed = zip(parts, self.widths, self.right, strict=True)
            filled = [_right(text, n) if right else _left(text, n) for text, n, right in placed]
            yield (Span((" " * INDENT + self.between.join(filled)).rstrip(), role),)


def _narrowest(column: Sequence[str]) -> int:
    """The width below which a column has nothing left to break."""
    return max(cells(piece) for text in column for piece in broken_words(text, 1))


def _narrowed(widths: list[int], narrowest: list[int], room: int) -> list[int]:
    """The widths, the widest made smaller until all fit or nothing is left to break."""
    widths = list(widths)
    while sum(widths) > room:
        reducible = [k for k in range(len(widths)) if widths[k] > max(narrowest[k], NARROWEST)]
        if not reducible:
            break
        widths[max(reducible, key=lambda k: widths[k])] -= 1
    return widths


def _beside(band: list[list[Row]]) -> Iterator[Row]:
    """Blocks of rows beside each other, their names on one line."""
    if not band:
        return
    middles = [(len(block) - 1) // 2 for block in band]
    above, below = max(middles), max(len(b) - m for b, m in zip(band, middles, strict=True))
    for k in range(above + below):
        spans: list[Span] = [Span(" " * INDENT)]
        for n, (block, middle) in enumerate(zip(band, middles, strict=True)):
            at = k - above + middle
            row = block[at] if 0 <= at < len(block) else (Span(" " * _width(block)),)
            spans += [Span(" " * GAP)] * (n > 0) + list(row)
        yield tuple(spans)


def _width(block: list[Row]) -> int:
    return max(sum(cells(span.text) for span in row) for row in block)


def _right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


def _left(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
