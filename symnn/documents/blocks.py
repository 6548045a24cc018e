"""Documents: what stands on a page, as data.

Blocks hold formulas and values, never the finished text of a format, so that every renderer
(terminal, LaTeX, HTML, ...) writes the same page in its own way. Words are plain prose; all
mathematics in a sentence is a piece of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from symnn.evaluate.value import Missing
from symnn.formula import Formula
from symnn.quantities import Quantity

if TYPE_CHECKING:
    from symnn.matrix_formula import MatrixFormula, Whole


@dataclass(frozen=True)
class Number:
    """A number in the form in which it is to be shown.

    Attributes:
        exact: its exact form, or None where that is not to be shown.
        decimal: its decimal, with `-` and `.` and perhaps `e-7`; empty if the exact form says all.
        rounded: whether the decimal is rounded; if not, it is exact.
    """

    exact: Formula | None = None
    decimal: str = ""
    rounded: bool = False


@dataclass(frozen=True)
class PutIn:
    """A formula with numbers put in.

    Attributes:
        formula: the formula.
        values: what stands in the place of a quantity; a quantity that is missing keeps its name.
            Each number has only one of its two forms.
    """

    formula: Formula
    values: Mapping[Quantity, Number] = field(hash=False)


@dataclass(frozen=True)
class Vector:
    """A column vector, written in a line: (3, -2, -2)ᵀ."""

    entries: tuple[Inline, ...]


@dataclass(frozen=True)
class Grid:
    """A matrix within a formula, by rows."""

    rows: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True)
class OfMatrices:
    """A formula of columns and matrices, with entries put in where there are any.

    Attributes:
        formula: the formula.
        entries: what is written in the place of a column or matrix; others keep their names.
        values: the numbers of single quantities, such as a factor.
    """

    formula: MatrixFormula
    entries: Mapping[Whole, Grid] = field(default_factory=dict, hash=False)
    values: Mapping[Quantity, Number] = field(default_factory=dict, hash=False)


Inline = str | Formula | Number | PutIn | Vector | Grid | OfMatrices | Missing
"""What can stand in a sentence or a table; a string is prose."""
Text = tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """A link of a chain: how it follows from the one before (`=` or `≈`), and what stands there."""

    relation: str
    expression: Inline


@dataclass(frozen=True)
class Line:
    """A target and what it is: `target = formula = numbers put in = value`, and perhaps why.

    Attributes:
        target: what the line is about.
        links: the chain.
        note: a short reason or name of a law, behind the chain.
        faint: whether it belongs to a unit that is off.
    """

    target: Formula
    links: tuple[Link, ...]
    note: Text = ()
    faint: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a part of the document, 2 a section, 3 within a section."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose and mathematics."""

    text: Text


class Prompt(Paragraph):
    """A paragraph that stays on the page of what follows: a question with its options."""


@dataclass(frozen=True)
class Option(Paragraph):
    """What can be chosen: stands further in than the question it belongs to.

    Attributes:
        goes_on: whether there are more options, which stay on its page.
    """

    goes_on: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines below each other, their relations aligned.

    Attributes:
        lines: the lines.
        lead: what stands above them, such as the law that they follow.
        left_out: how many lines of the same kind are left out before the last.
    """

    lines: tuple[Line, ...]
    lead: Text = ()
    left_out: int = 0


class MatrixLines(Lines):
    """Lines whose formulas are of matrices, so that a row is as high as these are."""


@dataclass(frozen=True)
class Matrix:
    """A named matrix, by rows.

    Attributes:
        name: its name.
        rows: its entries.
        bar: how many columns stand before a vertical line, as in [A | c]; 0 for none.
    """

    name: Formula
    rows: tuple[tuple[Inline, ...], ...]
    bar: int = 0


@dataclass(frozen=True)
class Matrices:
    """Matrices beside each other, where there is room."""

    matrices: tuple[Matrix, ...]


@dataclass(frozen=True)
class TableBlock:
    """A table.

    Attributes:
        header: one text a column.
        rows: one text a cell, as many as the header has.
        numeric: the columns whose cells are aligned to the right.
        is_written_in: whether people write into it by hand: its rows are as high as a pen wants.
    """

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    numeric: frozenset[int] = field(default=frozenset())
    is_written_in: bool = False


class Drawing:
    """What is drawn rather than written: a network (`diagram_parts`), or a plot (`plot`)."""


Block = Heading | Paragraph | Lines | Matrices | TableBlock | Drawing


@dataclass(frozen=True)
class Document:
    """A page.

    Attributes:
        title: what it is.
        blocks: what stands on it, from top to bottom.
        decimals: whether fractions in numbers are written as decimals where these end.
    """

    title: Text
    blocks: tuple[Block, ...]
    decimals: bool = False
