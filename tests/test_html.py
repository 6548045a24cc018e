"""Documents as HTML: every piece is written, nothing of an author's becomes markup.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_html.py` writes the page anew; look at it in a browser.
"""

from __future__ import annotations

import os
import re
import string
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
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
from symnn.evaluate.value import Missing
from symnn.functions import Pieces
from symnn.losses import LOSSES
from symnn.quantities import H, L, Letter, Quantity, R, W, a, b, d, new, slope, symbol, x, y, z
from symnn.render.html import html, html_fragment
from symnn.render.html_math import HtmlInscription, cut, mathml
from symnn.render.latex_formula import LatexWriter
from symnn.render.mimebundle import mimebundle
from symnn.rules import RULES, rule_for
from tests.browser import dumped

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "html"
EXAMPLES = ("lecture22-forward", "lecture22-dead-relu", "lecture22-backprop", "mazur", "softmax")
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


def page(name: str) -> Document:
    """The document of an example, or of a shape."""
    if name == "derive":
        net = shape([2, 2, 2, 1])
        return derivation_document(net, "both", (), agreement(net))
    return solution_document(solve(str(ROOT / "examples" / f"{name}.yaml")))


PAGES = {name: page(name) for name in (*EXAMPLES, "derive")} | {
    "every kind": EVERY_KIND,
    "matrices": solution_document(solve(str(ROOT / "examples" / "softmax.yaml")), form="matrix"),
}
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
    path = GOLDEN / "every-kind.html"
    if os.environ.get("SYMNN_WRITE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


LAWS = {
    f"{kind} {of}": Quantity(
        kind, Letter("ℓ"), Letter("i"), Letter("j"), Quantity(of) if of else "g" * (kind == "slope")
    )
    for kind, of in RULES
    if kind not in "LRxz" or (kind, of) == ("z", "H")
}


@pytest.mark.parametrize("target", LAWS.values(), ids=LAWS)
def test_every_general_law_can_be_shown(target):
    rule = rule_for(target)
    assert rule is not None
    writer = LatexWriter()
    for formula in (target, rule.general(target)):
        assert mathml(writer.text(formula), display=True).startswith("<math ")


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


MEASURE = """<script>
const page = document.documentElement;
document.title = page.scrollWidth > page.clientWidth ? "too wide" : `fits ${innerWidth}`;
</script>"""


@pytest.mark.slow
@pytest.mark.needs("chromium")
@each_page
def test_no_page_is_wider_than_a_phone(document, tmp_path):
    # A window of Chromium's is never narrower than 500 pixels, a frame is.
    inner, outer = tmp_path / "inner.html", tmp_path / "outer.html"
    inner.write_text(html(document).replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    outer.write_text(
        '<iframe src="inner.html" width="360" height="640" style="border: 0"></iframe><p></p>'
        "<script>onload = () => document.querySelector('p').textContent = "
        "frames[0].document.title</script>",
        encoding="utf-8",
    )
    assert "<p>fits 360</p>" in dumped(outer, tmp_path / "profile")
