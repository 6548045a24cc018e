"""The numbers that are put into matrix laws come to the numbers printed beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from symnn.api import build, solve
from symnn.documents import Document
from symnn.documents.blocks import (
    Grid,
    Number,
    OfMatrices,
)
from symnn.documents.figures import Figures, brief
from symnn.evaluate.value import Missing
from symnn.formula import Formula
from symnn.matrix_reading import MatrixReading, member
from symnn.matrix_rules import whole
from symnn.network import Network
from symnn.quantities import Quantity, R, W, a, b, d, d_a, d_z, z
from tests.examples import NETWORKS
from tests.matrices import matrix_lines, page, results
from tests.strategies import keys


class Printed(MatrixReading[list]):
    """What a formula comes to, worked out from the entries that are printed in it."""

    def __init__(self, put: OfMatrices) -> None:
        self.put = put

    def whole(self, node):
        return [[exact(cell) for cell in row] for row in self.put.entries[node].rows]

    def transposed(self, node):
        return [list(row) for row in zip(*self(node.of), strict=True)]

    def product(self, node):
        columns = list(zip(*self(node.right), strict=True))
        return [
            [sum(p * q for p, q in zip(row, column, strict=True)) for column in columns]
            for row in self(node.left)
        ]

    def hadamard(self, node):
        return entrywise(lambda p, q: p * q, self(node.left), self(node.right))

    def sum(self, node):
        first, *rest = map(self, node.terms)
        for term in rest:
            first = entrywise(lambda p, q: p + q, first, term)
        return first

    def scaled(self, node):
        factor = self.number(node.factor)
        return [[factor * entry for entry in row] for row in self(node.of)]

    def number(self, formula: Formula) -> Fraction:
        if formula in self.put.values:
            return exact(self.put.values[formula])
        if isinstance(formula, int | Fraction):
            return Fraction(formula)
        sign, quantity = formula.factors
        return sign * exact(self.put.values[quantity])


def entrywise(operation, left: list, right: list) -> list:
    return [
        [operation(p, q) for p, q in zip(*rows, strict=True)]
        for rows in zip(left, right, strict=True)
    ]


def exact(cell: object) -> Fraction:
    assert isinstance(cell, Number)
    return Fraction(cell.decimal if cell.exact is None else cell.exact)


def is_of_numbers(put: OfMatrices) -> bool:
    cells = [cell for one in put.entries.values() for row in one.rows for cell in row]
    return bool(cells) and all(isinstance(cell, Number) for cell in cells)


def check_what_is_printed(document: Document) -> int:
    """Numbers put in come to the result beside them; the number of such lines."""
    count = 0
    for line in matrix_lines(document):
        *puts, last = [link.expression for link in line.links]
        is_rounded = any(link.relation == "≈" for link in line.links)
        if len(puts) < 2 or not isinstance(last, Grid) or is_rounded:
            continue
        put = puts[-1]
        try:
            come_to = Printed(put)(put.formula) if is_of_numbers(put) else None
        except NotImplementedError:  # a function, which is not for this reading
            continue
        if come_to is not None:
            assert come_to == [[exact(cell) for cell in row] for row in last.rows]
            count += 1
    return count


@settings(max_examples=40, deadline=None)
@given(keys(hidden=("linear", "relu"), losses=False))
def test_the_numbers_put_in_come_to_the_numbers_printed_beside_them(told):
    net = build(**told, relu_at_zero=0)
    assert check_what_is_printed(page(solve(net))) >= net.depth


def test_so_they_do_in_risks_and_steps():
    net = build(
        W=[[[1, 2], [3, -1]], [[2, 1], [0, 1]]], b=[[0, 1], [1, 1]], activation="linear",
        data=[{"x": [1, 2], "y": [3, 1]}, {"x": [2, -1], "y": [0, 1]}],
        loss="half_square", l2="1/2", learning_rate="1/4",
    )  # fmt: skip
    document = page(solve(net))
    assert check_what_is_printed(document) > 20
    steps = [line for line in matrix_lines(document) if line.target.kind.startswith("new_")]
    assert len(steps) == 4


def expected(net: Network) -> list[Quantity]:
    """All that a worked solution in matrix form has a line for."""
    found = []
    tops = [q for q in net.differentiated if q.kind == ("H" if net.loss is None else "L")]
    for layer in range(1, net.depth + 1):
        found += [z(layer, 0), a(layer, 0)]
        for of in tops:
            found += [d_a(of, layer, 0), d_z(of, layer, 0), d(of, W(layer, 0, 0))]
            found += [d(of, b(layer, 0))] * net.biased
    return found + [d_a(of, 0, 0) for of in tops]


@pytest.mark.parametrize("file", NETWORKS, ids=lambda file: file.stem)
def test_every_column_and_matrix_has_its_line_with_the_solution_s_numbers(file):
    solution = solve(str(file))
    document, figures = page(solution), Figures(solution)
    shown, targets = results(document), {line.target for line in matrix_lines(document)}
    assert targets >= set(expected(solution.net))
    compared = 0
    for name, grid in shown.items():
        if name.sample or len(solution.net.data) > 1 or name.kind.startswith("new") or name.of == R:
            continue
        target = whole(solution.net, name)
        for i, row in enumerate(grid.rows, 1):
            for j, cell in enumerate(row, 1):
                quantity = member(target.name, i, j)
                number = figures.of(quantity, solution.of_quantity(quantity), 1)
                is_open = number is Missing.UNDETERMINED
                assert cell == (quantity if is_open else number_of(number))
                compared += 1
    assert compared or len(solution.net.data) > 1


def number_of(number: Number | Missing) -> Number | Missing:
    return number if isinstance(number, Missing) else brief(number)
