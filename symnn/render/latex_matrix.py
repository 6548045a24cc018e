r"""Formulas of matrices in LaTeX: [W^{(1)}]^T \, \vec{x} + \vec{b}^{(1)}, and with arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symnn.documents.blocks import Inline, OfMatrices
from symnn.render.latex_formula import function_name
from symnn.render.latex_width import width
from symnn.render.matrix_writer import MatrixWriter, Rows
from symnn.render.shown import ShownWriter

Columns = Callable[[int, int], str]
"""The letters of an array for so many columns, of which so many stand before a line."""

ROOM = 36.5
"""The width in em above which a matrix comes in parts, or keeps its name."""
ROW_ENDS = {r"\frac": r" \\[1.4ex] ", "^": r" \\[0.7ex] ", r"\sqrt": r" \\[0.7ex] "}
"""The end of a row, by what makes its entries higher than a number, the highest first."""


class LatexMatrixWriter(MatrixWriter):
    """Formulas of matrices in the commands of amsmath."""

    times = r" \, "
    entrywise = r"\odot "
    of_matrix = ""

    def __init__(
        self,
        writer: ShownWriter,
        cell: Callable[[Inline], str],
        of: OfMatrices,
        columns: Columns,
    ) -> None:
        super().__init__(writer, cell, of)
        self.columns = columns

    def grid(self, rows: Rows) -> str:
        """A matrix of entries."""
        return array(rows, self.columns)

    def fits(self, rows: Rows) -> bool:
        """Whether a page has room for a matrix."""
        return width(self.grid(rows)) <= ROOM

    def bracketed(self, text: str) -> str:
        """The text in brackets, which are as high as the matrices within them."""
        is_high = r"\begin" in text
        return rf"\left({text}\right)" if is_high else super().bracketed(text)

    def transpose(self, text: str) -> str:
        """A matrix transposed, by its name."""
        return rf"\left[{text}\right]^T" if r"\frac" in text else f"[{text}]^T"

    def function(self, name: str) -> str:
        """A function by its name."""
        return function_name(name)


def array(rows: Rows, columns: Columns) -> str:
    r"""A matrix in round brackets: \left(\begin{array}{rr} 1 & 2 \\ 3 & 4 \end{array}\right).

    Args:
        rows: the texts of the entries.
        columns: the letters of so many columns, of which none stands before a line.
    """
    inside = " ".join(text for row in rows for text in row) if len(rows) > 1 else ""
    end = next((end for high, end in ROW_ENDS.items() if high in inside), r" \\ ")
    body = end.join(" & ".join(row) for row in rows)
    sides = columns(len(rows[0]), 0)
    return rf"\left(\begin{{array}}{{{sides}}} {body} \end{{array}}\right)"


def in_parts(rows: Rows, columns: Columns) -> str:
    r"""A matrix; where it is too wide, several by columns, which say which these are."""
    parts = list(_parts(rows, columns))
    if len(parts) == 1:
        return parts[0][1]
    return r" \, ".join(
        rf"\underset{{\text{{{_named(first, last)}}}}}{{{text}}}" for (first, last), text in parts
    )


def _named(first: int, last: int) -> str:
    return f"column {first}" if first == last else f"columns {first} to {last}"


def _parts(rows: Rows, columns: Columns) -> Iterator[tuple[tuple[int, int], str]]:
    """As many columns together as there is room for."""

    def part(first: int, last: int) -> str:
        return array([row[first:last] for row in rows], columns)

    first, count = 0, len(rows[0])
    while first < count:
        last = first + 1
        while last < count and width(part(first, last + 1)) <= ROOM:
            last += 1
        yield (first + 1, last), part(first, last)
        first = last
