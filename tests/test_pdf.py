"""Pages of Typst as PDF/UA-1: every kind of page compiles, without warnings, to the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from functools import partial
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from symnn.api import shape, solve
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
    TableBlock,
    Vector,
)
from symnn.errors import SymnnError
from symnn.evaluate.value import Missing
from symnn.formula import Sum
from symnn.quantities import Quantity, W, symbol, z
from symnn.render import pdf as pdf_module
from symnn.render.pdf import MissingTypstError, TypesettingError, compiled, pdf
from symnn.render.typst_document import typst
from symnn.render.typst_width import bound, figure
from tests.pages import LARGER, MATRICES, page
from tests.pages import PAGES as NAMES

ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    **{name: partial(page, name) for name in (*NAMES, LARGER, MATRICES)},
    "lecture22-forward, both": partial(page, "lecture22-forward", "both"),
    "784,128,10": lambda: derivation_document(shape([784, 128, 10])),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_pdf_for_all_and_has_the_same_bytes_again(name):
    document = PAGES[name]()
    made = pdf(document)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert pdf(document) == made


def test_a_warm_compiler_is_quick(record_property):
    document = page("lecture22-backprop")
    pdf(document)
    start = time.perf_counter()
    pdf(document)
    record_property("milliseconds for one PDF", round(1000 * (time.perf_counter() - start)))


HOSTILE = [
    '#read("/etc/passwd")',
    "$ ] [ * _ @x \\ <a> ` ~ // no /* comment",
    '"; #panic("x") //',
    "= 1. - + / term: --- ... http://x.y 'quoted' \\u{41}",
    "<% include 'x' %> << title >> {{ 1 }}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_people_comes_out_as_text(text):
    """In the title, in prose, in headings, in tables, as a symbol and as the name of a matrix."""
    name = symbol(text)
    blocks = (
        Heading(2, (text,)),
        Paragraph((text, name)),
        Lines((Line(name, (Link(text, text), Link("=", name)), (text, name)),), (text,)),
        Matrices((Matrix(name, ((text, name),)),)),
        TableBlock(((text,), (name,)), (((text,), (name,)),)),
    )
    document = Document((text,), blocks)
    for source in (typst(document), typst(document, with_preamble=False)):
        assert title_of(compiled(source)) == text
        assert [body["text"] for body in queried(source, "heading", "body")] == [text, text]


def title_of(made: bytes) -> str:
    """The title in a file's metadata, which are XML."""
    found = re.search(rb"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", made, re.DOTALL)
    return unescape(found[1].decode())


def test_headings_nest_without_gaps():
    levels = [2, 3, 3, 1, 2, 3, 1]
    blocks = tuple(Heading(level, (f"of level {level}",)) for level in levels)
    depths = queried(typst(Document(("title",), blocks)), "heading", "level")
    assert depths == [1, 2, 3, 3, 2, 3, 4, 2]
    for name in PAGES:
        depths = queried(typst(PAGES[name]()), "heading", "level")
        assert depths.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(depths))


def queried(source: str, selector: str, field: str) -> list:
    import typst as engine

    fonts = engine.Fonts(include_system_fonts=False)
    root = ROOT / "templates" / "typst"
    told = engine.query(source.encode(), selector, field=field, font_paths=fonts, root=root)
    return json.loads(told)


SOME = (
    "lecture22-backprop", "lecture22-dead-relu", "mazur", "softmax", "derive-2-3-1", MATRICES,
)  # fmt: skip


@pytest.mark.parametrize("name", SOME)
def test_a_page_and_one_that_imports_its_preamble_are_the_same(name):
    """What is remembered from page to page changes nothing, and neither do strings for formulas."""
    document = PAGES[name]()
    alone, shared = (pictures(typst(document, whole)) for whole in (True, False))
    assert alone == shared
    assert len(alone) > 0


def pictures(source: str) -> list[bytes]:
    import typst as engine

    fonts = engine.Fonts(include_system_fonts=False)
    root = str(ROOT / "templates" / "typst")
    made = engine.compile(source.encode(), format="svg", font_paths=fonts, root=root)
    return [made] if isinstance(made, bytes) else made


@pytest.mark.parametrize("name", SOME)
def test_no_formula_is_wider_than_its_bound(name):
    """The bound decides that a line fits without being measured; here every part is measured."""
    source = typst(PAGES[name]())
    parts = sorted(set(re.findall(r'\bd\(("(?:[^"\\]|\\.)*"), (\$.*?\$)\)', source)))
    head = source[: source.index("#heading(level: 1)")]
    asked = "".join(
        f"#context [#metadata(measure(d({alt}, {math})).width / 10.5pt)<em>]\n"
        for alt, math in parts
    )
    widths = queried(head + "#heading(level: 1)[x]\n" + asked, "<em>", "value")
    assert len(widths) == len(parts) > 0
    for (alt, _), width in zip(parts, widths, strict=True):
        if alt.startswith('"') and " = [" not in alt:  # matrices are always measured
            assert width <= bound(json.loads(alt)), alt


@pytest.mark.parametrize("name", ["lecture22-backprop", "mazur"])
def test_formulas_of_one_figure_are_equally_wide(name):
    source = typst(PAGES[name]())
    parts = sorted(set(re.findall(r'target: d\(("[^"]*"), (\$.*?\$)\)', source)))
    head = source[: source.index("#heading(level: 1)")]
    asked = "".join(
        f"#context [#metadata(measure(d({alt}, {math})).width / 1pt)<em>]\n" for alt, math in parts
    )
    widths = queried(head + "#heading(level: 1)[x]\n" + asked, "<em>", "value")
    by_figure: dict[str, set[float]] = {}
    for (alt, _), width in zip(parts, widths, strict=True):
        by_figure.setdefault(figure(alt), set()).add(round(width, 6))
    assert all(len(found) == 1 for found in by_figure.values())
    assert len(by_figure) < len(parts)


def test_what_is_too_wide_is_made_smaller_or_broken():
    number = Number(decimal="-0.123456")
    wide = Matrix(Quantity("W", 1), ((number,) * 16,) * 16)
    line = Line(z(1, 1), (Link("=", Sum((W(1, 1, 1),) * 60)), Link("=", Vector((number,) * 40))))
    more = Line(z(1, 9), (Link("≈", number),), ("open: ", W(1, 1, 1)), faint=True)
    missing = Line(z(1, 8), (Link("↔", Missing.UNDEFINED),))
    blocks = (Matrices((wide, wide)), Lines((line, missing, more), left_out=1234))
    source = typst(Document(("wide",), blocks))
    assert "(1,234 more like these)" in source
    assert compiled(source)


@pytest.mark.parametrize(("text", "glyph"), [("你好", "你"), ("a😀", "😀"), ("bell \x07", "u{7}")])
def test_a_character_that_no_font_has_is_an_error_with_its_name(text, glyph):
    with pytest.raises(TypesettingError, match="could not be displayed with font") as caught:
        pdf(Document((text,), ()))
    assert glyph in str(caught.value)
    assert "New Computer Modern" in str(caught.value)


@pytest.mark.parametrize("text", ["#let x = ", '#set text(font: "none of ours")\n= a'])
def test_errors_and_warnings_of_typst_are_errors(text):
    with pytest.raises(SymnnError, match="can't be typeset"):
        compiled('#set document(title: "x", date: none)\n' + text)


def test_no_file_of_the_reader_can_be_read():
    with pytest.raises(TypesettingError, match=r"not found|denied|outside"):
        compiled('#read("/etc/passwd")')


def test_without_typst_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    pdf_module._compiler.cache_clear()
    with pytest.raises(MissingTypstError, match=r"pip install 'typst>=0\.14'"):
        pdf(Document(("title",), ()))


def test_typst_and_jinja_are_imported_only_when_a_page_is_made():
    code = "import sys, symnn.render.pdf; sys.exit(bool({'typst', 'jinja2'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], env=environment()).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
        {"SOURCE_DATE_EPOCH": "1234567890"},
    ],
)
def test_the_bytes_are_the_same_everywhere(settings, tmp_path):
    code = (
        "import hashlib, sys; from symnn.api import solve;"
        "from symnn.documents import solution_document; from symnn.render.pdf import pdf;"
        "print(hashlib.sha256(pdf(solution_document(solve(sys.argv[1])))).hexdigest())"
    )
    file = str(ROOT / "examples" / "mazur.yaml")
    command = [sys.executable, "-c", code, file]
    done = subprocess.run(
        command, env=environment() | settings, cwd=tmp_path, capture_output=True, check=True
    )
    here = hashlib.sha256(pdf(solution_document(solve(file)))).hexdigest()
    assert done.stdout.decode().strip() == here


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
