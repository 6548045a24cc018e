"""Formulas of matrices in LaTeX: [W^{(1)}]^T \\, \vec{x} + \vec{b}^{(1)}, and with pmatrix."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.render.latex_formula import function_name
from symnn.render.latex_width import width
from symnn.render.matrix_writer import MatrixWriter, Rows

ROOM = 36.5
"""The width in em above which a matrix comes in parts, or keeps its name."""
ROW_ENDS = {r"\frac": r" \\[1.4ex] ", "^": r" \\[0.7ex] ", r"\sqrt": r" \\[0.7ex] "}
"""The end of a row, by what makes its entries higher than a number, the highest first."""


class LatexMatrixWriter(MatrixWriter):
    """Formulas of matrices in the commands of amsmath."""

    times = r" \, "
    entrywise = r"\odot "
    of_matrix = ""

    def grid(self, rows: Rows) -> str:
        r"""A matrix of entries: \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}."""
        return pmatrix(rows)

    def fits(self, rows: Rows) -> bool:
        """Whether a page has room for a matrix."""
        return width(pmatrix(rows)) <= ROOM

    def transpose(self, text: str) -> str:
        """A matrix transposed, by its name."""
        return rf"\left[{text}\right]^T" if r"\frac" in text else f"[{text}]^T"

    def function(self, name: str) -> str:
        """A function by its name."""
        return function_name(name)


def pmatrix(rows: Rows) -> str:
    r"""A matrix in round brackets, its rows with room between where entries are high."""
    inside = " ".join(text for row in rows for text in row) if len(rows) > 1 else ""
    end = next((end for high, end in ROW_ENDS.items() if high in inside), r" \\ ")
    return rf"\begin{{pmatrix}} {end.join(' & '.join(row) for row in rows)} \end{{pmatrix}}"


def in_parts(rows: Rows) -> str:
    r"""A matrix; where it is too wide, several by columns, which say which these are."""
    parts = list(_parts(rows))
    if len(parts) == 1:
        return parts[0][1]
    return r" \, ".join(
        rf"\underset{{\text{{{_named(first, last)}}}}}{{{text}}}" for (first, last), text in parts
    )


def _named(first: int, last: int) -> str:
    return f"column {first}" if first == last else f"columns {first} to {last}"


def _parts(rows: Rows) -> Iterator[tuple[tuple[int, int], str]]:
    """As many columns together as there is room for."""
    first, count = 0, len(rows[0])
    while first < count:
        last = first + 1
        while last < count and width(pmatrix([row[first : last + 1] for row in rows])) <= ROOM:
            last += 1
        yield (first + 1, last), pmatrix([row[first:last] for row in rows])
        first = last
