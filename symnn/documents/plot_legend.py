"""The legend of a plot: below it, as many entries in a row as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from symnn.documents.blocks import Text
from symnn.documents.diagram_labels import NORMAL
from symnn.documents.plot import Curve, Dots, Plot
from symnn.documents.plot_parts import Sign, Stroke, Words

SAMPLE, GAP, BETWEEN = 26.0, 7.0, 18.0
"""The width of a sample of a line, from it to its words, and from an entry to the next."""
ROW = 18.0
"""The height of a row."""
SIGN = 10.0
"""The width of a sample of a mark."""


@dataclass
class Legend:
    """What is drawn of a legend, and where it ends."""

    bottom: float
    strokes: list[Stroke] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def entries(plot: Plot) -> Iterator[Curve | Dots]:
    """Everything that has a label, each label once."""
    told, shown = set(), list[Curve | Dots]([*plot.curves, *plot.dots])
    for one in shown:
        kind = (one.label, type(one), one.style)
        if one.label and kind not in told:
            told.add(kind)
            yield one


def legend(
    plot: Plot, measure: Callable[[Text], float], left: float, top: float, room: float
) -> Legend:
    """The legend of a plot.

    Args:
        plot: the plot.
        measure: how wide a text of size 1 is.
        left: where its rows begin.
        top: where it begins.
        room: how wide its rows are, unless a single entry is wider.
    """
    made, x, y = Legend(top), left, top + ROW / 2
    for one in entries(plot):
        wide = SAMPLE if isinstance(one, Curve) else SIGN
        text = measure(one.label) * NORMAL
        if x > left and x + wide + GAP + text > left + room:
            x, y = left, y + ROW
        if isinstance(one, Curve):
            made.strokes.append(Stroke(((x, y), (x + wide, y)), one.style, one.faint))
        else:
            made.signs.append(Sign(x + wide / 2, y, one.mark, one.style))
        made.words.append(Words(x + wide + GAP, y, one.label, text, NORMAL, "start"))
        x += wide + GAP + text + BETWEEN
        made.bottom = y + ROW / 2
    return made
