"""Formulas of matrices as every format writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.documents import Document
from symnn.documents.blocks import Grid, Line, Link, MatrixLines, Number, OfMatrices
from symnn.evaluate.value import Missing
from symnn.formula import minus
from symnn.matrix_formula import (
    Hadamard,
    Mapped,
    MatrixProduct,
    MatrixSum,
    Scaled,
    Transposed,
    Whole,
    Written,
)
from symnn.quantities import (
    H,
    L,
    Letter,
    Quantity,
    R,
    W,
    a,
    b,
    d,
    d_a,
    d_z,
    new,
    slope,
    symbol,
    x,
    y,
    z,
)
from symnn.render.html_math import HtmlInscription
from symnn.render.inline import Inscription
from symnn.render.latex_inline import LatexInscription
from symnn.render.latex_width import broken, width
from symnn.render.terminal import to_text
from symnn.render.typst_inline import TypstInscription


def array(sides: str, body: str) -> str:
    """A matrix in LaTeX, its columns to the right."""
    return rf"\left(\begin{{array}}{{@{{}}{sides}@{{}}}} {body} \end{{array}}\right)"


two, column = Whole(W(1, 0, 0), (2, 2)), Whole(x(0), (2, 1))


bias, gradient = Whole(b(1, 0), (2, 1)), Whole(d_z(H(), 1, 0), (2, 1))


slopes = Whole(slope("relu", 1, 0), (2, 1))


law = MatrixSum((MatrixProduct(Transposed(two), column), bias))


def numbered(*rows: tuple[int, ...]) -> Grid:
    return Grid(tuple(tuple(map(Number, row)) for row in rows))


put = {
    two: Grid(((Number(2), symbol("w")), (Number(-3), Number(Fraction(1, 2))))),
    column: numbered((2,), (-1,)),
    bias: Grid(((Missing.UNDEFINED,), (b(1, 2),))),
    gradient: numbered((4,), (0,)),
    slopes: numbered((1,), (0,)),
}


rate = symbol("λ")


FORMULAS = [
    (
        OfMatrices(law),
        r"[W^{(1)}]^T \, \vec{x} + \vec{b}^{(1)}",
        '[W^((1))]^T thin arrow(x) class("binary", +) arrow(b)^((1))',
        "[W⁽¹⁾]ᵀ x + b⁽¹⁾",
        "[W1]^T * x + b1",
    ),
    (
        OfMatrices(law, put),
        array("rr", r"2 & -3 \\[1.4ex] w & \frac{1}{2}")
        + r" \, "
        + array("r", r"2 \\ -1")
        + r" + "
        + array("r", r"\text{undefined} \\[0.7ex] b_2^{(1)}"),
        'mat(2, -3; w, frac(1, 2)) thin mat(2; -1) class("binary", +) mat("undefined"; b_2^((1)))',
        "[2, −3; w, 1/2] [2; −1] + [undefined; b₂⁽¹⁾]",
        "[2, -3; w, 1/2] * [2; -1] + [undefined; b1_2]",
    ),
    (
        OfMatrices(Hadamard(gradient, slopes)),
        r"\frac{\partial H}{\partial \vec{z}^{(1)}} \odot \operatorname{ReLU}'(\vec{z}^{(1)})",
        'frac(partial H, partial arrow(z)^((1))) class("binary", ⊙) op("ReLU")\'(arrow(z)^((1)))',
        "∂H/∂z⁽¹⁾ ⊙ ReLU′(z⁽¹⁾)",
        "dH/dz1 .* relu_prime(z1)",
    ),
    (
        OfMatrices(Hadamard(gradient, slopes), put),
        array("r", r"4 \\ 0") + r" \odot " + array("r", r"1 \\ 0"),
        'mat(4; 0) class("binary", ⊙) mat(1; 0)',
        "[4; 0] ⊙ [1; 0]",
        "[4; 0] .* [1; 0]",
    ),
    (
        OfMatrices(MatrixProduct(column, Transposed(gradient))),
        r"\vec{x} \, \left[\frac{\partial H}{\partial \vec{z}^{(1)}}\right]^T",
        "arrow(x) thin lr(size: #100%, [frac(partial H, partial arrow(z)^((1)))])^T",
        "x [∂H/∂z⁽¹⁾]ᵀ",
        "x * [dH/dz1]^T",
    ),
    (
        OfMatrices(MatrixProduct(column, Transposed(gradient)), put),
        array("r", r"2 \\ -1") + r" \, " + array("rr", r"4 & 0"),
        "mat(2; -1) thin mat(4, 0)",
        "[2; −1] [4, 0]",
        "[2; -1] * [4, 0]",
    ),
    (
        OfMatrices(Mapped("sigmoid", column)),
        r"\sigma(\vec{x})",
        "σ(arrow(x))",
        "σ(x)",
        "sigmoid(x)",
    ),
    (
        OfMatrices(Mapped("sigmoid", column), put),
        r"\sigma" + array("r", r"2 \\ -1"),
        "σ mat(2; -1)",
        "σ [2; −1]",
        "sigmoid [2; -1]",
    ),
    (
        OfMatrices(MatrixSum((bias, Scaled(minus(rate), gradient)))),
        r"\vec{b}^{(1)} - \lambda \, \frac{\partial H}{\partial \vec{z}^{(1)}}",
        'arrow(b)^((1)) class("binary", -) λ thin frac(partial H, partial arrow(z)^((1)))',
        "b⁽¹⁾ − λ ∂H/∂z⁽¹⁾",
        "b1 - lambda * dH/dz1",
    ),
    (
        OfMatrices(Scaled(2, MatrixSum((column, Scaled(-1, bias))))),
        r"2 \, (\vec{x} - \vec{b}^{(1)})",
        '2 thin (arrow(x) class("binary", -) arrow(b)^((1)))',
        "2 (x − b⁽¹⁾)",
        "2 * (x - b1)",
    ),
    (
        OfMatrices(Scaled(Fraction(1, 2), MatrixSum((column, bias))), put),
        r"\frac{1}{2} \, \left("
        + array("r", r"2 \\ -1")
        + " + "
        + array("r", r"\text{undefined} \\[0.7ex] b_2^{(1)}")
        + r"\right)",
        'frac(1, 2) thin tall(mat(2; -1) class("binary", +) mat("undefined"; b_2^((1))))',
        "1/2 · ([2; −1] + [undefined; b₂⁽¹⁾])",
        "1/2 * ([2; -1] + [undefined; b1_2])",
    ),
    (
        OfMatrices(Written(((minus(y(1)),), (a(1, 2),))), {}, {y(1): Number(3)}),
        array("r", r"-3 \\[0.7ex] a_2^{(1)}"),
        "mat(-3; a_2^((1)))",
        "[−3; a₂⁽¹⁾]",
        "[-3; a1_2]",
    ),
]


@pytest.mark.parametrize(("formula", "in_latex", "in_typst", "in_unicode", "in_ascii"), FORMULAS)
def test_every_kind_of_formula_has_its_form(formula, in_latex, in_typst, in_unicode, in_ascii):
    assert LatexInscription().math(formula) == in_latex
    assert TypstInscription().math(formula) == in_typst
    assert Inscription().text(formula) == in_unicode
    assert Inscription(unicode=False).text(formula) == in_ascii


@pytest.mark.parametrize("formula", [formula for formula, *_ in FORMULAS])
def test_parts_of_a_formula_say_in_words_what_they_show(formula):
    parts = TypstInscription().equations(formula)
    assert " ".join(part.alt for part in parts) == Inscription().text(formula)


@pytest.mark.parametrize("formula", [formula for formula, *_ in FORMULAS])
def test_a_formula_in_html_is_cut_outside_its_matrices(formula):
    for part in HtmlInscription().formulas(formula):
        assert part.count(r"\begin{array}") == part.count(r"\end{array}")
        assert part.count("<mtable") == part.count("</mtable>")
        assert "[0.7ex]" not in part


NAMES = [
    (z(2, 0), "z⁽²⁾", "z2"),
    (d_z(H(2), 2, 0), "∂H₂/∂z⁽²⁾", "dH2/dz2"),
    (d(L, W(1, 0, 0)).at(3), "∂L₃/∂W⁽¹⁾", "dL/dW1@3"),
    (slope("relu", 1, 0), "ReLU′(z⁽¹⁾)", "relu_prime(z1)"),
    (d(a(2, 0), z(2, 0)), "∂a⁽²⁾/∂z⁽²⁾", "da2/dz2"),
    (new(W(1, 0, 0)), "new W⁽¹⁾", "new_W1"),
    (new(b(1, 0)), "new b⁽¹⁾", "new_b1"),
    (d(R, b(1, 0)), "∂R/∂b⁽¹⁾", "dR/db1"),
    (d_a(H(), 0, 0), "∂H/∂x", "dH/dx"),
    (Quantity("y"), "y", "y"),
    (z(Letter("ℓ"), 0), "z⁽ˡ⁾", "z(l)"),
]


@pytest.mark.parametrize(("name", "in_unicode", "in_ascii"), NAMES)
def test_columns_and_matrices_have_names(name, in_unicode, in_ascii):
    assert Inscription().text(name) == in_unicode
    assert Inscription(unicode=False).text(name) == in_ascii


def test_latex_measures_a_matrix_by_its_columns():
    narrow, wide = (
        array("r", r"1 \\ 2"),
        array("rr", r"1 & 2"),
    )
    assert width(narrow) < width(wide) < 2 * width(narrow) + 2
    assert width(array("r", r"1 \\[0.7ex] 222")) == width(array("r", r"222 \\ 1"))
    assert width(f"{wide} + x") > width(wide) + 1.5


def test_latex_breaks_a_product_between_its_factors():
    factor = array("rr", r"1 & 2 + 3 \\ 3 & 4, 5")
    formula = rf"{factor} \, {factor} + {factor}"
    for room in (12, 5):
        parts = broken(formula, room)
        assert len(parts) > 1
        assert " ".join(parts) == formula
        assert all(part.count("begin") == part.count("end") for part in parts)


def test_brackets_are_as_high_as_what_is_in_them():
    law = Scaled(2, MatrixSum((column, Scaled(-1, bias))))
    entries = {column: numbered((1,), (2,), (3,)), bias: numbered((0,), (5,), (-6,))}
    line = Line(z(1, 0), (Link("=", OfMatrices(law, entries)),))
    assert to_text(Document(("high",), (MatrixLines((line,)),)), 60).splitlines()[-3:] == [
        "           ⎛⎡1⎤   ⎡ 0⎤⎞",
        "  z⁽¹⁾ = 2 ⎜⎢2⎥ − ⎢ 5⎥⎟",
        "           ⎝⎣3⎦   ⎣−6⎦⎠",
    ]
