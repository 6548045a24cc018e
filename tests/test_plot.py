"""Plots: curves stay in their box, numbers stand where they belong, every format draws the same.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_plot.py` writes the files anew; read the difference.
"""

from __future__ import annotations

import json
import re
import subprocess
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from symnn.documents.blocks import Document
from symnn.documents.plot import Axis, Curve, Dots, Plot
from symnn.documents.plot_parts import Sketch
from symnn.documents.plot_table import plot_table
from symnn.quantities import symbol
from symnn.render.html import html, html_fragment
from symnn.render.inline import Inscription
from symnn.render.latex import latex
from symnn.render.latex_inline import LatexInscription
from symnn.render.markdown import markdown
from symnn.render.mimebundle import mimebundle
from symnn.render.notebook import notebook
from symnn.render.plot_runs import runs, sketched
from symnn.render.plot_style import COLOURS
from symnn.render.plot_svg import plot_svg
from symnn.render.plot_text import drawn
from symnn.render.plot_tikz import plot_tikz
from symnn.render.plot_typst import plot_typst
from symnn.render.terminal import to_text
from symnn.render.typst_document import typst
from symnn.render.typst_inline import TypstInscription
from symnn.render.wrap import cells
from tests.goldens import check
from tests.plots import CLASSES, DESCENT, DOCUMENT, PIECES, PLOTS, ROW, SMALL

SVG = "{http://www.w3.org/2000/svg}"
FORMATS: dict[str, Callable[[Document], str]] = {
    "html": html, "fragment": html_fragment, "latex": latex, "markdown": markdown,
    "notebook": notebook, "typst": typst, "text": lambda d: to_text(d, 80),
    "plain": lambda d: to_text(d, 60, False), "bundle": lambda d: mimebundle(d)["text/html"],
}  # fmt: skip
EMITTERS: dict[str, Callable[[Plot], str]] = {
    "svg": lambda plot: plot_svg(sketched(plot)),
    "tex": lambda plot: plot_tikz(sketched(plot), LatexInscription().sentence, 480),
    "typ": lambda plot: plot_typst(sketched(plot), TypstInscription(slashed=True).sentence),
    "txt": lambda plot: "\n".join(drawn(plot, Inscription(), 80)) + "\n",
    "ascii.txt": lambda plot: "\n".join(drawn(plot, Inscription(False), 60)) + "\n",
}


@pytest.mark.parametrize("ending", EMITTERS)
@pytest.mark.parametrize("name", PLOTS)
def test_golden(name: str, ending: str) -> None:
    made = EMITTERS[ending](PLOTS[name])
    check(f"plot/{name}.{ending}", made)
    assert made == EMITTERS[ending](PLOTS[name])


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_plots_and_says_what_they_show(form: str) -> None:
    written = FORMATS[form](DOCUMENT)
    for plot in PLOTS.values():
        assert plot.title in written
    if form in ("html", "fragment", "bundle", "notebook", "typst"):
        told = notebook_text(written) if form == "notebook" else written
        assert PIECES.description in told


def notebook_text(written: str) -> str:
    cells_of = json.loads(written)["cells"]
    pictures = [
        b64decode(picture["image/svg+xml"]).decode()
        for cell in cells_of
        for picture in cell.get("attachments", {}).values()
    ]
    assert len(pictures) == len(PLOTS) + len(ROW.plots)
    assert all(picture.startswith("<svg") for picture in pictures)
    return "".join("".join(cell["source"]) for cell in cells_of)


def test_the_picture_has_the_points_where_they_are() -> None:
    root = ElementTree.fromstring(plot_svg(sketched(CLASSES)))
    rings = [circle for circle in root.iter(f"{SVG}circle") if circle.get("fill") == "none"]
    sketch = sketched(CLASSES)
    left, top, right, bottom = sketch.frame
    placed = {
        (
            round(-3 + 6 * (float(ring.get("cx", "")) - left) / (right - left), 2),
            round(6 - 9 * (float(ring.get("cy", "")) - top) / (bottom - top), 2),
        )
        for ring in rings
        if float(ring.get("cy", "")) <= bottom + 1
    }
    assert placed == {(1, 2), (2, 0), (-1, -3)}


def test_the_table_has_the_points() -> None:
    table = plot_table(PIECES)
    assert table is not None
    text = to_text(Document(("t",), (table,)), 80)
    assert re.search(r"kink +A +−3 +2", text)
    assert plot_table(SMALL) is None
    many = replace(SMALL, dots=(Dots(tuple((k, 0.0) for k in range(99))),))
    assert plot_table(many) is None


def test_curves_and_points_differ_in_more_than_colours() -> None:
    svg = EMITTERS["svg"](PIECES)
    dashes = set(re.findall(r'stroke-dasharray="([^"]*)"', svg))
    assert len(dashes) == 3
    assert len(EMITTERS["tex"](PIECES).split("dash pattern")) > 3


def luminance(code: str) -> float:
    """As the rules for contrast have it."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_seen_and_are_those_of_the_style_sheet() -> None:
    style = html(DOCUMENT)
    for k, colour in enumerate(COLOURS):
        assert contrast(colour.light, "fffefb") >= 4.5
        assert contrast(colour.dark, "17181a") >= 4.5
        assert style.count(f"--style-{k}: #{colour.light};") == 2
        assert style.count(f"--style-{k}: #{colour.dark};") == 1


HOSTILE = '</text>&"\\}#$%_^~`{]'


@pytest.mark.parametrize("name", [HOSTILE, "</svg><script>", "权重", "\x00\x1b[31m", "w" * 99])
def test_hostile_names_are_text(name: str) -> None:
    text = (symbol(name), name)
    plot = Plot(
        name, Axis(text, 0, 1), Axis(text, 0, 1), (Curve(((0, 0), (1, 1)), text),),
        (Dots(((0.5, 0.5),), text, names=(text,)),), name,
    )  # fmt: skip
    root = ElementTree.fromstring(EMITTERS["svg"](plot))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "style", "path", "circle", "rect", "text", "tspan",
    }  # fmt: skip
    for ending in ("svg", "tex", "typ", "txt", "ascii.txt"):
        assert "\x1b" not in EMITTERS[ending](plot)
        assert "\x00" not in EMITTERS[ending](plot)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_plots_fit_the_terminal(plot: Plot, width: int) -> None:
    for unicode in (True, False):
        rows = drawn(plot, Inscription(unicode), width)
        assert max(map(cells, rows)) <= width
        assert unicode or "\n".join(rows).isascii()


def test_markdown_has_no_dots_that_a_browser_takes_from_another_font() -> None:
    def has_dots(text: str) -> bool:
        return any(0x2800 <= ord(character) < 0x2900 for character in text)

    assert has_dots(FORMATS["text"](DOCUMENT))
    assert not has_dots(FORMATS["markdown"](DOCUMENT))


@pytest.mark.parametrize("form", ["html", "latex", "typst", "text"])
def test_plots_of_a_row_are_all_there_with_their_captions(form: str) -> None:
    written = FORMATS[form](Document(("Row",), (ROW,)))
    assert "before" in written
    assert "after" in written
    starts = {"html": "<svg", "latex": r"\begin{tikzpicture}", "typst": "#figure("}
    assert form == "text" or written.count(starts[form]) == 2


def test_a_row_is_side_by_side_where_there_is_room() -> None:
    wide, narrow = (drawn(ROW, Inscription(), width) for width in (80, 60))
    assert any("before" in row and "after" in row for row in wide)
    assert not any("before" in row and "after" in row for row in narrow)
    assert max(map(cells, wide)) <= 80
    assert max(map(cells, narrow)) <= 60


def test_letters_of_formulas_are_in_italics_and_indices_lowered() -> None:
    (letter, index) = runs((DESCENT.x.label[0],))
    assert (letter.text, letter.italic, index.text, index.level) == ("w", True, "0", -1)
    texts = [(run.text, run.level) for run in runs(CLASSES.x.label)]
    assert texts == [("z", 0), ("1", -1), ("(1)", 1)]
    assert not any(run.italic for run in runs(("a word",)))


def page(sketches: list[Sketch]) -> str:
    written = [plot_tikz(sketch, LatexInscription().sentence, 345) for sketch in sketches]
    body = "\n\n\\newpage\n".join(written)
    return (
        "\\documentclass{article}\\usepackage{amsmath,tikz}\\pagestyle{empty}\\parindent=0pt\n"
        f"\\begin{{document}}\n{body}\\end{{document}}\n"
    )


@pytest.mark.slow
@pytest.mark.needs("pdflatex")
def test_latex_takes_plots_without_a_warning(tmp_path: Path) -> None:
    (tmp_path / "page.tex").write_text(page(list(map(sketched, PLOTS.values()))), encoding="utf-8")
    command = ["pdflatex", "-no-shell-escape", "-interaction=nonstopmode", "page.tex"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stdout
    for word in ("Warning", "Overfull", "Missing character", "! "):
        assert word not in ran.stdout


def test_typst_takes_plots_as_a_page_for_those_who_listen() -> None:
    compiler = pytest.importorskip("typst")
    made = compiler.compile(typst(DOCUMENT).encode(), pdf_standards=["ua-1"])
    assert made.startswith(b"%PDF")
