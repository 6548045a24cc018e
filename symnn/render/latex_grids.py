"""Matrices and tables as LaTeX: matrices side by side as far as there is room."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from symnn.documents.blocks import Matrices, Matrix, TableBlock, Text
from symnn.render.latex_inline import LatexInscription
from symnn.render.latex_lines import LINE
from symnn.render.latex_width import BETWEEN_COLUMNS, BRACKETS, width

BETWEEN_MATRICES = 2.0
CELL_SPACE = 1.2
"""Between two columns of a table, in em."""
MOST_ROWS = 30
"""Rows of a table that stay together on a page."""
SIZES = {"": 1.0, r"\small": 0.92, r"\footnotesize": 0.83, r"\scriptsize": 0.74}
"""Sizes of letters, tried in their order until a table fits, as parts of the usual one."""
SMALLEST = r"\scriptsize"
NARROWEST = 5.0
"""The width below which a column of a table is not broken further."""


@dataclass(frozen=True)
class TablePart:
    """A table, or as many of its rows as stay together on a page.

    Attributes:
        size: the command for smaller letters, if the table needs them.
        columns: the letters of `tabular` for them.
        end: what ends a row.
        header: the cells of the header.
        rows: the cells of each row.
    """

    size: str
    columns: str
    end: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class LatexGrids:
    """The layout of matrices and tables.

    Args:
        inscription: how cells are written.
        room: how wide a row may be, in em.
    """

    inscription: LatexInscription
    room: float = LINE

    def bands(self, block: Matrices) -> list[list[str]]:
        """Matrices that stand beside each other; each list is one display."""
        bands: list[list[str]] = []
        used = self.room
        for text, wide in (part for matrix in block.matrices for part in self._drawn(matrix)):
            used += BETWEEN_MATRICES + wide
            if used > self.room:
                bands.append([])
                used = wide
            bands[-1].append(text)
        return bands

    def _drawn(self, matrix: Matrix) -> Iterator[tuple[str, float]]:
        """A matrix with its name, and its width; in parts, by columns, where it is too wide."""
        texts = [[self.inscription.math(cell) for cell in row] for row in matrix.rows]
        widths = [max(map(width, column)) for column in zip(*texts, strict=True)]
        name, first = self.inscription.math(matrix.name), 0
        while first < len(widths):
            label = name if not first else rf"\text{{column {first + 1} on: }}"
            start = width(label) + width("=") + BRACKETS
            last = first + 1
            while last < len(widths) and start + _spread(widths[first : last + 1]) <= self.room:
                last += 1
            rows = _row_end(texts).join(" & ".join(row[first:last]) for row in texts)
            sign = " = " if not first else ""
            columns = self.inscription.columns(last - first, matrix.bar - first)
            array = f"\\left(\\begin{{array}}{{{columns}}}\n{rows}\n\\end{{array}}\\right)"
            yield f"{label}{sign}{array}", start + _spread(widths[first:last])
            first = last

    def tables(self, block: TableBlock) -> list[TablePart]:
        """A table; of a long one, several with the same header."""
        header = tuple(map(self.inscription.sentence, block.header))
        rows = [tuple(map(self.inscription.sentence, row)) for row in block.rows]
        (size, columns), end = self._columns(block), r"\\"
        if any(map(_is_narrow, columns)):
            rows = [tuple(map(_breakable, columns, row)) for row in rows]
            end = r"\tabularnewline"
        starts = range(0, len(rows), MOST_ROWS)
        parts = [tuple(rows[k : k + MOST_ROWS]) for k in starts]
        return [TablePart(size, "".join(columns), end, header, part) for part in parts]

    def _columns(self, block: TableBlock) -> tuple[str, list[str]]:
        """The size and the columns; of columns of words, the width where there is little room."""
        natural = [
            max(self._cell_width(text) for text in column)
            for column in zip(block.header, *block.rows, strict=True)
        ]
        between = CELL_SPACE * len(natural)
        rooms = {size: self.room / scale - between for size, scale in SIZES.items()}
        tried = {size: _narrowed(natural, room, block.numeric) for size, room in rooms.items()}
        fitting = [size for size, widths in tried.items() if sum(widths) <= rooms[size]]
        size = next(iter(fitting), SMALLEST)
        narrowed = tried[size]
        return size, [
            rf"p{{{now:.1f}em}}" if now < before else "r" if k in block.numeric else "l"
            for k, (now, before) in enumerate(zip(narrowed, natural, strict=True))
        ]

    def _cell_width(self, text: Text) -> float:
        return sum(
            width(rf"\text{{{piece}}}" if isinstance(piece, str) else self.inscription.math(piece))
            for piece in text
        )


def _narrowed(natural: list[float], room: float, numeric: Collection[int]) -> list[float]:
    """The widths, the widest made smaller until all fit; numbers can't be broken."""
    narrowed = list(natural)
    while sum(narrowed) > room:
        left = [k for k, now in enumerate(narrowed) if now > NARROWEST and k not in numeric]
        if not left:
            break
        widest = max(left, key=narrowed.__getitem__)
        narrowed[widest] = max(NARROWEST, narrowed[widest] - 0.5)
    return narrowed


def _is_narrow(column: str) -> bool:
    return column.startswith("p")


def _breakable(column: str, cell: str) -> str:
    """A cell that is too wide for its column may be broken at its commas."""
    return r"\raggedright " + cell.replace(", ", r",\allowbreak{} ") if _is_narrow(column) else cell


def _row_end(texts: list[list[str]]) -> str:
    """What ends the rows of a matrix: with room where entries are higher than a number."""
    is_high = any(high in text for row in texts for text in row for high in ("^", r"\frac"))
    return " \\\\[0.7ex]\n" if is_high else " \\\\\n"


def _spread(widths: Sequence[float]) -> float:
    return sum(widths) + BETWEEN_COLUMNS * (len(widths) - 1)
