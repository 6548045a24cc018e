"""The points of a plot as a table, for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symnn.documents.blocks import Number, TableBlock, Text
from symnn.documents.plot import Dots, Plot
from symnn.numbers.digits import decimal

MOST = 24
"""Points above which a table would say nothing to anyone."""
DIGITS = 6


def plot_table(plot: Plot) -> TableBlock | None:
    """The points with their coordinates; None where there are none, or too many."""
    if not 0 < sum(len(dots.points) for dots in plot.dots) <= MOST:
        return None
    has_names = any(dots.names for dots in plot.dots)
    header: tuple[Text, ...] = (
        ("points",), *((("name",),) if has_names else ()), plot.x.label, plot.y.label,
    )  # fmt: skip
    rows = [row for dots in plot.dots for row in _rows(dots, has_names)]
    columns = len(header)
    return TableBlock(header, tuple(rows), frozenset((columns - 2, columns - 1)))


def _rows(dots: Dots, has_names: bool) -> Iterator[tuple[Text, ...]]:
    for k, (x, y) in enumerate(dots.points):
        name = dots.names[k] if dots.names else ()
        yield (dots.label or ("point",), *((name,) if has_names else ()), (_cell(x),), (_cell(y),))


def _cell(value: float) -> Number:
    exact = Fraction(value)
    shown = decimal(exact, DIGITS, 0)
    return Number(decimal=shown, rounded=Fraction(shown) != exact)
