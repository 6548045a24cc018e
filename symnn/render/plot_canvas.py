"""A field of characters to draw a plot on: curves in dots of braille or in signs of ASCII."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from symnn.documents.plot import Mark, Place
from symnn.render.wrap import cells

ACROSS, DOWN = 2, 4
"""The dots of a character in braille."""
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
_DASHES = ("#", "######...", "#..", "######..##..")
"""By the style of a curve: which dots are drawn and which are left out, in turn."""
_FAINT = "#..."
_SAMPLE = 6
_LETTERS = "*+~:"
"""What a curve is drawn with where there are no dots, by its style."""
_MARKS: dict[Mark, tuple[str, str]] = {
    "disc": ("●", "@"), "ring": ("○", "o"), "square": ("■", "#"), "cross": ("×", "x"),
}  # fmt: skip


def sign(mark: Mark, unicode: bool) -> str:
    """The character of a mark."""
    return _MARKS[mark][not unicode]


def sample(style: int, faint: bool, dotted: bool) -> str:
    """A piece of a curve, for the legend."""
    canvas = Canvas(_SAMPLE, 1, dotted)
    canvas.curve([(0, 2), (_SAMPLE * ACROSS - 1, 2)], style, faint)
    return next(canvas.rows())


class Canvas:
    """A field of characters, on which what is drawn later covers what was there.

    Args:
        columns: how many characters it is wide.
        rows: how many it is high.
        dotted: whether curves are dots of braille.
    """

    def __init__(self, columns: int, rows: int, dotted: bool) -> None:
        self.dotted = dotted
        self._dots = [[0] * columns for _ in range(rows)]
        self._signs = [[" "] * columns for _ in range(rows)]

    def curve(self, points: Sequence[Place], style: int, faint: bool) -> None:
        """Draw a line through points, whose units are dots."""
        kind = style % len(_DASHES)
        letter = "." if faint else _LETTERS[kind]
        dashes = _FAINT if faint else _DASHES[kind]
        for k, (x, y) in enumerate(_along(points)):
            if not self.dotted:
                self._signs[y // DOWN][x // ACROSS] = letter
            elif dashes[k % len(dashes)] == "#":
                self._dots[y // DOWN][x // ACROSS] |= _BITS[y % DOWN][x % ACROSS]

    def mark(self, x: float, y: float, character: str) -> None:
        """Draw a point, whose units are dots."""
        self._signs[int(y) // DOWN][int(x) // ACROSS] = character

    def name(self, x: float, y: float, name: str) -> None:
        """Write the name of a point beside it, where there is room."""
        row, column = int(y) // DOWN, int(x) // ACROSS
        for start, text in (
            (column + 1, f" {name}"), (column + 1, name), (column - len(name), name)
        ):  # fmt: skip
            room = self._signs[row][start : start + len(text)] if start >= 0 else []
            if room == [" "] * cells(text):
                self._signs[row][start : start + len(text)] = list(text)
                return

    def rows(self) -> Iterator[str]:
        """The rows, from top to bottom."""
        for dots, signs in zip(self._dots, self._signs, strict=True):
            pairs = zip(dots, signs, strict=True)
            yield "".join(
                chr(_BLANK + bits) if bits and letter == " " else letter for bits, letter in pairs
            )


def _along(points: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """The dots on a line, each once in a row."""
    before = None
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = max(1, ceil(max(abs(x2 - x1), abs(y2 - y1))))
        for k in range(steps + 1):
            dot = int(x1 + (x2 - x1) * k / steps), int(y1 + (y2 - y1) * k / steps)
            if dot != before:
                yield dot
            before = dot
