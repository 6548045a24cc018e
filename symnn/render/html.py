"""Documents as HTML: one page that needs nothing else, no network, no fonts and no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from symnn.documents.blocks import (
    Block,
    Document,
    Grid,
    Heading,
    Line,
    Lines,
    Matrices,
    MatrixLines,
    Number,
    Option,
    Paragraph,
    Prompt,
    TableBlock,
    Text,
)
from symnn.documents.diagram_parts import Diagram
from symnn.documents.diagram_table import diagram_table
from symnn.documents.outline import outlined
from symnn.documents.plot import Plot, PlotRow
from symnn.documents.plot_parts import Sketch
from symnn.documents.plot_table import plot_table
from symnn.render.diagram_svg import number, svg
from symnn.render.html_math import ROOM, HtmlInscription
from symnn.render.plot_runs import row_of, sketched
from symnn.render.plot_svg import plot_svg

DEEPEST = 6
"""HTML has six levels of headings; the first is the page's title."""

Prepared = dict[str, Any]
"""What a template lays out: texts and formulas as HTML, and what they are."""


def html(document: Document) -> str:
    """A document as one HTML page; the same document gives the same text.

    All mathematics is MathML Core, which browsers show without help. Boxes that may be wider than
    a phone scroll by themselves, with the keyboard too.
    """
    return _laid_out("page.html.j2", document)


def html_fragment(document: Document) -> str:
    """A document as a part of another page, such as a notebook, with its style sheet."""
    return _laid_out("fragment.html.j2", document)


def _laid_out(template: str, document: Document) -> str:
    return templates().get_template(template).render(**prepared(document))


def prepared(document: Document) -> Prepared:
    """What templates lay out of a document: `title` without markup, `heading`, `blocks`."""
    inscription = HtmlInscription(document.decimals)
    return {
        "title": inscription.plain(document.title),
        "heading": inscription.sentence(document.title),
        "blocks": list(_blocks(inscription, document)),
    }


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates of HTML, which escape whatever is no markup."""
    return Environment(
        loader=PackageLoader("symnn.templates.html", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@dataclass(frozen=True)
class _Place:
    """Where in a page a block stands.

    Args:
        label: the heading that it stands below, without markup.
        depth: the level of that heading in HTML.
    """

    label: str
    depth: int = 1


def _blocks(inscription: HtmlInscription, document: Document) -> Iterator[Prepared]:
    place = _Place(inscription.plain(document.title))
    for depth, block in outlined(document):
        if isinstance(block, Heading):
            place = _Place(inscription.plain(block.text), min(depth, DEEPEST))
        yield _block(inscription, place, block)


def _block(inscription: HtmlInscription, place: _Place, block: Block) -> Prepared:
    template, prepare = _PREPARED[type(block)]
    return {"template": template, "label": place.label, **prepare(inscription, place, block)}


def _heading(inscription: HtmlInscription, place: _Place, block: Heading) -> Prepared:
    text = inscription.sentence(block.text)
    return {"depth": place.depth, "level": block.level, "text": text}


def _paragraph(inscription: HtmlInscription, _: _Place, block: Paragraph) -> Prepared:
    is_wide = any(map(inscription.is_long, block.text))
    return {"text": inscription.sentence(block.text), "is_wide": is_wide}


def _option(inscription: HtmlInscription, place: _Place, block: Option) -> Prepared:
    return {**_paragraph(inscription, place, block), "goes_on": block.goes_on}


def _lines(inscription: HtmlInscription, _: _Place, block: Lines) -> Prepared:
    lines = [_line(inscription, line) for line in block.lines]
    if block.left_out:
        lines[-1]["left_out"] = f"{block.left_out:,}"
    return {
        "lead": inscription.sentence(block.lead),
        "notes": _notes(inscription, block),
        "lines": lines,
    }


def _notes(inscription: HtmlInscription, block: Lines) -> str:
    """What the notes of lines are like: they have a column of their own, wider for sentences."""
    longest = max(len(inscription.plain(line.note)) for line in block.lines)
    return "explained" if longest > ROOM else "noted" if longest else "bare"


def _line(inscription: HtmlInscription, line: Line) -> Prepared:
    links = [
        {
            "relation": link.relation,
            "formulas": inscription.formulas(link.expression),
            "is_value": isinstance(link.expression, Number | Grid),
        }
        for link in line.links
    ]
    return {
        "target": inscription.formula(line.target),
        "links": links,
        "note": inscription.sentence(line.note),
        "faint": line.faint,
        "left_out": "",
    }


def _matrices(inscription: HtmlInscription, _: _Place, block: Matrices) -> Prepared:
    return {"matrices": [inscription.matrix(matrix) for matrix in block.matrices]}


def _table(inscription: HtmlInscription, _: _Place, block: TableBlock) -> Prepared:
    numeric = [column in block.numeric for column in range(len(block.header))]
    header = [
        _cell(inscription.header(text), right)
        for text, right in zip(block.header, numeric, strict=True)
    ]
    rows = [_row(inscription, row, numeric) for row in block.rows]
    return {"header": header, "rows": rows, "is_written_in": block.is_written_in}


def _row(
    inscription: HtmlInscription, texts: tuple[Text, ...], numeric: Sequence[bool]
) -> list[Prepared]:
    name, *rest = texts
    cells = [inscription.header(name), *(inscription.sentence(text, True) for text in rest)]
    return [_cell(cell, right) for cell, right in zip(cells, numeric, strict=True)]


def _cell(text: Markup, numeric: bool) -> Prepared:
    return {"text": text, "numeric": numeric}


def _diagram(inscription: HtmlInscription, place: _Place, block: Diagram) -> Prepared:
    table = _table(inscription, place, diagram_table(block))
    return _drawing(place, svg(block), block.width, table)


def _plot(inscription: HtmlInscription, place: _Place, block: Plot) -> Prepared:
    return _sketched(inscription, place, block, sketched(block))


def _plots(inscription: HtmlInscription, place: _Place, block: PlotRow) -> Prepared:
    pairs = zip(block.plots, row_of(block), strict=True)
    drawn = [_sketched(inscription, place, plot, sketch) for plot, sketch in pairs]
    return {"plots": [{"label": place.label, **one} for one in drawn]}


def _sketched(inscription: HtmlInscription, place: _Place, plot: Plot, sketch: Sketch) -> Prepared:
    points = plot_table(plot)
    table = _table(inscription, place, points) if points else None
    return _drawing(place, plot_svg(sketch), sketch.width, table)


def _drawing(place: _Place, drawn: str, width: float, table: Prepared | None) -> Prepared:
    """A drawing, and the same as a table, where it has one, for those who do not see it."""
    told = {"label": place.label, **table} if table else None
    return {"drawing": Markup(drawn), "width": number(width), "table": told}


_PREPARED: dict[type, tuple[str, Callable[[HtmlInscription, _Place, Any], Prepared]]] = {
    Heading: ("heading.html.j2", _heading),
    Paragraph: ("paragraph.html.j2", _paragraph),
    Prompt: ("prompt.html.j2", _paragraph),
    Option: ("option.html.j2", _option),
    Lines: ("lines.html.j2", _lines),
    MatrixLines: ("lines.html.j2", _lines),
    Matrices: ("matrices.html.j2", _matrices),
    TableBlock: ("table.html.j2", _table),
    Diagram: ("diagram.html.j2", _diagram),
    Plot: ("diagram.html.j2", _plot),
    PlotRow: ("plots.html.j2", _plots),
}
"""The template of a block and what prepares it, by the block's class."""
