"""Solutions in matrix form, and what is looked for in them."""

from __future__ import annotations

from pathlib import Path

from symnn.api import solve
from symnn.documents import Document, solution_document
from symnn.documents.blocks import (
    Grid,
    Line,
    MatrixLines,
)
from symnn.evaluate.solution import Solution
from symnn.quantities import Quantity
from symnn.render.inline import Inscription

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def page(solution: Solution, form: str = "matrix", method: str = "backprop") -> Document:
    return solution_document(solution, method, drawn=False, form=form)


def example(name: str, only: tuple[str, ...] = ()) -> Solution:
    return solve(str(EXAMPLES / f"{name}.yaml"), only)


def matrix_lines(document: Document) -> list[Line]:
    blocks = [block for block in document.blocks if isinstance(block, MatrixLines)]
    return [line for block in blocks for line in block.lines]


def results(document: Document) -> dict[Quantity, Grid]:
    """The matrices at the ends of lines, by what they are."""
    ends = {line.target: line.links[-1].expression for line in matrix_lines(document)}
    return {target: end for target, end in ends.items() if isinstance(end, Grid)}


def line_of(document: Document, target: Quantity) -> Line:
    return next(line for line in matrix_lines(document) if line.target == target)


def said(line: Line) -> str:
    """The note of a line."""
    return Inscription().sentence(line.note)


def written(line: Line) -> list[str]:
    """The links of a line, as text."""
    return [f"{link.relation} {Inscription().text(link.expression)}" for link in line.links]
