"""What tells the curves and points of a plot apart: colours, dashes and marks."""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """A colour on white paper and on a dark screen, as hexadecimal digits."""

    light: str
    dark: str


COLOURS = (
    Colour("0b62a8", "6cb6ff"),
    Colour("c2410c", "ff9a57"),
    Colour("00745a", "46d3a5"),
    Colour("a03579", "f29bcb"),
)
"""By style: blue, orange, green and purple, which also those tell apart who see no red or green."""
DASHES: tuple[tuple[float, ...], ...] = ((), (7, 3.5), (2, 3), (9, 3, 2, 3))
"""The lengths of lines and gaps, by style: curves can be told apart without any colour."""
WIDTH, FAINT_WIDTH = 1.8, 1.0
FAINT = 0.55
"""How much of its colour a faint curve has."""
RADIUS = 4.0
"""Of a mark."""


def of_style(style: int) -> int:
    """The number of the colour and dashes of a style: beyond the last they begin anew."""
    return style % len(COLOURS)
