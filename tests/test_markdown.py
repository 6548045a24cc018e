"""Markdown and notebooks: exact strings, and what GitHub and Jupyter need."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from symnn.activations import ACTIVATIONS
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
from symnn.formula import Product
from symnn.quantities import H, Quantity, W, a, d, symbol, x, z
from symnn.render.latex_formula import LatexWriter
from symnn.render.markdown import MarkdownInscription, markdown
from symnn.render.notebook import notebook
from tests.pages import PAGES, page


def of(*blocks: object) -> list[str]:
    """The lines of a page with these blocks, without its title and empty lines."""
    text = markdown(Document(("Title",), blocks))  # type: ignore[arg-type]
    first, *rest = [line for line in text.splitlines() if line]
    assert first == "# Title"
    return rest


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (("a_1 * b & <c> [d] `e` $5 | f",), r"a\_1 \* b &amp; &lt;c&gt; \[d\] \`e\` \$5 \| f"),
        (("two\n\nlines",), "two lines"),
        (("2 × 2 and σ",), "2 × 2 and σ"),
        (("of ", d(H(), x(1)), "."), r"of $\partial H/\partial x_1$."),
        ((Product((W(1, 1, 1), x(1))),), r"$W_{11}^{(1)} \thinspace x_1$"),
        ((symbol("X w"),), r"$X\thinspace w$"),
        ((Number(Fraction(1, 3), "0.333", True),), r"$\frac{1}{3} \approx 0.333$"),
        ((Vector((Number(1), Number(-2))),), "$(1, -2)^T$"),
    ],
)
def test_sentences(words, text):
    assert of(Paragraph(words)) == [text]


@pytest.mark.parametrize(
    ("words", "text"),
    [("# one", r"\# one"), ("- one", r"\- one"), ("1. one", r"1\. one"), ("By #1", "By #1")],
)
def test_a_sentence_begins_no_list_and_no_heading(words, text):
    assert of(Paragraph((words,))) == [text]


def test_headings_begin_below_the_title():
    assert of(Heading(2, ("A",)), Heading(3, ("B",))) == ["## A", "### B"]
    assert of(Heading(1, ("A",)), Heading(2, ("B",))) == ["## A", "### B"]


def test_lines_are_aligned_with_their_notes_behind():
    line = Line(z(1, 1), (Link("=", x(1)), Link("≈", Number(-2))), ("50 % of ", x(1), " < 0"))
    assert of(Lines((line, Line(H(), (Link("=", a(1, 1)),))), ("So:",), 3)) == [
        "So:",
        "$$",
        r"\begin{aligned}",
        r"z_1^{(1)} &= x_1 \approx -2 \qquad \text{50 }\%\text{ of }{x_1}\text{ < 0} \\",
        r"&\ \vdots \qquad \text{(3 more like these)} \\",
        "H &= a_1^{(1)}",
        r"\end{aligned}",
        "$$",
    ]


def test_long_notes_stand_above_their_lines():
    why = "claim #1: " + "because " * 20
    lines = tuple(Line(z(1, n), (Link("=", x(n)),), (why,)) for n in (1, 2))
    rows = of(Lines(lines))
    assert rows[0] == why.rstrip() or rows[0] == why
    assert rows[1:5] == ["$$", r"\begin{aligned}", "z_1^{(1)} &= x_1", r"\end{aligned}"]
    assert rows.count("$$") == 4


def test_matrices_stand_side_by_side():
    matrices = tuple(Matrix(Quantity("W", n), ((Number(n), Number(0)),)) for n in (1, 2))
    assert of(Matrices(matrices)) == [
        "$$",
        r"W^{(1)} = \left(\begin{array}{rr}", "1 & 0", r"\end{array}\right) \qquad",
        r"W^{(2)} = \left(\begin{array}{rr}", "2 & 0", r"\end{array}\right)",
        "$$",
    ]  # fmt: skip


def test_tables_have_pipes():
    table = TableBlock((("k|l",), (x(1),)), ((("a",), (Number(-1),)),), frozenset([1]))
    assert of(table) == [r"| k\|l | $x_1$ |", "| --- | ---: |", "| a | $-1$ |"]


@pytest.mark.parametrize("activation", [*ACTIVATIONS], ids=lambda entry: entry.name)
def test_every_activation_is_written_as_in_latex(activation):
    formula = activation.output(3, 1, 2)
    expected = LatexWriter().text(formula).replace(r"\,", r"\thinspace")
    assert MarkdownInscription().math(formula) == expected


@pytest.mark.parametrize("name", PAGES)
def test_mathematics_is_what_markdown_leaves_alone(name):
    text = markdown(page(name))
    assert text.count("$$") % 2 == 0
    assert re.findall(r"\\[,;:!*]|\\parbox|align\*", text) == []
    displays = re.findall(r"^\$\$\n(.*?)\n\$\$$", text, re.MULTILINE | re.DOTALL)
    assert len(displays) * 2 == text.count("$$")
    assert all("$" not in display and "\n\n" not in display for display in displays)
    assert text == markdown(page(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_notebook_holds_the_whole_page(name):
    document = page(name)
    whole = json.loads(notebook(document))
    cells = whole["cells"]
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert [cell["id"] for cell in cells] == [f"symnn-{k}" for k in range(1, len(cells) + 1)]
    written = "\n\n".join("".join(cell["source"]) for cell in cells) + "\n"
    texts = [
        re.sub(r"^(```text\n.*?```|!\[.*?\]\(.*?\))$", "DRAWING", text, flags=re.M | re.S)
        for text in (written, markdown(document))
    ]
    assert texts[0] == texts[1]
    assert all(cell["source"][0].startswith("#") for cell in cells)
    assert notebook(document) == notebook(page(name))


@pytest.mark.needs("nbformat")
def test_a_notebook_is_valid():
    import nbformat

    nbformat.validate(nbformat.reads(notebook(page("mazur")), as_version=4))


def test_the_drawing_of_a_notebook_comes_with_its_cell():
    """As an SVG that Jupyter finds by its name, on white paper, with words for those who listen."""
    cells = json.loads(notebook(page("lecture22-backprop")))["cells"]
    (cell,) = [cell for cell in cells if "attachments" in cell]
    (name,) = cell["attachments"]
    told = re.search(r"!\[(A 2-2-2-1 network: .*?)\]\(attachment:(.*?)\)", "".join(cell["source"]))
    assert told is not None
    assert told[2] == name
    root = ElementTree.fromstring(b64decode(cell["attachments"][name]["image/svg+xml"]))
    assert root.tag.endswith("svg")
    assert "background:#fff;color:#000" in root.attrib["style"]
    assert [e for e in root.iter() if e.tag.endswith("style")] == []
