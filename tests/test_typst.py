"""Formulas in Typst: exact strings, all of which compile, and text that stays text."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.documents.blocks import Document, Matrix, Number, PutIn, Vector
from symnn.evaluate.value import Missing
from symnn.formula import (
    Apply,
    Constant,
    IndexedSum,
    Power,
    Product,
    Quotient,
    Sum,
    difference,
    minus,
    product,
)
from symnn.quantities import H, L, Letter, Quantity, W, a, b, d, slope, symbol, x, y, z
from symnn.render.pdf import compiled
from symnn.render.typst_document import typst
from symnn.render.typst_formula import TypstWriter
from symnn.render.typst_inline import TypstInscription
from symnn.render.typst_text import escape, letters, prose

_l, _i, _j = Letter("ℓ"), Letter("i"), Letter("j")


NAMES = [
    (x(3), "x_3", "x_3"),
    (y(1), "y_1", "y_1"),
    (H(2), "H_2", "H_2"),
    (b(1, 12), "b_12^((1))", "b_12^((1))"),
    (W(2, 10, 3), "W_(10,3)^((2))", "W_(10,3)^((2))"),
    (Quantity("W", 2), "W^((2))", "W^((2))"),
    (Quantity("a", 0), "arrow(a)^((0))", "arrow(a)^((0))"),
    (a(Letter("L"), _j), "a_j^((L))", "a_j^((L))"),
    (Quantity("x"), "arrow(x)", "arrow(x)"),
    (
        d(H(), Quantity("b", 1)),
        "frac(partial H, partial arrow(b)^((1)))",
        r"partial H \/ partial arrow(b)^((1))",
    ),
    (L.at(3), "L_3", "L_3"),
    (
        d(L, W(1, 1, 2)).at(12),
        "frac(partial L_12, partial W_12^((1)))",
        r"partial L_12 \/ partial W_12^((1))",
    ),
    (slope("relu", 1, 2), 'op("ReLU")\'(z_2^((1)))', 'op("ReLU")\'(z_2^((1)))'),
    (z(1, 2).at(4), "z_2^((1)) thin [4]", "z_2^((1)) thin [4]"),
]


@pytest.mark.parametrize(("quantity", "tall", "slashed"), NAMES)
def test_names(quantity, tall, slashed):
    assert TypstWriter().text(quantity) == tall
    assert TypstWriter(slashed=True).text(quantity) == slashed


SYMBOLS = [
    ("w", "w"),
    ("rate", 'italic("rate")'),
    ("lambda", "lambda"),
    ("λ", "λ"),
    ("ℓ", "ell"),
    ("w₁₀", "w_10"),
    ("w_out", 'w_(italic("out"))'),
    ("XᵀX", "X^T X"),
    ("2/n (XᵀX w − Xᵀy)", r"2 \/ n \( X^T X w − X^T y \)"),
    ("‖y‖²", 'class("normal", ‖) y class("normal", ‖)^2'),
    ("column 3", 'italic("column") space 3'),
    ("r₁, …", r"r_1 \, dots.h"),
    ("...", "dots.c"),
    ("0.25", "0.25"),
    ('#f("$\\', r"\# f \( \" \$ \\"),
    ("²", '""^2'),
]


@pytest.mark.parametrize(("name", "text"), SYMBOLS)
def test_symbols(name, text):
    assert letters(name) == TypstWriter().text(symbol(name)) == text


e = Apply("exp", 1)


ROOT = Power(2, Fraction(1, 2))


SHARE = Quotient(minus(y(1)), a(1, 1))


FORMULAS = [
    (Fraction(-1, 2), "-frac(1, 2)"),
    (Product((3, Power(Sum((1, e)), Fraction(1, 2)))), "3 dot sqrt(1 + e)"),
    (Power(Sum((1, x(1))), -2), "(1 + x_1)^(-2)"),
    (Power(x(1), Fraction(3, 2)), r"x_1^(3\/2)"),
    (Power(a(1, 1), 2), "(a_1^((1)))^2"),
    (Power(Fraction(1, 2), 2), "tall(frac(1, 2))^2"),
    (Power(Apply("exp", 2), 3), "(e^2)^3"),
    (Quotient(1, Sum((1, Apply("exp", -5)))), "frac(1, 1 + e^(-5))"),
    (Apply("exp", Fraction(-3, 4)), r"e^(-3 \/ 4)"),
    (Apply("exp", minus(z(1, 1))), 'op("exp")(-z_1^((1)))'),
    (Apply("exp", minus(symbol("z"))), "e^(-z)"),
    (Apply("sqrt", x(1)), "sqrt(x_1)"),
    (Apply("ln", Quotient(x(1), 2)), 'op("ln")tall(frac(x_1, 2))'),
    (Apply("sigmoid", Quotient(x(1), 2)), "σ tall(frac(x_1, 2))"),
    (Product((2, Constant("pi"))), "2 dot pi"),
    (minus(product(x(1), x(2))), "-x_1 thin x_2"),
    (Sum((x(1), product(-2, x(2)))), "x_1 - 2 dot x_2"),
    (difference(x(1), difference(x(2), 1)), "x_1 - (x_2 - 1)"),
    (Product((Fraction(1, 3), Sum((L.at(1), L.at(2))))), "frac(1, 3) dot (L_1 + L_2)"),
    (Product((SHARE, x(1))), "tall(-frac(y_1, a_1^((1)))) dot x_1"),
    (Sum((x(1), Product((SHARE, x(1))))), "x_1 + tall(-frac(y_1, a_1^((1)))) dot x_1"),
    (IndexedSum(_i, Letter("n"), Sum((x(_i), 1))), "sum_(i=1)^n (x_i + 1)"),
]


@pytest.mark.parametrize(("formula", "text"), FORMULAS)
def test_signs_and_brackets(formula, text):
    assert TypstWriter().text(formula) == text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Fraction(-1, 2), r"-1 \/ 2"),
        (Quotient(x(1), Sum((1, x(2)))), r"x_1 \/ (1 + x_2)"),
        (Product((SHARE, x(1))), r"(-y_1 \/ a_1^((1))) dot x_1"),
        (Power(Fraction(1, 2), 2), r"(1 \/ 2)^2"),
    ],
)
def test_in_a_sentence_quotients_have_a_slash(formula, text):
    assert TypstWriter(slashed=True).text(formula) == text


VALUES = {
    x(1): Number(2),
    x(2): Number(-3),
    x(3): Number(Fraction(1, 2)),
    x(5): Number(decimal="1.2e-7", rounded=True),
    x(6): Number(Sum((1, ROOT))),
}


PUT_IN = [
    (difference(x(2), x(2)), "-3 - (-3)"),
    (product(x(2), x(4)), "(-3) dot x_4"),
    (product(x(1), x(2)), "2 dot (-3)"),
    (Power(x(2), 2), "(-3)^2"),
    (Power(x(3), 2), "tall(frac(1, 2))^2"),
    (product(x(3), x(1)), "frac(1, 2) dot 2"),
    (Apply("relu", x(3)), 'op("ReLU")tall(frac(1, 2))'),
    (Apply("exp", x(2)), "e^(-3)"),
    (product(d(H(), z(1, 1)), x(1)), "frac(partial H, partial z_1^((1))) dot 2"),
    (product(x(5), x(1)), "1.2 dot 10^(-7) dot 2"),
    (product(x(6), x(1)), "(1 + sqrt(2)) dot 2"),
]


@pytest.mark.parametrize(("formula", "text"), PUT_IN)
def test_numbers_put_in(formula, text):
    assert TypstInscription().math(PutIn(formula, VALUES)) == text


PIECES = [
    (Number(Fraction(-3, 8)), "-0.375"),
    (Number(Fraction(1, 3)), "frac(1, 3)"),
    (Number(Apply("exp", Fraction(-1, 4))), "e^(-0.25)"),
    (Number(None, "-0.593270", True), "-0.593270"),
    (Number(e, "2.71828", True), "e approx 2.71828"),
    (Number(None, "-1.5e9"), "-1.5 dot 10^9"),
    (Missing.UNDETERMINED, '"?"'),
    (Missing.UNDEFINED, '"undefined"'),
    ('a $ "', r'"a $ \""'),
    (Vector((Number(1), Number(-2), x(3))), r"\(1\,-2\,x_3\)^T"),
]


@pytest.mark.parametrize(("piece", "text"), PIECES)
def test_pieces(piece, text):
    assert TypstInscription(decimals=True).math(piece) == text


def test_a_sum_comes_in_terms_with_their_words():
    put = PutIn(Sum((x(2), minus(x(4)), x(2))), VALUES)
    assert TypstInscription().equations(put) == [
        ("-3", "−3"),
        ('class("binary", -) x_4', "− x₄"),
        ('class("binary", +) (-3)', "+ (−3)"),
    ]


def test_a_matrix_has_its_rows_in_words():
    matrix = Matrix(Quantity("W", 1), ((Number(1), Number(Fraction(-1, 2))), (W(1, 2, 1), y(1))))
    assert TypstInscription().matrix(matrix) == [
        (
            "W^((1)) = mat(1, -frac(1, 2); W_21^((1)), y_1)",
            "W⁽¹⁾ = [1, −1/2; W₂₁⁽¹⁾, y₁]",
        )
    ]


def test_a_wide_matrix_comes_in_parts():
    row = tuple(Number(decimal=f"0.{k:06}") for k in range(16))
    first, last = TypstInscription().matrix(Matrix(symbol("X"), (row,)))
    assert first.alt.startswith("X = [0.000000, 0.000001,")
    assert first.alt.endswith("0.000008]")
    assert last.math.startswith('"column 10 on" = mat(0.000009,')


def test_a_quotient_by_a_long_sum_can_be_broken():
    long = Sum(tuple(Apply("exp", z(1, j)) for j in range(1, 13)))
    first, second, *_, last = TypstInscription().equations(Quotient(minus(x(1)), long))
    assert first == (r'(-x_1) \/ \(op("exp")(z_1^((1)))', "(−x₁)/(exp(z₁⁽¹⁾)")
    assert second == ('class("binary", +) op("exp")(z_2^((1)))', "+ exp(z₂⁽¹⁾)")
    assert last == (r'class("binary", +) op("exp")(z_12^((1)))\)', "+ exp(z₁₂⁽¹⁾))")


def test_everything_in_these_tables_compiles():
    page = typst(Document(("All formulas",), ()))
    formulas = [text for _, *texts in NAMES for text in texts]
    formulas += [text for _, text in (*SYMBOLS, *FORMULAS, *PUT_IN, *PIECES)]
    lines = [f"#d({escape(text)}, ${text}$)\n\n" for text in formulas]
    assert compiled(page + "".join(lines)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Sample 1, of 3 (two): why?", "Sample 1, of 3 (two): why?"),
        ("By claim #1:", '#"By claim #1:";'),
        ("1. first", '#"1. first";'),
        ("= no heading", '#"= no heading";'),
        ("--only", '#"--only";'),
        ("and so on...", '#"and so on...";'),
        ("two  spaces", '#"two  spaces";'),
        ('"quoted" \\', r'#"\"quoted\" \\";'),
        ("a\nb\x00c\ud800", '#"a b\\u{0}c\N{REPLACEMENT CHARACTER}";'),
    ],
)
def test_prose_is_text_whatever_stands_in_it(text, markup):
    assert prose(text) == markup
