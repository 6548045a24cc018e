"""The names of points: beside them, where they cover as little as they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from symnn.documents.diagram_geometry import Segment, overlap, within
from symnn.documents.diagram_labels import Box
from symnn.documents.plot_parts import Sign, Stroke, Words

RADIUS = 4.5
"""Half the width of the largest mark."""
AWAY = 2.0
"""Between a mark and its name."""
ROW = 1.1
"""The height of a name by its size."""
_SIDES = ((1, 0), (1, -1), (-1, 0), (0, -1), (0, 1), (1, 1), (-1, -1), (-1, 1))
"""To the right, above that, to the left, ...: the first of equally good ones is taken."""
_COVERED, _OUTSIDE, _CROSSED, _TOUCHED = 20, 40, 2, 1
"""How bad it is to cover a mark or a name, to leave the box, to be crossed by a curve or a line."""


def named(
    names: Sequence[Words],
    strokes: Sequence[Stroke],
    zeros: Sequence[Segment],
    signs: Sequence[Sign],
    frame: Box,
) -> list[Words]:
    """Names in their places, one after the other.

    Args:
        names: each at its point.
        strokes: the curves.
        zeros: other lines.
        signs: the marks.
        frame: what they have to stay in.
    """
    lines = [
        Segment(*start, *end)
        for stroke in strokes
        if not stroke.faint
        for start, end in pairwise(stroke.points)
    ]
    marks = [(s.x - RADIUS, s.y - RADIUS, s.x + RADIUS, s.y + RADIUS) for s in signs]
    taken, placed = list[Box](), list[Words]()
    for name in names:

        def badness(one: Words) -> int:
            box = room_of(one)
            left, top, right, bottom = box
            covered = sum(overlap(box, other) for other in (*marks, *taken))
            outside = left < frame[0] or top < frame[1] or right > frame[2] or bottom > frame[3]
            crossed = sum(within(line, box) is not None for line in lines)
            touched = sum(within(line, box) is not None for line in zeros)
            return _COVERED * covered + _OUTSIDE * outside + _CROSSED * crossed + _TOUCHED * touched

        best = min(_places(name), key=badness)
        taken.append(room_of(best))
        placed.append(best)
    return placed


def room_of(words: Words) -> Box:
    """The room that words take."""
    height = words.size * ROW
    left, top = words.left, words.y - height / 2
    return left, top, left + words.width, top + height


def _places(name: Words) -> Iterator[Words]:
    """Where a name may stand beside its point."""
    for across, down in _SIDES:
        slant = 0.75 if across and down else 1.0
        x = name.x + across * slant * (RADIUS + AWAY) + across * name.width / 2
        y = name.y + down * slant * (RADIUS + AWAY) + down * name.size * ROW / 2
        yield replace(name, x=x, y=y)
