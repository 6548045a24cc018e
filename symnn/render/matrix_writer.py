"""Writing formulas of matrices in a line: brackets and signs once for all formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from symnn.documents.blocks import Inline, OfMatrices
from symnn.formula import Formula, minus
from symnn.matrix_formula import (
    Hadamard,
    Mapped,
    MatrixFormula,
    MatrixProduct,
    MatrixSum,
    OfColumn,
    Scaled,
    Transposed,
    Whole,
    Written,
)
from symnn.matrix_reading import MatrixReading
from symnn.render.shown import ShownWriter
from symnn.render.writer import Hold, Piece, is_negative

Rows = Sequence[Sequence[str]]
"""The texts of a matrix's entries."""


class MatrixWriter(MatrixReading[Piece]):
    """Formulas of matrices as text.

    Formats override the signs and the ways nodes are put together, never when brackets are needed.

    Args:
        writer: how single quantities and numbers are written.
        cell: how an entry is written.
        of: the formula, with what is put in.
    """

    times = " "
    """Between two factors."""
    by = ""
    """Before a factor that is not the first."""
    by_fraction = "· "
    """The same, behind a fraction with a slash."""
    entrywise = "⊙ "
    """Before the second factor of an entrywise product."""
    of_matrix = " "
    """Between a function and a matrix that it is of."""

    def __init__(self, writer: ShownWriter, cell: Callable[[Inline], str], of: OfMatrices) -> None:
        self.writer = writer
        self.cell = cell
        self.of = of

    def text(self) -> str:
        """The whole formula."""
        return self(self.of.formula).text

    def grid(self, rows: Rows) -> str:
        """A matrix of entries: [1, 2; 3, 4]."""
        return f"[{'; '.join(', '.join(row) for row in rows)}]"

    def formula(self, entry: Formula) -> str:
        """An entry that is a formula, with the numbers that are put in."""
        return self.writer.text(entry)

    def fits(self, rows: Rows) -> bool:
        """Whether a page has room for a matrix; one that is too wide keeps its name."""
        return True

    def transpose(self, text: str) -> str:
        """A matrix transposed, by its name."""
        return f"[{text}]ᵀ"

    def function(self, name: str) -> str:
        """A function by its name."""
        return name

    def parts(self) -> list[str]:
        """The formula in parts between which a line may end: terms with their signs, factors."""
        return [part for term in self.terms(self.of.formula) for part in term]

    def terms(self, formula: MatrixFormula) -> list[list[str]]:
        """The terms of a sum, each with its sign and by factors; others are a single term."""
        if not isinstance(formula, MatrixSum):
            return [self.factors(formula)]
        first, *rest = formula.terms
        signed = [(self.sign(term), self.factors(_positive(term))) for term in rest]
        return [self.factors(first), *([sign + one, *more] for sign, (one, *more) in signed)]

    def factors(self, formula: MatrixFormula) -> list[str]:
        """The factors of a product, each with the sign before it; others are a single factor."""
        if not isinstance(formula, MatrixProduct | Hadamard):
            return [self.within(formula, Hold.PRODUCT)]
        sign = self.by if isinstance(formula, MatrixProduct) else self.entrywise
        right = self.within(formula.right, Hold.PRODUCT)
        return [*self.factors(formula.left), sign + right]

    def sign(self, term: MatrixFormula) -> str:
        """The sign before a term that is not the first."""
        is_less = isinstance(term, Scaled) and is_negative(term.factor)
        return (self.writer.less if is_less else self.writer.plus).lstrip()

    def within(self, formula: MatrixFormula, least: Hold) -> str:
        """A part's text, in brackets if it holds together less tightly than `least`."""
        piece = self(formula)
        return piece.text if piece.hold >= least else self.bracketed(piece.text)

    def bracketed(self, text: str) -> str:
        """The text in brackets."""
        return self.writer.bracketed(text)

    def rows(self, formula: MatrixFormula) -> Rows | None:
        """The entries of a matrix whose entries are written; None of others."""
        match formula:
            case Whole() if formula in self.of.entries:
                return [list(map(self.cell, row)) for row in self.of.entries[formula].rows]
            case Written(rows):
                return [list(map(self.formula, row)) for row in rows]
            case Transposed(inner):
                inside = self.rows(inner)
                return None if inside is None else list(zip(*inside, strict=True))
            case _:
                return None

    def shown(self, formula: MatrixFormula) -> Rows | None:
        """The same, if there is room for them."""
        rows = self.rows(formula)
        return rows if rows is not None and self.fits(rows) else None

    def whole(self, node: Whole) -> Piece:
        """A column or matrix by its entries if they are put in, else by its name."""
        rows = self.shown(node)
        return self._of_rows(rows) if rows else Piece(self.writer.text(node.name), Hold.ATOM)

    def written(self, node: Written) -> Piece:
        """A matrix by its entries."""
        rows = self.rows(node)
        assert rows is not None
        return self._of_rows(rows)

    def transposed(self, node: Transposed) -> Piece:
        """A transposed matrix: with its entries, these have changed places."""
        rows = self.shown(node)
        if rows is not None:
            return self._of_rows(rows)
        of = node.of
        text = self.writer.text(of.name) if isinstance(of, Whole) else self(of).text
        return Piece(self.transpose(text), Hold.ATOM)

    def product(self, node: MatrixProduct) -> Piece:
        """Two factors side by side."""
        return Piece(self.times.join(self.factors(node)), Hold.PRODUCT)

    def hadamard(self, node: Hadamard) -> Piece:
        """Two factors with the sign of the entrywise product between."""
        return Piece(" ".join(self.factors(node)), Hold.PRODUCT)

    def sum(self, node: MatrixSum) -> Piece:
        """The terms with their signs between them."""
        terms = [self.times.join(term) for term in self.terms(node)]
        return Piece(" ".join(terms), Hold.SUM)

    def scaled(self, node: Scaled) -> Piece:
        """A number before a matrix; a leading -1 is a sign."""
        if node.factor == -1:
            return Piece(self.writer.sign + self.within(node.of, Hold.PRODUCT), Hold.SIGNED)
        factor = self.writer(node.factor)
        by = self.by_fraction if factor.hold == Hold.QUOTIENT else self.by
        of = self.within(node.of, Hold.PRODUCT)
        return Piece(f"{factor.text}{self.times}{by}{of}", Hold.PRODUCT)

    def mapped(self, node: Mapped) -> Piece:
        """A function before its argument, in the brackets of a matrix if it is one."""
        return self._applied(node.function, node.argument)

    def of_column(self, node: OfColumn) -> Piece:
        """The same of a vector-valued activation."""
        return self._applied(node.function, node.argument)

    def _applied(self, function: str, argument: MatrixFormula) -> Piece:
        text = self(argument).text
        inside = self.of_matrix + text if self.shown(argument) else self.bracketed(text)
        return Piece(self.function(function) + inside, Hold.ATOM)

    def _of_rows(self, rows: Rows) -> Piece:
        return Piece(self.grid(rows), Hold.ATOM)


def _positive(term: MatrixFormula) -> MatrixFormula:
    """A term that is not the first, without the sign before it."""
    if not isinstance(term, Scaled) or not is_negative(term.factor):
        return term
    factor = minus(term.factor)
    return term.of if factor == 1 else Scaled(factor, term.of)
