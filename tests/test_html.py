"""Documents as HTML: every piece is written, nothing of an author's becomes markup.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_html.py` writes the page anew; look at it in a browser.
"""

from __future__ import annotations

import re
import string
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise

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
    PutIn,
    TableBlock,
    Vector,
)
from symnn.evaluate.value import Missing
from symnn.functions import Pieces
from symnn.losses import LOSSES
from symnn.quantities import H, L, R, W, a, b, d, new, slope, symbol, x, y, z
from symnn.render.html import html, html_fragment
from symnn.render.html_math import HtmlInscription, cut, mathml
from symnn.render.latex_formula import LatexWriter
from symnn.render.mimebundle import mimebundle
from tests.goldens import check
from tests.pages import MATRICES, page
from tests.pages import PAGES as NAMES

HALF = Fraction(1, 2)


DEAD = Line(d(H(), z(1, 2)), (Link("=", 0),), ("since ", z(1, 2), " < 0"), faint=True)


EVERY_KIND = Document(
    ("Every kind: ", H()),
    (
        Heading(2, ("Part of ", W(1, 1, 2))),
        Paragraph(("Prose & ", Vector((3, Number(-HALF))), ", ", Missing.UNDEFINED, ".")),
        Lines(
            (
                Line(z(1, 1), (Link("=", x(1)), Link("≈", Number(None, "-2.5e-7", True)))),
                Line(x(2), (Link("=", "..."), Link("=", PutIn(x(1), {x(1): Number(-2)})))),
                DEAD,
            ),
            ("The law:",),
            left_out=1200,
        ),
        Matrices((Matrix(W(1, 0, 0), ((1, -2), ("words − $", Missing.UNDETERMINED))),)),
        Heading(3, ("Below",)),
        TableBlock(
            (("unit",), (H(),)),
            ((("2 × 3",), (Number(Fraction(1, 3), "0.333", True),)),),
            frozenset([1]),
        ),
    ),
    decimals=True,
)


VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """Reads a page, and fails where an element is not closed by its own tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements with a tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> str:
        """What stands directly in elements with a tag."""
        return "".join(text for name, text in self.texts if name == tag)


PAGES = {name: page(name) for name in (*NAMES, MATRICES)} | {"every kind": EVERY_KIND}
each_page = pytest.mark.parametrize("document", PAGES.values(), ids=PAGES)


@each_page
def test_a_page_is_well_formed_and_needs_nothing_else(document):
    text = html(document)
    outline = Outline(text)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in outline.elements}
    assert "http" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "url(" not in text
    assert outline.all("html") == [{"lang": "en"}]
    assert outline.text("title")
    assert html(document) == text


@each_page
def test_headings_begin_with_one_title_and_skip_no_level(document):
    tags = [tag for tag, _ in Outline(html(document)).elements]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each_page
def test_every_formula_carries_its_latex(document):
    outline = Outline(html(document))
    formulas = outline.all("math")
    assert formulas
    assert all(formula["alttext"] for formula in formulas)
    assert len(outline.all("annotation")) == len(formulas)


@each_page
def test_boxes_that_scroll_are_named_and_reached_by_the_keyboard(document):
    boxes = [box for box in Outline(html(document)).all("div") if "aria-label" in box]
    assert boxes
    assert all(box["tabindex"] == "0" and box["role"] == "group" for box in boxes)
    assert all(box["aria-label"] for box in boxes)


def test_every_block_is_on_the_page():
    text = html(EVERY_KIND)
    assert "<p>Prose &amp; <math" in text
    assert '<p class="lead">The law:</p>' in text
    assert "⋮ (1,200 more like these)" in text
    assert 'class="line faint"' in text
    assert '<span class="relation">≈</span>' in text
    assert text.count("<mtr>") == 2
    assert '<th scope="col">unit</th>' in text
    assert '<th scope="row">2\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}3</th>' in text
    assert '<h2 class="level-2">Part of <math' in text


def test_headings_are_nested_whatever_their_level():
    headings = [Heading(level, (f"to {level}",)) for level in (2, 3, 1, 3)]
    text = html(Document(("Title",), tuple(headings)))
    assert re.findall(r"<(h\d)", text) == ["h1", "h2", "h3", "h2", "h3"]


def test_what_an_author_writes_is_no_markup():
    hostile = "<script>alert('&amp;')</script>"
    line = Line(symbol(hostile), (Link("=", hostile),), (hostile,))
    table = TableBlock(((hostile,),), ((((hostile, symbol(hostile))),),))
    blocks = (Heading(2, (hostile,)), Paragraph((hostile,)), Lines((line,)), table)
    outline = Outline(html(Document((hostile,), blocks)))
    assert outline.all("script") == []
    assert outline.text("title") == hostile
    assert outline.text("h1") == hostile
    assert outline.text("p") == hostile


def test_the_page_is_the_golden_one():
    text = html(EVERY_KIND)
    check("html/every-kind.html", text)


def parts_of(definition):
    """The formulas of a definition."""
    if isinstance(definition, Pieces):
        return [definition.below, definition.above, definition.at or 0]
    return [definition] if definition is not None else []


DEFINITIONS = {
    entry.name: [*parts_of(entry.value), *parts_of(entry.derivative), slope(entry.name, 1, 1)]
    if isinstance(entry, Entrywise)
    else [entry.output(3, 1, 1)]
    for entry in ACTIVATIONS
} | {loss.name: [loss.value, loss.derivative] for loss in LOSSES}


@pytest.mark.parametrize("formulas", DEFINITIONS.values(), ids=DEFINITIONS)
def test_every_activation_and_loss_can_be_shown(formulas):
    writer = LatexWriter()
    assert all(mathml(writer.text(formula)).startswith("<math ") for formula in formulas)


@pytest.mark.parametrize("character", string.printable + "éß中₁²ᵀ…’“–½∞∑√×·−≈≤≥≠←↔∂∇′‖⋮ℝℓλ🙂")
def test_every_character_of_a_symbol_can_be_shown(character):
    inscription = HtmlInscription()
    assert inscription.formulas(symbol(f"a{character}b"))
    assert inscription.formulas(f"a{character}b")


@pytest.mark.parametrize(
    "quantity",
    [new(W(1, 1, 12)), b(2, 10), a(1, 1).at(3), L.at(2), d(R, b(1, 1)), y(2), d(L, x(1))],
)
def test_every_name_can_be_shown(quantity):
    assert HtmlInscription().formula(quantity).count("<math ") == 1


@pytest.mark.parametrize(
    ("latex", "parts"),
    [
        ("x_1 - x_2", ["x_1", "{} - x_2"]),
        (r"(x_1 + x_2)^2 + \left(1 - y\right)", ["(x_1 + x_2)^2", r"{} + \left(1 - y\right)"]),
        (r"\frac{x_1 + x_2}{x_3}", [r"\frac{x_1 + x_2}{x_3}"]),
        (r"\lvert a - b \rvert", [r"\lvert a - b \rvert"]),
        (
            r"0.138499 \cdot (-0.4 \cdot 0.5) \cdot 0.241301 \cdot x_1",
            [r"0.138499", r"{} \cdot (-0.4 \cdot 0.5)", r"{} \cdot 0.241301", r"{} \cdot x_1"],
        ),
    ],
)
def test_a_formula_is_cut_before_the_signs_outside_brackets(latex, parts):
    assert cut(latex) == parts


def test_a_prime_stands_at_its_letter_and_an_arrow_above():
    assert "<msup>" not in mathml("g'(z)")
    assert ">→</mo></mover>" in mathml(r"\vec{x}")


def test_a_notebook_gets_html_latex_and_text():
    bundle = mimebundle(EVERY_KIND)
    assert set(bundle) == {"text/plain", "text/html", "text/latex"}
    assert bundle["text/html"] == html_fragment(EVERY_KIND)
    assert "<html" not in bundle["text/html"]
    assert bundle["text/plain"].startswith("Every kind: H\n")
