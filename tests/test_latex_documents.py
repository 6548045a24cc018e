"""LaTeX files: prose, broken formulas, golden files, and what pdflatex says of them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.documents import Document
from symnn.documents.blocks import (
    Heading,
    Line,
    Lines,
    Link,
    Matrices,
    Matrix,
    Number,
    Paragraph,
    TableBlock,
    Vector,
)
from symnn.formula import (
    Formula,
    Product,
)
from symnn.functions import Pieces
from symnn.losses import LOSSES
from symnn.quantities import H, Quantity, d, symbol, x, z
from symnn.render import pdflatex
from symnn.render.latex import latex, latex_body
from symnn.render.latex_text import escape, symbol_text
from symnn.render.latex_width import broken, width
from tests.pages import LARGER, PAGES, page

HOSTILE = r"\input{/etc/passwd} %$&#_{}~^ \write18{ls} $$ \end{document} -- '' ``"


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
        Lines((Line(z(1, 1), (Link("=", Product((Fraction(1, 2),) * 40)), Link("≈", Number(0)))),)),
        Matrices((Matrix(Quantity("W", 1), ((Number(decimal="-0.123456"),) * 16,) * 2),) * 2),
        TableBlock(
            (("[x",), ("*y",)),
            ((("[a",), ("*b",)), ((HOSTILE,), (Vector((Number(decimal="0.25"),) * 30),))),
        ),
    ),
)


@pytest.mark.needs("pdflatex")
@pytest.mark.slow
@pytest.mark.parametrize("name", [*PAGES, LARGER])
def test_pdflatex_has_nothing_to_complain_about(name):
    assert pdflatex.compiled(latex(page(name))).warnings == ()


@pytest.mark.needs("pdflatex")
@pytest.mark.slow
def test_hostile_words_and_wide_things_fit_the_page():
    made = pdflatex.compiled(latex(WIDE))
    assert [warning for warning in made.warnings if "Underfull" not in warning] == []


@pytest.mark.needs("pdflatex")
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


@pytest.mark.needs("pdflatex")
@pytest.mark.slow
def test_the_same_file_gives_the_same_bytes():
    text = latex(page("descent"))
    assert pdflatex.pdf(text) == pdflatex.pdf(text)


@pytest.mark.needs("pdflatex")
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


@pytest.mark.needs("pdflatex")
@pytest.mark.slow
def test_tex_is_stopped_after_a_while():
    loop = r"\def\x{\x}\x"
    with pytest.raises(pdflatex.TexError, match="more than 1 seconds"):
        pdflatex.compiled(loop, seconds=1)


def test_a_missing_pdflatex_is_said(monkeypatch):
    monkeypatch.setattr(pdflatex.shutil, "which", lambda _: None)
    with pytest.raises(pdflatex.TexError, match="no pdflatex"):
        pdflatex.pdf("")
