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
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.api import agreement, shape, solve
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.blocks import Number, PutIn
from symnn.evaluate.comparison import compare
from symnn.formula import Apply, Constant, Power, Product, Quotient, Sum, difference, minus, product
from symnn.losses import LOSSES
from symnn.quantities import H, L, Letter, Quantity, R, W, a, b, d, new, slope, symbol, x, y, z
from symnn.render.ascii import AsciiWriter
from symnn.render.inline import Inscription
from symnn.render.terminal import can_write, render, to_text
from symnn.render.unicode import UnicodeWriter
from symnn.render.wrap import broken_formula, broken_words
from symnn.rules import RULES, rule_for

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "terminal"
EXAMPLES = {
    "lecture22-forward": "backprop",
    "lecture22-backprop": "both",
    "lecture22-dead-relu": "backprop",
    "mazur": "backprop",
    "softmax": "backprop",
    "descent": "chain-rule",
}
SHAPES = {"derive-2-3-1": [2, 3, 1], "derive-2-2-2-1": [2, 2, 2, 1]}
PAGES = (*EXAMPLES, *SHAPES)


def page(name: str, method: str = "") -> Document:
    """The document of an example or a shape, as it is printed: without a drawing."""
    if name in SHAPES:
        net = shape(SHAPES[name])
        return derivation_document(net, method or "both", (), agreement(net), drawn=False)
    solution = solve(str(ROOT / "examples" / f"{name}.yaml"))
    compared = compare(solution)
    return solution_document(solution, method or EXAMPLES[name], None, compared, drawn=False)


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_golden_one(name, width):
    check_golden(f"{name}.{width}.txt", to_text(page(name), width))


def test_the_plain_page_is_the_golden_one():
    check_golden("lecture22-forward.plain.80.txt", to_text(page("lecture22-forward"), 80, False))


def check_golden(file: str, text: str) -> None:
    path = GOLDEN / file
    if os.environ.get("SYMNN_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", [40, 47, 60, 80, 140])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_page(name, width, unicode):
    for method in ("backprop", "both"):
        lines = to_text(page(name, method), width, unicode).splitlines()
        assert [line for line in lines if cell_len(line) > width] == []
        assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_plain_page_is_ascii(name):
    text = to_text(page(name), 80, unicode=False)
    text.encode("ascii")
    unknown_signs = re.findall(r"\w\?|\?\w", text.replace("agree?", ""))
    assert unknown_signs == []


@pytest.mark.parametrize("name", PAGES)
def test_colours_change_nothing_but_the_colours(name):
    coloured = to_text(page(name), 80, colour=True)
    assert "\x1b[" in coloured
    without = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in without.splitlines()] == to_text(page(name), 80).splitlines()


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
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment)
    assert done.stderr == b""
    assert ("W₁₁⁽¹⁾" if encoding == "utf-8" else "W1_11") in done.stdout.decode(encoding)


def test_rich_is_imported_only_to_lay_out_text():
    code = "import sys, symnn.render.terminal; sys.exit('rich' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0


@pytest.mark.parametrize(
    ("encoding", "can"),
    [("utf-8", True), ("ascii", False), ("cp1252", False), (None, True), ("no", False)],
)
def test_an_encoding_is_asked_what_it_can_write(encoding, can):
    assert can_write(encoding) is can


_l, _i, _j = Letter("ℓ"), Letter("i"), Letter("j")

GENERAL_LAWS = [
    (z(_l, _j), "zⱼ⁽ˡ⁾ = Σᵢ Wᵢⱼ⁽ˡ⁾ aᵢ⁽ˡ⁻¹⁾ + bⱼ⁽ˡ⁾", "sum_i(W(l)_ij*a(l-1)_i) + b(l)_j"),
    (a(_l, _j), "aⱼ⁽ˡ⁾ = g(zⱼ⁽ˡ⁾)", "g(z(l)_j)"),
    (slope("g", _l, _j), "g′(zⱼ⁽ˡ⁾) = g′(zⱼ⁽ˡ⁾)", "g_prime(z(l)_j)"),
    (d(a(_l, _i), z(_l, _j)), "∂aᵢ⁽ˡ⁾/∂zⱼ⁽ˡ⁾ = g′(zⱼ⁽ˡ⁾)", "g_prime(z(l)_j)"),
    (H(), "H = a₁⁽ᴸ⁾", "a(L)_1"),
    *[
        (target, text.replace("∂H", f"∂{of}"), ascii_text.replace("dH", f"d{of}"))
        for of in (H(), L)
        for target, text, ascii_text in [
            (
                d(of, a(_l, _j)),
                "∂H/∂aⱼ⁽ˡ⁾ = Σₖ ∂H/∂zₖ⁽ˡ⁺¹⁾ · Wⱼₖ⁽ˡ⁺¹⁾",
                "sum_k(dH/dz(l+1)_k*W(l+1)_jk)",
            ),
            (d(of, x(_j)), "∂H/∂xⱼ = Σₖ₌₁ⁿ ∂H/∂zₖ⁽¹⁾ · Wⱼₖ⁽¹⁾", "sum_k(dH/dz1_k*W1_jk)"),
            (d(of, z(_l, _j)), "∂H/∂zⱼ⁽ˡ⁾ = ∂H/∂aⱼ⁽ˡ⁾ · g′(zⱼ⁽ˡ⁾)", "dH/da(l)_j*g_prime(z(l)_j)"),
            (d(of, W(_l, _i, _j)), "∂H/∂Wᵢⱼ⁽ˡ⁾ = ∂H/∂zⱼ⁽ˡ⁾ · aᵢ⁽ˡ⁻¹⁾", "dH/dz(l)_j*a(l-1)_i"),
            (d(of, b(_l, _j)), "∂H/∂bⱼ⁽ˡ⁾ = ∂H/∂zⱼ⁽ˡ⁾", "dH/dz(l)_j"),
        ]
    ],
    (R, "R = L", "L"),
    (d(R, W(1, 2, 3)), "∂R/∂W₂₃⁽¹⁾ = ∂L/∂W₂₃⁽¹⁾", "dL/dW1_23"),
    (d(R, b(1, 2)), "∂R/∂b₂⁽¹⁾ = ∂L/∂b₂⁽¹⁾", "dL/db1_2"),
    (
        new(W(2, 1, 10)),
        "new W₁,₁₀⁽²⁾ = W₁,₁₀⁽²⁾ − λ · ∂R/∂W₁,₁₀⁽²⁾",
        "W2_1_10 - lambda*dR/dW2_1_10",
    ),
    (new(b(2, 1)), "new b₁⁽²⁾ = b₁⁽²⁾ − λ · ∂R/∂b₁⁽²⁾", "b2_1 - lambda*dR/db2_1"),
]


@pytest.mark.parametrize(("target", "text", "ascii_text"), GENERAL_LAWS)
def test_every_general_law_is_written(target, text, ascii_text):
    formula = rule_for(target).general(target)
    write = UnicodeWriter().text
    assert f"{write(target)} = {write(formula)}" == text
    assert AsciiWriter().text(formula) == ascii_text


def test_no_law_is_left_out():
    written = {(t.kind, t.of.kind if t.is_gradient else "") for t, _, _ in GENERAL_LAWS}
    assert set(RULES) - written == {("L", "")}, "the law of L depends on the loss: next test"


@pytest.mark.parametrize(
    ("loss", "value", "derivative"),
    [
        ("square", "(a₁⁽²⁾ − y₁)²", "2·(a₁⁽²⁾ − y₁)"),
        ("half_square", "1/2 · (a₁⁽²⁾ − y₁)²", "a₁⁽²⁾ − y₁"),
        ("absolute", "|a₁⁽²⁾ − y₁|", "sign(a₁⁽²⁾ − y₁)"),
        (
            "binary_cross_entropy",
            "−y₁ · ln(a₁⁽²⁾) − (1 − y₁) · ln(1 − a₁⁽²⁾)",
            "−y₁/a₁⁽²⁾ + (1 − y₁)/(1 − a₁⁽²⁾)",
        ),
        ("cross_entropy", "−y₁ · ln(a₁⁽²⁾)", "−y₁/a₁⁽²⁾"),
    ],
)
def test_every_loss_is_written(loss, value, derivative):
    write = UnicodeWriter().text
    assert write(LOSSES[loss].term(a(2, 1), y(1))) == value
    assert write(LOSSES[loss].slope(a(2, 1), y(1))) == derivative


ACTIVATIONS_WRITTEN = {
    "linear": ("z₂⁽¹⁾", "1"),
    "relu": ("ReLU(z₂⁽¹⁾)", "ReLU′(z₂⁽¹⁾)"),
    "leaky_relu": ("LReLU(z₂⁽¹⁾)", "LReLU′(z₂⁽¹⁾)"),
    "sigmoid": ("σ(z₂⁽¹⁾)", "a₂⁽¹⁾·(1 − a₂⁽¹⁾)"),
    "tanh": ("tanh(z₂⁽¹⁾)", "1 − (a₂⁽¹⁾)²"),
    "softplus": ("softplus(z₂⁽¹⁾)", "softplus′(z₂⁽¹⁾)"),
    "elu": ("ELU(z₂⁽¹⁾)", "ELU′(z₂⁽¹⁾)"),
    "gelu": ("GELU(z₂⁽¹⁾)", "GELU′(z₂⁽¹⁾)"),
    "silu": ("SiLU(z₂⁽¹⁾)", "SiLU′(z₂⁽¹⁾)"),
    "softmax": ("exp(z₂⁽¹⁾)/(exp(z₁⁽¹⁾) + exp(z₂⁽¹⁾))", "a₂⁽¹⁾·(1 − a₂⁽¹⁾)"),
    "step": ("step(z₂⁽¹⁾)", "step′(z₂⁽¹⁾)"),
    "g": ("g(z₂⁽¹⁾)", "g′(z₂⁽¹⁾)"),
}


def test_every_activation_has_a_row():
    assert set(ACTIVATIONS_WRITTEN) == {activation.name for activation in ACTIVATIONS}


@pytest.mark.parametrize("name", ACTIVATIONS_WRITTEN)
def test_every_activation_is_written(name):
    activation, write = ACTIVATIONS[name], UnicodeWriter().text
    local = activation.locals(2, 1)[-1]
    assert (
        write(activation.output(2, 1, 2)),
        write(activation.local_law(local)),
    ) == ACTIVATIONS_WRITTEN[name]
    if isinstance(activation, Entrywise):
        assert write(local).endswith("′(z₂⁽¹⁾)")


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
        (a(Letter("L"), _j), "aⱼ⁽ᴸ⁾", "a(L)_j"),
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
