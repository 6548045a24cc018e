"""Documents in the terminal: golden pages to be read by people, and the rules they keep.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_terminal.py` writes the pages anew; read the difference.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise

import pytest
from rich.cells import cell_len
from rich.console import Console

from symnn.documents import Document
from symnn.documents.blocks import Number, PutIn
from symnn.formula import Apply, Constant, Power, Product, Quotient, Sum, difference, minus, product
from symnn.quantities import H, L, Letter, Quantity, W, a, b, d, new, slope, symbol, x, y, z
from symnn.render.ascii import AsciiWriter
from symnn.render.inline import Inscription
from symnn.render.terminal import can_write, render, to_text
from symnn.render.unicode import UnicodeWriter
from symnn.render.wrap import broken_formula, broken_words
from tests.examples import FOLDER
from tests.goldens import check
from tests.pages import PAGES, page


def printed(name: str, method: str = "") -> Document:
    """A page as it is printed: without a drawing."""
    return page(name, method, drawn=False)


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_golden_one(name, width):
    check(f"terminal/{name}.{width}.txt", to_text(printed(name), width))


def test_the_plain_page_is_the_golden_one():
    check(
        "terminal/lecture22-forward.plain.80.txt", to_text(printed("lecture22-forward"), 80, False)
    )


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", [40, 47, 60, 80, 140])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_printed(name, width, unicode):
    for method in ("backprop", "both"):
        lines = to_text(printed(name, method), width, unicode).splitlines()
        assert [line for line in lines if cell_len(line) > width] == []
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_plain_page_is_ascii(name):
    text = to_text(printed(name), 80, unicode=False)
    text.encode("ascii")
    unknown_signs = re.findall(r"\w\?|\?\w", text.replace("agree?", ""))
    assert unknown_signs == []


@pytest.mark.parametrize("name", PAGES)
def test_colours_change_nothing_but_the_colours(name):
    coloured = to_text(printed(name), 80, colour=True)
    assert "\x1b[" in coloured
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in without.splitlines()] == to_text(
        printed(name), 80
    ).splitlines()


def test_a_console_without_colour_gets_none():
    out = io.StringIO()
    render(
        page("lecture22-forward"), Console(file=out, width=80, no_color=True, force_terminal=True)
    )
    assert "\x1b[" not in out.getvalue()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-8"])
def test_every_stdout_can_be_printed_to(encoding):
    code = (
        "import sys; from symnn.api import shape; from symnn.documents import derivation_document;"
        "from symnn.render.terminal import print_document;"
        "print_document(derivation_document(shape([1, 1])), width=60)"
    )
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(FOLDER.parent)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment)
    assert done.stderr == b""
    assert ("W₁₁⁽¹⁾" if encoding == "utf-8" else "W1_11") in done.stdout.decode(encoding)


def test_rich_is_imported_only_to_lay_out_text():
    code = "import sys, symnn.render.terminal; sys.exit('rich' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(FOLDER.parent)}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0


@pytest.mark.parametrize(
    ("encoding", "can"),
    [("utf-8", True), ("ascii", False), ("cp1252", False), (None, True), ("no", False)],
)
def test_an_encoding_is_asked_what_it_can_write(encoding, can):
    assert can_write(encoding) is can


@pytest.mark.parametrize(
    ("quantity", "text", "plain"),
    [
        (W(2, 10, 3), "W₁₀,₃⁽²⁾", "W2_10_3"),
        (Quantity("W", 2), "W⁽²⁾", "W2"),
        (d(H(), Quantity("b", 1)), "∂H/∂b⁽¹⁾", "dH/db1"),
        (Quantity("x"), "x", "x"),
        (d(H(2), z(1, 3)), "∂H₂/∂z₃⁽¹⁾", "dH2/dz1_3"),
        (L.at(3), "L₃", "L@3"),
        (d(L, W(1, 1, 2)).at(12), "∂L₁₂/∂W₁₂⁽¹⁾", "dL/dW1_12@12"),
        (slope("relu", 1, 2), "ReLU′(z₂⁽¹⁾)", "relu_prime(z1_2)"),
        (d(a(2, 1), z(2, 3)), "∂a₁⁽²⁾/∂z₃⁽²⁾", "da2_1/dz2_3"),
        (new(b(1, 1)), "new b₁⁽¹⁾", "new_b1_1"),
        (z(1, 2).at(4), "z₂⁽¹⁾ [4]", "z1_2@4"),
        (a(Letter("L"), Letter("j")), "aⱼ⁽ᴸ⁾", "a(L)_j"),
        (symbol("w"), "w", "w"),
    ],
)
def test_names(quantity, text, plain):
    assert UnicodeWriter().text(quantity) == text
    assert AsciiWriter().text(quantity) == plain


e = Apply("exp", 1)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Power(2, Fraction(1, 2)), "√2"),
        (Product((3, Power(Sum((1, e)), Fraction(1, 2)))), "3·√(1 + e)"),
        (Power(Sum((1, x(1))), -2), "(1 + x₁)⁻²"),
        (Power(x(1), Fraction(3, 2)), "x₁^(3/2)"),
        (Quotient(1, Sum((1, Apply("exp", -5)))), "1/(1 + e⁻⁵)"),
        (Apply("exp", Fraction(-3, 4)), "exp(−3/4)"),
        (Product((2, Constant("pi"))), "2·π"),
        (minus(product(x(1), x(2))), "−x₁ x₂"),
        (Sum((x(1), product(-2, x(2)))), "x₁ − 2·x₂"),
        (difference(x(1), difference(x(2), 1)), "x₁ − (x₂ − 1)"),
        (Product((Fraction(1, 3), Sum((L.at(1), L.at(2))))), "1/3 · (L₁ + L₂)"),
        (Product((Quotient(minus(y(1)), a(1, 1)), x(1))), "(−y₁/a₁⁽¹⁾)·x₁"),
        (Sum((x(1), Product((Quotient(minus(y(1)), a(1, 1)), x(1))))), "x₁ + (−y₁/a₁⁽¹⁾)·x₁"),
    ],
)
def test_signs_and_brackets(formula, text):
    assert UnicodeWriter().text(formula) == text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Sum((product(x(1), x(2)), product(x(2), x(1)), x(2))), "2·(−3) + (−3)·2 + (−3)"),
        (difference(x(2), x(2)), "−3 − (−3)"),
        (Power(x(2), 2), "(−3)²"),
        (product(x(3), x(1)), "(1/2)·2"),
        (Apply("relu", x(2)), "ReLU(−3)"),
        (product(x(2), x(4)), "(−3)·x₄"),
        (product(d(H(), z(1, 1)), x(1)), "∂H/∂z₁⁽¹⁾ · 2"),
        (product(x(5), x(1)), "1.2·10⁻⁷·2"),
        (product(x(6), x(1)), "(1 + √2)·2"),
    ],
)
def test_numbers_put_in(formula, text):
    values = {
        x(1): Number(2),
        x(2): Number(-3),
        x(3): Number(Fraction(1, 2)),
        x(5): Number(decimal="1.2e-7", rounded=True),
        x(6): Number(Sum((1, Power(2, Fraction(1, 2))))),
    }
    assert Inscription().text(PutIn(formula, values)) == text


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (Number(Fraction(-3, 8)), False, "−3/8"),
        (Number(Fraction(-3, 8)), True, "−0.375"),
        (Number(Fraction(1, 3)), True, "1/3"),
        (Number(Fraction(151, 4000000)), True, "0.00003775"),
        (Number(Apply("exp", Fraction(-1, 4))), True, "exp(−0.25)"),
        (Number(None, "-0.593270", True), False, "−0.593270"),
        (Number(e, "2.71828", True), False, "e ≈ 2.71828"),
        (Number(None, "1.5e9"), False, "1.5·10⁹"),
    ],
)
def test_numbers(number, decimals, text):
    assert Inscription(decimals=decimals).text(number) == text


@pytest.mark.parametrize("room", [8, 12, 20, 33, 60])
@pytest.mark.parametrize(
    "text",
    [
        "0.4·0.593270 + 0.45·0.596884 + 0.6",
        "(0.751365 − 0.01)·0.186816·0.4·0.241301·0.05 + (0.772928 − 0.99)·0.175510",
        "∂H/∂z₁⁽²⁾ · W₁₁⁽²⁾ + ∂H/∂z₂⁽²⁾ · W₁₂⁽²⁾ + ∂H/∂z₃⁽²⁾ · W₁₃⁽²⁾",
        "(3, −2, −2, 0.00043, 17/3)ᵀ",
    ],
)
def test_a_broken_formula_keeps_its_numbers_and_its_text(text, room):
    pieces = broken_formula(text, room)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    for left, right in pairwise(pieces):
        assert not (re.search(r"[\d.]$", left) and re.search(r"^[\d.]", right))
    longest = max(cell_len(token) for token in re.split(r"[ ]|(?=·)", text))
    assert all(cell_len(piece) <= max(room, longest) for piece in pieces)


def test_a_sum_is_broken_before_its_signs_first():
    text = "(a − b) · c · d + (e − f) · g · h"
    assert broken_formula(text, 20) == ["(a − b) · c · d", "+ (e − f) · g · h"]


def test_a_formula_in_a_sentence_is_not_torn():
    sentence = Inscription().sentence(("the derivative ", product(d(H(), z(1, 1)), x(1)), " is"))
    assert broken_words(sentence, 20) == ["the derivative", "∂H/∂z₁⁽¹⁾ · x₁ is"]
