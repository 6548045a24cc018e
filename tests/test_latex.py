"""LaTeX: exact strings for every kind of formula, golden files for people to read, and pdflatex.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_latex.py` writes the files anew; read the difference.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.api import agreement, shape, solve
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.blocks import (
    Heading,
    Line,
    Lines,
    Link,
    Matrices,
    Matrix,
    Number,
    Paragraph,
    PutIn,
    TableBlock,
    Vector,
)
from symnn.documents.fit import fit_document
from symnn.evaluate.comparison import compare
from symnn.evaluate.value import Missing
from symnn.files import read
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
from symnn.functions import Pieces
from symnn.learning import read_fit
from symnn.losses import LOSSES
from symnn.quantities import H, L, Letter, Quantity, R, W, a, b, d, new, slope, symbol, x, y, z
from symnn.render import pdflatex
from symnn.render.latex import latex, latex_body
from symnn.render.latex_formula import LatexWriter
from symnn.render.latex_inline import LatexInscription
from symnn.render.latex_text import escape, symbol_text
from symnn.render.latex_width import broken, width
from symnn.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "latex"
SOLVED = {
    "lecture22-forward": "backprop",
    "lecture22-backprop": "both",
    "lecture22-dead-relu": "backprop",
    "mazur": "backprop",
    "softmax": "backprop",
    "descent": "chain-rule",
}
GOLDEN_PAGES = ("lecture22-forward", "lecture22-backprop", "lecture22-dead-relu", "mazur")
SHAPES = {
    "derive-2-3-1": [2, 3, 1], "derive-2-2-2-1": [2, 2, 2, 1], "derive-3-4-4-2": [3, 4, 4, 2],
}  # fmt: skip
PAGES = (*SOLVED, *SHAPES, "best-fit-line")
HOSTILE = r"\input{/etc/passwd} %$&#_{}~^ \write18{ls} $$ \end{document} -- '' ``"
NEEDS_TEX = pytest.mark.needs("pdflatex")

ell, i, j, k = Letter("ℓ"), Letter("i"), Letter("j"), Letter("k")
half = Fraction(1, 2)


def page(name: str) -> Document:
    """The document of an example or a shape, by both methods where there is room for both."""
    if name in SHAPES:
        net = shape(SHAPES[name])
        return derivation_document(net, "both", (), agreement(net))
    file = str(ROOT / "examples" / f"{name}.yaml")
    if name == "best-fit-line":
        return fit_document(read_fit(read(file)), 0)
    solution = solve(file)
    return solution_document(solution, SOLVED[name], None, compare(solution))


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


def _letters(kind: str, of: str) -> Quantity:
    """A quantity with letters for its indices."""
    layered = kind not in ("x", "H", "L", "R")
    top = a(ell, i) if of == "a" else Quantity(of) if of else "g" if kind == "slope" else ""
    node = 0 if kind in "LR" else j
    return Quantity(kind, ell if layered else 0, i if kind.endswith("W") else 0, node, top)


GRADIENTS = {
    ("x", "{0}"): r"\sum_{{k=1}}^{{n}} \frac{{\partial {0}}}{{\partial z_k^{{(1)}}}} \, "
    r"W_{{jk}}^{{(1)}}",
    ("a", "{0}"): r"\sum_{{k=1}}^{{n_{{\ell+1}}}} \frac{{\partial {0}}}"
    r"{{\partial z_k^{{(\ell+1)}}}} \, W_{{jk}}^{{(\ell+1)}}",
    ("z", "{0}"): r"\frac{{\partial {0}}}{{\partial a_j^{{(\ell)}}}} \, g'(z_j^{{(\ell)}})",
    ("W", "{0}"): r"\frac{{\partial {0}}}{{\partial z_j^{{(\ell)}}}} \, a_i^{{(\ell-1)}}",
    ("b", "{0}"): r"\frac{{\partial {0}}}{{\partial z_j^{{(\ell)}}}}",
}
LAWS = {
    **{(kind, of): text.format(of) for (kind, _), text in GRADIENTS.items() for of in "HL"},
    ("z", ""): r"\sum_{i=1}^{n_{\ell-1}} W_{ij}^{(\ell)} \, a_i^{(\ell-1)} + b_j^{(\ell)}",
    ("a", ""): r"g(z_j^{(\ell)})",
    ("slope", ""): r"g'(z_j^{(\ell)})",
    ("z", "a"): r"g'(z_j^{(\ell)})",
    ("H", ""): "a_j^{(L)}",
    ("R", ""): "L",
    ("W", "R"): r"\frac{\partial L}{\partial W_{ij}^{(\ell)}}",
    ("b", "R"): r"\frac{\partial L}{\partial b_j^{(\ell)}}",
    ("new_W", ""): r"W_{ij}^{(\ell)} - \lambda \, \frac{\partial R}{\partial W_{ij}^{(\ell)}}",
    ("new_b", ""): r"b_j^{(\ell)} - \lambda \, \frac{\partial R}{\partial b_j^{(\ell)}}",
}


@pytest.mark.parametrize("key", [*RULES], ids=" ".join)
def test_every_law_has_its_form(key):
    if key == ("L", ""):
        pytest.skip("the loss of a sample has no general form; every loss has its own test")
    assert written(RULES[key].general(_letters(*key))) == LAWS[key]


VALUES = {
    "linear": ("z_2^{(1)}", "1"),
    "relu": (r"\operatorname{ReLU}(z_2^{(1)})", r"\operatorname{ReLU}'(z_2^{(1)})"),
    "leaky_relu": (r"\operatorname{LReLU}(z_2^{(1)})", r"\operatorname{LReLU}'(z_2^{(1)})"),
    "sigmoid": (r"\sigma(z_2^{(1)})", r"a_2^{(1)} \, (1 - a_2^{(1)})"),
    "tanh": (r"\tanh(z_2^{(1)})", "1 - (a_2^{(1)})^2"),
    "softplus": (r"\operatorname{softplus}(z_2^{(1)})", r"\operatorname{softplus}'(z_2^{(1)})"),
    "elu": (r"\operatorname{ELU}(z_2^{(1)})", r"\operatorname{ELU}'(z_2^{(1)})"),
    "gelu": (r"\operatorname{GELU}(z_2^{(1)})", r"\operatorname{GELU}'(z_2^{(1)})"),
    "silu": (r"\operatorname{SiLU}(z_2^{(1)})", r"\operatorname{SiLU}'(z_2^{(1)})"),
    "softmax": (
        r"\frac{\exp(z_2^{(1)})}{\exp(z_1^{(1)}) + \exp(z_2^{(1)}) + \exp(z_3^{(1)})}",
        r"-a_1^{(1)} \, a_2^{(1)}",
    ),
    "step": (r"\operatorname{step}(z_2^{(1)})", r"\operatorname{step}'(z_2^{(1)})"),
    "g": ("g(z_2^{(1)})", "g'(z_2^{(1)})"),
}


@pytest.mark.parametrize("activation", [*ACTIVATIONS], ids=lambda entry: entry.name)
def test_every_activation_has_its_form(activation):
    local = activation.local_law(activation.locals(3, 1)[1])
    assert (written(activation.output(3, 1, 2)), written(local)) == VALUES[activation.name]


TERMS = {
    "square": ("(a_1^{(2)} - y_1)^2", r"2 \, (a_1^{(2)} - y_1)"),
    "half_square": (r"\frac{1}{2} \, (a_1^{(2)} - y_1)^2", "a_1^{(2)} - y_1"),
    "absolute": (r"\lvert a_1^{(2)} - y_1 \rvert", r"\operatorname{sign}(a_1^{(2)} - y_1)"),
    "binary_cross_entropy": (
        r"-y_1 \, \ln(a_1^{(2)}) - (1 - y_1) \, \ln(1 - a_1^{(2)})",
        r"-\frac{y_1}{a_1^{(2)}} + \frac{1 - y_1}{1 - a_1^{(2)}}",
    ),
    "cross_entropy": (r"-y_1 \, \ln(a_1^{(2)})", r"-\frac{y_1}{a_1^{(2)}}"),
}


@pytest.mark.parametrize("loss", [*LOSSES], ids=lambda entry: entry.name)
def test_every_loss_has_its_form(loss):
    made = (written(loss.term(a(2, 1), y(1))), written(loss.slope(a(2, 1), y(1))))
    assert made == TERMS[loss.name]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b & c %", r"a\_b \& c \%"),
        ("\\input{x}", r"\textbackslash{}input\{x\}"),
        ("--only ''x''", "-{}-only '{}'x'{}'"),
        ("[a] *", "{}[a] *"),
        ("2 × 2, σ ≥ 0", r"2 $\times$ 2, $\sigma$ $\ge$ 0"),
        ("two\n\nlines\x00", "two lines "),
    ],
)
def test_prose_stands_for_itself(text, expected):
    assert escape(text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("XᵀX", "X^TX"),
        ("‖y − X w‖²", r"\Vert y-X\,w\Vert ^2"),
        ("r₁, r₂, …", r"r_1,\,r_2,\,\dots"),
        ("M₀ = [XᵀX | Xᵀy]", r"M_0=[X^TX \mid X^Ty]"),
        ("1.2e-7", r"1.2 \cdot 10^{-7}"),
        ("a%b", r"a\text{\%}b"),
    ],
)
def test_our_symbols_have_their_form(name, text):
    assert symbol_text(name) == text


def test_a_long_formula_is_broken_before_its_signs():
    terms = r"a \, b + c \, d - e \, f"
    assert broken(terms, width(r"a \, b + c \, d")) == [r"a \, b + c \, d", r"- e \, f"]


def test_the_first_row_is_no_longer_than_the_others():
    terms = r"a \, b + c \, d - e \, f + g \, h"
    rows = [r"a \, b", r"+ c \, d", r"- e \, f", r"+ g \, h"]
    assert broken(terms, width(r"a \, b + c \, d")) == rows


def test_brackets_that_grow_are_closed_at_a_break():
    rows = broken(r"\left(\frac{1}{2}, \frac{1}{3}, 4, 5\right)^T", 3.0)
    assert len(rows) > 1
    assert all(row.count(r"\left") == row.count(r"\right") for row in rows)


@pytest.mark.parametrize("name", PAGES)
def test_braces_and_environments_are_closed(name):
    text = latex(page(name))
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    opened, closed = (re.findall(rf"\\{word}\{{(.*?)\}}", text) for word in ("begin", "end"))
    assert sorted(opened) == sorted(closed)
    assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right")
    assert text == latex(page(name))


@pytest.mark.parametrize("name", GOLDEN_PAGES)
def test_the_file_is_the_golden_one(name):
    text, path = latex(page(name)), GOLDEN / f"{name}.tex"
    if os.environ.get("SYMNN_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_the_body_stands_in_the_whole_file():
    document = page("lecture22-forward")
    assert latex_body(document) in latex(document)
    assert r"\documentclass" not in latex_body(document)


WIDE = Document(
    (HOSTILE,),
    (
        Heading(1, (HOSTILE,)),
        Paragraph((HOSTILE, " ", symbol("a_%"), " ", d(H(), x(1)))),
        Lines(
            tuple(Line(z(1, n), (Link("=", Vector((Number(n),) * 60)),)) for n in (1, 2)),
            (HOSTILE,),
            7,
        ),
        Lines((Line(z(1, 1), (Link("=", x(1)),), ("why: " + "so it is " * 30, x(1))),)),
        Lines((Line(z(1, 1), (Link("=", Product((half,) * 40)), Link("≈", Number(0)))),)),
        Matrices((Matrix(Quantity("W", 1), ((Number(decimal="-0.123456"),) * 16,) * 2),) * 2),
        TableBlock(
            (("[x",), ("*y",)),
            ((("[a",), ("*b",)), ((HOSTILE,), (Vector((Number(decimal="0.25"),) * 30),))),
        ),
    ),
)


@NEEDS_TEX
@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_pdflatex_has_nothing_to_complain_about(name):
    assert pdflatex.compiled(latex(page(name))).warnings == ()


@NEEDS_TEX
@pytest.mark.slow
def test_hostile_words_and_wide_things_fit_the_page():
    made = pdflatex.compiled(latex(WIDE))
    assert [warning for warning in made.warnings if "Underfull" not in warning] == []


@NEEDS_TEX
@pytest.mark.slow
def test_every_definition_compiles():
    entries = [entry for entry in ACTIVATIONS if isinstance(entry, Entrywise)]
    definitions = [part for entry in entries for part in (entry.value, entry.derivative)]
    definitions += [part for loss in LOSSES for part in (loss.value, loss.derivative)]
    formulas: list[Formula] = []
    for definition in filter(None, definitions):
        pieces = isinstance(definition, Pieces)
        formulas += [definition.below, definition.above] if pieces else [definition]
    blocks = Lines(tuple(Line(symbol("f"), (Link("=", formula),)) for formula in formulas))
    document = replace(WIDE, title=("All",), blocks=(blocks,))
    assert pdflatex.compiled(latex(document)).warnings == ()


@NEEDS_TEX
@pytest.mark.slow
def test_the_same_file_gives_the_same_bytes():
    text = latex(page("descent"))
    assert pdflatex.pdf(text) == pdflatex.pdf(text)


@NEEDS_TEX
@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (r"\nonsense", "Undefined control sequence"),
        (r"\input{/etc/passwd}", "not found"),
        (r"\undefined", "Undefined"),
    ],
)
def test_what_tex_refuses_is_said_in_its_words(body, said):
    text = rf"\documentclass{{article}}\begin{{document}}{body}\end{{document}}"
    with pytest.raises(pdflatex.TexError, match=said):
        pdflatex.pdf(text)


@NEEDS_TEX
@pytest.mark.slow
def test_tex_is_stopped_after_a_while():
    loop = r"\def\x{\x}\x"
    with pytest.raises(pdflatex.TexError, match="more than 1 seconds"):
        pdflatex.compiled(loop, seconds=1)


def test_a_missing_pdflatex_is_said(monkeypatch):
    monkeypatch.setattr(pdflatex.shutil, "which", lambda _: None)
    with pytest.raises(pdflatex.TexError, match="no pdflatex"):
        pdflatex.pdf("")
