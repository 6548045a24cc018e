"""What stands in a line of text, in Typst; every formula brings its words for those who listen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from symnn.documents.blocks import (
    Grid,
    Inline,
    Matrix,
    Number,
    OfMatrices,
    PutIn,
    Text,
    Vector,
)
from symnn.evaluate.value import Missing
from symnn.formula import Quotient, Sum
from symnn.render.inline import MISSING, Inscription
from symnn.render.typst_formula import TypstWriter, signed_terms
from symnn.render.typst_matrix import TypstMatrixWriter, mat
from symnn.render.typst_text import escape, prose
from symnn.render.unicode import UnicodeWriter
from symnn.render.writer import Hold

SIGNS = {"=": "=", "≈": "approx", "←": "<-", "↔": "<->"}
"""Relations in Typst; others stand for themselves."""
WIDEST = 96
"""Characters of a line above which a matrix comes in parts, and a quotient has a slash."""
GAP = 2
"""Characters between two columns of a matrix."""


class Equation(NamedTuple):
    """A formula in Typst and in words."""

    math: str
    alt: str


@dataclass(frozen=True)
class TypstInscription:
    """How the pieces of a line are written in Typst.

    Args:
        decimals: whether fractions in numbers are written as decimals where these end.
        slashed: whether derivatives and quotients have a slash, as in a sentence.
        quoted: whether formulas are given to the page's functions as strings. What it makes of a
            string is remembered from page to page; of a formula in the page's own text it is not.
    """

    decimals: bool = False
    slashed: bool = False
    quoted: bool = False

    def math(self, piece: Inline) -> str:
        """One piece in mathematics; prose is text there."""
        write: Callable[[TypstInscription, Any], str]
        write = _WRITE.get(type(piece), TypstInscription._formula)
        return write(self, piece)

    def alt(self, piece: Inline) -> str:
        """One piece in words: as it is written in a terminal."""
        return Inscription(decimals=self.decimals).text(piece)

    def equation(self, piece: Inline) -> Equation:
        """One piece in both ways."""
        return Equation(self.math(piece), self.alt(piece))

    def equations(self, piece: Inline) -> list[Equation]:
        """One piece in parts between which a line may end: terms of a sum, entries of a vector."""
        part: Callable[[TypstInscription, Any], list[Equation]] | None = _PARTS.get(type(piece))
        return part(self, piece) if part else [self.equation(piece)]

    def sentence(self, pieces: Text) -> str:
        """Pieces of text and mathematics as markup."""
        return "".join(map(self._in_sentence, pieces))

    def matrix(self, matrix: Matrix) -> list[Equation]:
        """A matrix with its name; in several parts, by columns, where it is too wide."""
        name = self.equation(matrix.name)
        columns = [list(map(self.equation, column)) for column in zip(*matrix.rows, strict=True)]
        parts = _packed(columns)
        firsts = list(accumulate((len(part) for part in parts), initial=0))
        labels = [name, *(_spoken(f"column {first + 1} on") for first in firsts[1:])]
        bars = [matrix.bar - first for first in firsts]
        return list(map(_matrix, labels, parts, bars))

    def call(self, function: str, equation: Equation) -> str:
        """A call of one of the page's functions for formulas."""
        math = escape(equation.math) if self.quoted else f"${equation.math}$"
        return f"{function}({escape(equation.alt)}, {math})"

    def _in_sentence(self, piece: Inline) -> str:
        if isinstance(piece, (str, Missing)):
            return prose(self.alt(piece))
        parts = [f"#{self.call('m', part)};" for part in self.equations(piece)]
        return (" " if isinstance(piece, Vector) else "#h(between);").join(parts)

    def _writer(self, put: PutIn | OfMatrices | None = None) -> TypstWriter:
        return TypstWriter(put.values if put else None, self.decimals, self.slashed)

    def _formula(self, formula: Any) -> str:
        return TypstWriter(slashed=self.slashed).text(formula)

    def _number(self, number: Number) -> str:
        writer = self._writer()
        exact = "" if number.exact is None else writer.text(number.exact)
        decimal = writer.decimal(number.decimal).text if number.decimal else ""
        return (" approx " if number.rounded else " = ").join(filter(None, (exact, decimal)))

    def _put_in(self, put: PutIn) -> str:
        return self._writer(put).text(put.formula)

    def _vector(self, vector: Vector) -> str:
        return "".join(part.math for part in self._entries(vector))

    def _grid(self, grid: Grid) -> str:
        return mat([list(map(self.math, row)) for row in grid.rows])

    def _of_matrices(self, formula: OfMatrices) -> str:
        return TypstMatrixWriter(self._writer(formula), self.math, formula).text()

    def _factors(self, formula: OfMatrices) -> list[Equation]:
        """A formula of matrices by its terms and factors."""
        words = Inscription(decimals=self.decimals)
        said = words.matrix_writer(formula, words.matrices).parts()
        written = TypstMatrixWriter(self._writer(formula), self.math, formula).parts()
        return list(map(Equation, written, said))

    def _missing(self, missing: Missing) -> str:
        return escape(MISSING[missing])

    def _parts(self, formula: Any) -> list[Equation]:
        return self._parts_put_in(PutIn(formula, {}))

    def _parts_put_in(self, put: PutIn) -> list[Equation]:
        words = UnicodeWriter(put.values, self.decimals)
        match put.formula:
            case Sum() as node:
                return _terms(self._writer(put), words, node)
            case Quotient(_, Sum()) as node if len(words.text(node)) > WIDEST:
                return _quotient(TypstWriter(put.values, self.decimals, True), words, node)
            case _:
                return [self.equation(put)]

    def _entries(self, vector: Vector) -> list[Equation]:
        last = len(vector.entries) - 1
        return [
            Equation(
                ("" if k else r"\(") + self.math(entry) + (r"\)^T" if k == last else r"\,"),
                ("" if k else "(") + self.alt(entry) + (")ᵀ" if k == last else ","),
            )
            for k, entry in enumerate(vector.entries)
        ]


def relation(sign: str) -> str:
    """A relation in mathematics."""
    return SIGNS.get(sign, escape(sign))


def _terms(math: TypstWriter, words: UnicodeWriter, node: Sum) -> list[Equation]:
    pairs = zip(signed_terms(math, node), signed_terms(words, node), strict=True)
    return [
        # Nothing stands before the sign here, but in the line there is the term before.
        Equation(f'class("binary", {sign}) {text}' if sign else text, f"{said} {alt}".strip())
        for (sign, text), (said, alt) in pairs
    ]


def _quotient(math: TypstWriter, words: UnicodeWriter, node: Quotient) -> list[Equation]:
    """A quotient by a long sum, in a line that may end before each term."""
    assert isinstance(node.under, Sum)
    first, *middle, last = _terms(math, words, node.under)
    over = Equation(math.within(node.over, Hold.PRODUCT), words.within(node.over, Hold.PRODUCT))
    begin = Equation(rf"{over.math} \/ \({first.math}", f"{over.alt}/({first.alt}")
    return [begin, *middle, Equation(rf"{last.math}\)", f"{last.alt})")]


def _packed(columns: list[list[Equation]]) -> list[list[list[Equation]]]:
    """The columns of a matrix, as many together as a line holds."""
    parts: list[list[list[Equation]]] = []
    taken = WIDEST
    for column in columns:
        width = GAP + max(len(cell.alt) for cell in column)
        taken += width
        if taken > WIDEST:
            parts.append([])
            taken = width
        parts[-1].append(column)
    return parts


def _matrix(label: Equation, columns: list[list[Equation]], bar: int) -> Equation:
    rows = list(zip(*columns, strict=True))
    math = "; ".join(", ".join(cell.math for cell in row) for row in rows)
    alt = "; ".join(", ".join(cell.alt for cell in row) for row in rows)
    line = f"augment: #{bar}, " if 0 < bar < len(columns) else ""
    return Equation(f"{label.math} = mat({line}{math})", f"{label.alt} = [{alt}]")


def _spoken(text: str) -> Equation:
    return Equation(escape(text), text)


_WRITE: dict[type, Callable[[TypstInscription, Any], str]] = {
    str: lambda _, text: escape(text),
    Number: TypstInscription._number,
    PutIn: TypstInscription._put_in,
    Vector: TypstInscription._vector,
    Grid: TypstInscription._grid,
    OfMatrices: TypstInscription._of_matrices,
    Missing: TypstInscription._missing,
}
"""By the class of a piece; whatever is not here is a formula."""
_PARTS: dict[type, Callable[[TypstInscription, Any], list[Equation]]] = {
    Sum: TypstInscription._parts,
    Quotient: TypstInscription._parts,
    PutIn: TypstInscription._parts_put_in,
    Vector: TypstInscription._entries,
    OfMatrices: TypstInscription._factors,
}
"""By the class of a piece that comes in parts."""
