"""The words of a plot as pieces of text, raised, lowered or upright, and how wide they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symnn.documents.blocks import Inline, Text
from symnn.documents.diagram_labels import LabelLine, Run, Runs
from symnn.documents.plot import Plot, PlotRow
from symnn.documents.plot_layout import laid_out
from symnn.documents.plot_parts import Sketch
from symnn.documents.plot_scale import BESIDE
from symnn.render.inline import Inscription

_UP, _DOWN = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀⁱʲᵏˡⁿᴸ", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₗₙ"
_RAISED = str.maketrans(_UP, "0123456789+−()TijkℓnL")
_LOWERED = str.maketrans(_DOWN, "0123456789+−()ijkℓn")
_LETTER = rf"[^\W\d_{_UP}{_DOWN}]"
_TOKENS = re.compile(
    rf"(?P<raised>[{_UP}]+)|(?P<lowered>[{_DOWN}]+)"
    rf"|(?P<letter>(?<!{_LETTER}){_LETTER}(?!{_LETTER}))|(?P<rest>{_LETTER}+|.)",
    re.DOTALL,
)
"""Of a formula in Unicode: a letter by itself is a name, several are a word such as exp."""


def runs(text: Text, decimals: bool = False) -> Runs:
    """The pieces of a text, prose upright and formulas with letters in italics."""
    return tuple(run for piece in text for run in _runs(piece, decimals))


def measure(text: Text) -> float:
    """How wide a text of size 1 is at most, whatever format it is written in."""
    return LabelLine(runs(text), 1.0).width


def sketched(plot: Plot) -> Sketch:
    """The layout of a plot, the same for all formats."""
    return laid_out(plot, measure)


def row_of(row: PlotRow) -> list[Sketch]:
    """The layouts of plots that stand beside each other."""
    return [laid_out(plot, measure, BESIDE) for plot in row.plots]


def _runs(piece: Inline, decimals: bool) -> Iterator[Run]:
    written = Inscription(decimals=decimals).text(piece)
    if isinstance(piece, str):
        yield Run(written)
        return
    for found in _TOKENS.finditer(written):
        if found["raised"]:
            yield Run(found["raised"].translate(_RAISED), 1)
        elif found["lowered"]:
            yield Run(found["lowered"].translate(_LOWERED), -1)
        else:
            yield Run(found[0], italic=bool(found["letter"]))
