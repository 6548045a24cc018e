"""LaTeX: exact strings for every kind of quantity, formula and piece."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.documents.blocks import (
    Number,
    PutIn,
    Vector,
)
from symnn.evaluate.value import Missing
from symnn.formula import (
    Apply,
    Constant,
    Formula,
    IndexedSum,
    Power,
    Product,
    Quotient,
    Sum,
    difference,
    minus,
)
from symnn.quantities import H, L, Letter, Quantity, R, W, a, b, d, new, slope, symbol, x, y, z
from symnn.render.latex_formula import LatexWriter
from symnn.render.latex_inline import LatexInscription

HOSTILE = r"\input{/etc/passwd} %$&#_{}~^ \write18{ls} $$ \end{document} -- '' ``"


NEEDS_TEX = pytest.mark.needs("pdflatex")


ell, i, j, k = Letter("ℓ"), Letter("i"), Letter("j"), Letter("k")


half = Fraction(1, 2)


def written(formula: Formula) -> str:
    return LatexWriter().text(formula)


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (x(1), "x_1"),
        (Quantity("x"), r"\vec{x}"),
        (W(1, 1, 1), "W_{11}^{(1)}"),
        (W(2, 10, 3), "W_{10,3}^{(2)}"),
        (Quantity("W", 2), "W^{(2)}"),
        (b(1, 12), "b_{12}^{(1)}"),
        (Quantity("b", 1), r"\vec{b}^{(1)}"),
        (z(2, 1), "z_1^{(2)}"),
        (z(2, 1).at(3), "z_1^{(2)[3]}"),
        (a(ell - 1, i), r"a_i^{(\ell-1)}"),
        (a(Letter("L"), 1), "a_1^{(L)}"),
        (Quantity("a", 0), r"\vec{a}^{(0)}"),
        (y(2), "y_2"),
        (x(1).at(2), "x_1^{[2]}"),
        (H(), "H"),
        (H(2), "H_2"),
        (L, "L"),
        (L.at(3), "L_3"),
        (R, "R"),
        (new(W(1, 1, 1)), r"W_{11}^{(1),\text{new}}"),
        (new(b(1, 2)), r"b_2^{(1),\text{new}}"),
        (slope("relu", 1, 2), r"\operatorname{ReLU}'(z_2^{(1)})"),
        (slope("sigmoid", 1, 2), r"\sigma'(z_2^{(1)})"),
        (slope("g", 2, 1), r"g'(z_1^{(2)})"),
        (slope("tanh", 2, 1), r"\tanh'(z_1^{(2)})"),
        (d(H(), W(1, 1, 1)), r"\frac{\partial H}{\partial W_{11}^{(1)}}"),
        (d(L, W(1, 1, 1)).at(2), r"\frac{\partial L_2}{\partial W_{11}^{(1)}}"),
        (d(a(2, 1), z(2, 3)), r"\frac{\partial a_1^{(2)}}{\partial z_3^{(2)}}"),
        (d(H(), Quantity("b", 1)), r"\frac{\partial H}{\partial \vec{b}^{(1)}}"),
        (symbol("w"), "w"),
        (symbol("w12"), "w_{12}"),
        (symbol("alpha"), r"\alpha"),
        (symbol("rate"), r"\mathrm{rate}"),
        (symbol("w_in_1"), r"w_{\mathrm{in},1}"),
    ],
)
def test_every_kind_of_quantity_has_its_name(quantity, text):
    assert written(quantity) == text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (-3, "-3"),
        (Fraction(3, 4), r"\frac{3}{4}"),
        (Fraction(-3, 4), r"-\frac{3}{4}"),
        (Constant("pi"), r"\pi"),
        (Sum((x(1), minus(x(2)), Fraction(-1, 2))), r"x_1 - x_2 - \frac{1}{2}"),
        (Product((2, 3)), r"2 \cdot 3"),
        (Product((-1, x(1), x(2))), r"-x_1 \, x_2"),
        (Product((2, difference(x(1), y(1)))), r"2 \, (x_1 - y_1)"),
        (Product((2, -3)), r"2 \cdot (-3)"),
        (Product((2, Fraction(3, 4))), r"2 \cdot \frac{3}{4}"),
        (Product((2, Fraction(-3, 4))), r"2 \cdot \left(-\frac{3}{4}\right)"),
        (Product((2, Constant("pi"))), r"2 \, \pi"),
        (Product((2, Sum((1, Quotient(1, x(1)))))), r"2 \, \left(1 + \frac{1}{x_1}\right)"),
        (Quotient(1, Sum((1, x(1)))), r"\frac{1}{1 + x_1}"),
        (Quotient(minus(y(1)), a(1, 1)), r"-\frac{y_1}{a_1^{(1)}}"),
        (Power(2, half), r"\sqrt{2}"),
        (Product((3, Power(2, half))), r"3 \, \sqrt{2}"),
        (Power(x(1), 2), "x_1^2"),
        (Power(x(1), -1), "x_1^{-1}"),
        (Power(x(1), Fraction(3, 2)), "x_1^{3/2}"),
        (Power(a(1, 1), 2), "(a_1^{(1)})^2"),
        (Power(half, 2), r"\left(\frac{1}{2}\right)^2"),
        (Power(-2, 2), "(-2)^2"),
        (Power(difference(x(1), y(1)), 2), "(x_1 - y_1)^2"),
        (Apply("exp", 1), "e"),
        (Apply("exp", -5), "e^{-5}"),
        (Apply("exp", Fraction(-3, 2)), "e^{-3/2}"),
        (Apply("exp", minus(z(1, 1))), r"\exp(-z_1^{(1)})"),
        (Apply("ln", 2), r"\ln(2)"),
        (Apply("ln", Fraction(3, 2)), r"\ln\left(\frac{3}{2}\right)"),
        (Apply("sqrt", 2), r"\sqrt{2}"),
        (Apply("erf", x(1)), r"\operatorname{erf}(x_1)"),
        (Apply("abs", difference(x(1), y(1))), r"\lvert x_1 - y_1 \rvert"),
        (Apply("abs", half), r"\left\lvert \frac{1}{2} \right\rvert"),
        (Apply("sign_prime", x(1)), r"\operatorname{sign}'(x_1)"),
        (
            IndexedSum(k, Letter("n", sub=ell + 1), Product((z(ell + 1, k), W(ell + 1, j, k)))),
            r"\sum_{k=1}^{n_{\ell+1}} z_k^{(\ell+1)} \, W_{jk}^{(\ell+1)}",
        ),
        (Sum((x(1), symbol("..."))), r"x_1 + \dots"),
    ],
)
def test_every_kind_of_formula_has_its_form(formula, text):
    assert written(formula) == text


TWO = Sum((Product((W(1, 1, 1), x(1))), minus(Product((W(1, 2, 1), x(2)))), b(1, 1)))


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        (Number(Fraction(1, 3), "0.333333", True), r"\frac{1}{3} \approx 0.333333"),
        (Number(Fraction(1, 4), "0.25"), r"\frac{1}{4} = 0.25"),
        (Number(decimal="-1.2e-7", rounded=True), r"-1.2 \cdot 10^{-7}"),
        (Vector((Number(3), Number(-2), b(1, 3))), "(3, -2, b_3^{(1)})^T"),
        (Vector((Number(half), Number(1))), r"\left(\frac{1}{2}, 1\right)^T"),
        (Missing.UNDETERMINED, "?"),
        (Missing.UNDEFINED, r"\text{undefined}"),
        ("...", r"\dots"),
        ("50 % off", r"\text{50 \% off}"),
        (
            PutIn(TWO, {W(1, 1, 1): Number(2), x(1): Number(-1), W(1, 2, 1): Number(-3)}),
            r"2 \cdot (-1) - (-3) \cdot x_2 + b_1^{(1)}",
        ),
        (
            PutIn(TWO, {x(1): Number(half), W(1, 2, 1): Number(decimal="0.5")}),
            r"W_{11}^{(1)} \cdot \frac{1}{2} - 0.5 \cdot x_2 + b_1^{(1)}",
        ),
        (PutIn(Apply("exp", minus(z(1, 1))), {z(1, 1): Number(-3)}), "e^{-(-3)}"),
        (PutIn(Apply("exp", z(1, 1)), {z(1, 1): Number(decimal="0.25")}), "e^{0.25}"),
        (PutIn(Power(z(1, 1), 2), {z(1, 1): Number(-3)}), "(-3)^2"),
        (d(H(), x(1)), r"\frac{\partial H}{\partial x_1}"),
    ],
)
def test_every_piece_has_its_form(piece, text):
    assert LatexInscription().math(piece) == text


def test_fractions_in_numbers_are_decimals_where_these_are_wanted():
    pieces = (Number(half), PutIn(Product((half, x(1))), {x(1): Number(-half)}), half)
    made = [LatexInscription(decimals=True).math(piece) for piece in pieces]
    assert made == ["0.5", r"0.5 \cdot (-0.5)", r"\frac{1}{2}"]


def test_a_derivative_in_a_sentence_has_a_slash():
    words = ("since ", d(H(), z(1, 1)), " = 0 & more")
    expected = r"since $\partial H/\partial z_1^{(1)}$ = 0 \& more"
    assert LatexInscription().sentence(words) == expected
