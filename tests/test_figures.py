"""How numbers are shown: exact or as decimals, short in formulas, missing in matrices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.documents import solution_document
from symnn.documents.blocks import (
    Matrices,
    Number,
)
from symnn.documents.figures import Figures, brief
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Apply, Power, Product, Quotient, Sum
from symnn.network import network
from symnn.quantities import H, W, a, d, symbol, z
from tests.documents import example, lines_of, text

SQRT2 = Power(2, Fraction(1, 2))


@pytest.mark.parametrize(
    ("form", "digits", "shown"),
    [
        (5, None, Number(5)),
        (Fraction(-3, 4), None, Number(Fraction(-3, 4))),
        (10**20, None, Number(None, "1.00000e20".replace(".00000", ""), True)),
        (Fraction(10**9 + 7, 10**9 + 9), None, Number(None, "1.00000", True)),
        (SQRT2, None, Number(SQRT2, "1.41421", True)),
        (symbol("w"), None, Number(symbol("w"))),
        (5, 3, Number(5)),
        (Fraction(-3, 4), 3, Number(None, "-0.75")),
        (Fraction(1, 3), 3, Number(None, "0.333", True)),
        (SQRT2, 4, Number(None, "1.414", True)),
        (123456, 3, Number(None, "1.23e5", True)),
    ],
)
def test_numbers_are_exact_or_decimals_as_asked(form, digits, shown):
    found = Figures(Solution(network([1, 1], W=[[[2]]])), digits).closed(form)
    if form == 10**20:
        assert (found.exact, Fraction(found.decimal)) == (None, form)
    else:
        assert found == shown


@pytest.mark.parametrize(
    ("weights", "decimals"),
    [
        (["0.15", "2"], True),
        (["1/20"], True),
        (["1/2", "3/4"], False),
        (["0.15", "1/3"], False),
        (["2", "sqrt(2)"], False),
    ],
)
def test_a_network_written_in_decimals_is_solved_in_decimals(weights, decimals):
    net = network([len(weights), 1], W=[[[weight] for weight in weights]])
    assert Figures(Solution(net)).decimals is decimals


def test_a_decimal_that_does_not_end_is_a_fraction_with_its_decimal():
    found = Figures(Solution(network([1, 1], W=[[["0.3"]]]))).closed(Fraction(1, 3))
    assert found == Number(Fraction(1, 3), "0.333333", True)


def test_a_long_closed_form_gives_way_to_its_decimal():
    long = Quotient(1, Sum((1, Apply("exp", Fraction(-123456789, 1000001)), SQRT2)))
    found = Figures(Solution(network([1, 1], W=[[[2]]]))).closed(long)
    assert (found.exact, found.decimal) == (None, "0.414214")


def test_a_number_too_small_for_digits_is_about_zero():
    weight = "1e9*sqrt(2) + ln(3)/7"
    net = network([1, 1], W=[[[weight]]], activations=["tanh"], x=[1])
    assert "1 − (a₁⁽¹⁾)² ≈ 1 − 1.00000² ≈ 0" in text(net)


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (Number(5), Number(5)),
        (Number(SQRT2, "1.41421", True), Number(SQRT2)),
        (Number(None, "0.5"), Number(None, "0.5")),
        (
            Number(Quotient(1, Sum((1, Apply("exp", -5)))), "0.993307", True),
            Number(None, "0.993307", True),
        ),
    ],
)
def test_in_a_formula_a_number_has_one_form(number, short):
    assert brief(number) == short


def test_after_rounded_numbers_everything_is_about():
    line = lines_of(solution_document(example("mazur")))[z(2, 1)]
    assert [link.relation for link in line.links] == ["=", "≈", "≈"]
    exact = lines_of(solution_document(example("mazur")))[a(1, 1)]
    assert [link.relation for link in exact.links] == ["=", "=", "=", "≈"]


def test_a_sum_over_paths_is_that_of_the_chain_rule():
    document = solution_document(example("lecture22-backprop"), "both")
    formula = lines_of(document)[d(H(), W(1, 1, 1))].links[0].expression
    assert isinstance(formula, Sum)
    assert all(isinstance(term, Product) and len(term.factors) == 5 for term in formula.terms)


def test_a_missing_number_in_a_matrix_is_a_gap():
    document = solution_document(example("lecture22-dead-relu"))
    matrices = [
        m for block in document.blocks if isinstance(block, Matrices) for m in block.matrices
    ]
    assert matrices[-2].rows[0] == (Number(0), Missing.UNDETERMINED)
    assert matrices[0].rows[0] == (Number(-2), W(1, 1, 2))
