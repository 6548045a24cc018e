"""Formulas of matrices in Typst: `[W^((1))]^T thin x + b^((1))`, and with `mat`."""

from __future__ import annotations

from symnn.formula import Formula
from symnn.matrix_formula import MatrixFormula
from symnn.render.matrix_writer import MatrixWriter, Rows
from symnn.render.typst_formula import TypstWriter, function


class TypstMatrixWriter(MatrixWriter):
    """Formulas of matrices as Typst's mathematics."""

    times = " thin "
    entrywise = 'class("binary", ⊙) '

    def grid(self, rows: Rows) -> str:
        """A matrix of entries: mat(1, 2; 3, 4)."""
        return mat(rows)

    def formula(self, entry: Formula) -> str:
        """An entry that is a formula: with a slash, as a row has no room for fractions."""
        return TypstWriter(self.writer.values, self.writer.decimals, slashed=True).text(entry)

    def sign(self, term: MatrixFormula) -> str:
        """The sign before a term, which has room on both sides though nothing stands before it."""
        return f'class("binary", {super().sign(term).strip()}) '

    def bracketed(self, text: str) -> str:
        """The text in brackets, which are as high as the matrices within them."""
        return f"tall({text})" if "mat(" in text else super().bracketed(text)

    def transpose(self, text: str) -> str:
        """A matrix transposed, by its name."""
        return f"lr(size: #100%, [{text}])^T" if "frac(" in text else f"[{text}]^T"

    def function(self, name: str) -> str:
        """A function by its name."""
        return function(name)


def mat(rows: Rows) -> str:
    """A matrix by its rows, as `mat` takes them."""
    return f"mat({'; '.join(', '.join(row) for row in rows)})"
