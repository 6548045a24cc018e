"""Pages in matrix form in every format: golden ones for people to read, widths, and typesetting.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_matrix_pages.py` writes the pages anew; read the difference.
"""

from __future__ import annotations

import os
import re
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from symnn.api import build, shape, solve
from symnn.documents import Document, derivation_document, solution_document
from symnn.documents.blocks import Grid, Line, Link, MatrixLines, Number, OfMatrices
from symnn.matrix_formula import (
    MatrixProduct,
    Whole,
)
from symnn.matrix_rules import matrix_rule_for
from symnn.quantities import (
    L,
    Letter,
    W,
    a,
    d,
    d_a,
    d_z,
    z,
)
from symnn.render import pdflatex
from symnn.render.html import html
from symnn.render.html_math import HtmlInscription
from symnn.render.inline import Inscription
from symnn.render.latex import latex
from symnn.render.latex_inline import LatexInscription
from symnn.render.markdown import markdown
from symnn.render.notebook import notebook
from symnn.render.pdf import pdf
from symnn.render.terminal import to_text
from symnn.render.typst_document import typst
from symnn.render.typst_inline import TypstInscription
from tests.strategies import keys, with_unknowns

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "matrix"
NEEDS_TEX = pytest.mark.needs("pdflatex")
SOLVED = (
    "lecture22-forward",
    "lecture22-backprop",
    "lecture22-dead-relu",
    "softmax",
    "mazur",
    "descent",
)
SHAPES = {"derive-2-3-1": [2, 3, 1], "derive-3-4-4-2": [3, 4, 4, 2]}
PAGES = (*SOLVED, *SHAPES, "3-4-4-2", "softmax-of-5")


@cache
def page(name: str, form: str = "matrix") -> Document:
    """The document of an example, a shape, or a network of the sizes that its name says."""
    if name in SHAPES:
        return derivation_document(shape(SHAPES[name]), "backprop", drawn=False, form=form)
    made = {"3-4-4-2": four, "softmax-of-5": five}.get(name)
    solution = solve(made() if made else str(ROOT / "examples" / f"{name}.yaml"))
    return solution_document(solution, drawn=False, form=form)


def numbers(rows: int, columns: int) -> list[list[Fraction]]:
    return [[Fraction(3 * i - 7 * j, 4) for j in range(columns)] for i in range(rows)]


def four():
    return build(
        W=[numbers(3, 4), numbers(4, 4), numbers(4, 2)], b=[[1, -2, 0, 3], [0, 1, 2, -1], [1, 1]],
        x=[1, -2, 3], activation="sigmoid", loss="square", y=[1, 0], learning_rate="1/10",
    )  # fmt: skip


def five():
    return build(
        W=[numbers(2, 3), numbers(3, 5)], x=[1, 2], y=[0, 0, 1, 0, 0], activation="tanh",
        output_activation="softmax", loss="cross_entropy",
    )  # fmt: skip


def check_golden(file: str, text: str) -> None:
    path = GOLDEN / file
    if os.environ.get("SYMNN_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "columns"),
    [("lecture22-forward", 80), ("lecture22-backprop", 60), ("softmax", 60), ("derive-2-3-1", 80)],
)
def test_the_page_in_the_terminal_is_the_golden_one(name, columns):
    check_golden(f"{name}.{columns}.txt", to_text(page(name), columns))


def test_the_plain_page_is_the_golden_one():
    text = to_text(page("lecture22-dead-relu"), 80, unicode=False)
    check_golden("lecture22-dead-relu.plain.80.txt", text)
    text.encode("ascii")
    assert re.findall(r"\w\?|\?\w", text.replace("agree?", "")) == []


@pytest.mark.parametrize("name", ["lecture22-forward", "softmax"])
def test_the_page_in_latex_is_the_golden_one(name):
    check_golden(f"{name}.tex", latex(page(name)))


def test_the_page_in_markdown_is_the_golden_one():
    check_golden("lecture22-forward.md", markdown(page("lecture22-forward")))


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("columns", [40, 47, 60, 80, 140])
@pytest.mark.parametrize("name", PAGES)
def test_no_line_is_wider_than_the_terminal(name, columns, unicode):
    lines = to_text(page(name), columns, unicode).splitlines()
    assert [line for line in lines if cell_len(line) > columns] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("columns", [40, 60, 80])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "descent"])
def test_no_matrix_is_torn(name, columns):
    """Below every upper corner, in its column, stand sides down to a lower corner."""
    lines = to_text(page(name), columns).splitlines()
    pairs = {"⎡": ("⎢", "⎣"), "⎤": ("⎥", "⎦")}
    corners = 0
    for k, line in enumerate(lines):
        for at, sign in enumerate(line):
            if sign in pairs:
                side, corner = pairs[sign]
                below = k + 1
                while lines[below][at] == side:
                    below += 1
                assert lines[below][at] == corner
                corners += 1
    assert corners


@settings(max_examples=8, deadline=None)
@given(st.data())
def test_every_network_has_its_page_in_every_format(data):
    told = data.draw(keys(samples=data.draw(st.integers(1, 2))))
    told = data.draw(with_unknowns(told))
    document = solution_document(solve(build(**told, l2="1/10")), drawn=False, form="matrix")
    for columns in (60, 80):
        lines = to_text(document, columns).splitlines()
        assert [line for line in lines if cell_len(line) > columns] == []
    for made in (latex, html, markdown, typst):
        assert made(document)


def wide_line(columns: int) -> Document:
    grid = Grid(tuple(tuple(Number(decimal="-0.123456") for _ in range(columns)) for _ in "ab"))
    large, tall = Whole(W(1, 0, 0), (2, columns)), Whole(a(0, 0), (columns, 1))
    ones = Grid(((Number(1),),) * columns)
    formula = OfMatrices(MatrixProduct(large, tall), {large: grid, tall: ones})
    lines = MatrixLines((Line(z(1, 0), (Link("=", formula), Link("≈", grid))),))
    return Document(("wide",), (lines,))


def test_what_has_no_room_at_all_is_said_to_be_on_wider_pages():
    text = to_text(page("derive-3-4-4-2"), 40)
    assert "more on a wider page" in " ".join(text.split())
    assert "wider page" not in to_text(page("derive-3-4-4-2"), 140)


def test_a_factor_that_is_too_wide_keeps_its_name_and_a_result_comes_in_parts():
    text = to_text(wide_line(12), 80)
    assert "z⁽¹⁾ = W⁽¹⁾ ⎢1⎥" in text
    assert "columns 1 to 5: ⎡" in text
    in_latex = latex(wide_line(12))
    assert r"&= W^{(1)} \, \left(" in in_latex
    assert r"\underset{\text{columns 7 to 12}}" in in_latex
    assert pdf(wide_line(12))


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_pdf_for_all(name):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf(page(name))


@NEEDS_TEX
@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_pdflatex_has_nothing_to_complain_about(name):
    assert pdflatex.compiled(latex(page(name))).warnings == ()


@NEEDS_TEX
@pytest.mark.slow
def test_both_forms_and_what_is_too_wide_can_be_typeset():
    assert pdflatex.compiled(latex(page("lecture22-forward", "both"))).warnings == ()
    assert pdflatex.compiled(latex(wide_line(12))).warnings == ()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_html_whose_matrices_are_whole(name):
    made = html(page(name))
    assert made.count("<mtable") > 5
    assert made.count("<mtable") == made.count("</mtable>")
    assert "ex]" not in made


def test_a_notebook_has_a_cell_a_section():
    made = notebook(page("lecture22-forward"))
    assert "## Forward pass in matrix form" in made
    assert r"\\begin{array}" in made


def test_every_matrix_law_in_letters_can_be_shown():
    ell = Letter("ℓ")
    for target in (z(ell, 0), a(ell, 0), d_a(L, ell, 0), d_z(L, ell, 0), d(L, W(ell, 0, 0))):
        rule = matrix_rule_for(target)
        formula = OfMatrices(rule.general(target, biased=False))
        assert LatexInscription().math(formula)
        assert HtmlInscription().formulas(formula)
        assert TypstInscription().equations(formula)
        Inscription(unicode=False).text(formula).encode("ascii")
