"""Lines and boxes of a diagram: where they meet, and what is left of a line between labels."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot
from typing import NamedTuple

from symnn.documents.diagram_labels import Box

SHORTEST = 2.0
"""Below this, a piece of a line between two labels is left out."""


class Segment(NamedTuple):
    """A straight line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def length(self) -> float:
        """How long it is."""
        return hypot(self.x2 - self.x1, self.y2 - self.y1)

    def between(self, start: float, end: float) -> Segment:
        """The part between two fractions of the way."""
        dx, dy = self.x2 - self.x1, self.y2 - self.y1
        return Segment(
            self.x1 + start * dx, self.y1 + start * dy, self.x1 + end * dx, self.y1 + end * dy
        )

    def shortened(self, by: float) -> Segment:
        """The segment without that much of both ends."""
        part = by / self.length
        return self.between(part, 1 - part)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have more than an edge in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def grown(box: Box, by: float) -> Box:
    """The box with room around it."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def uncovered(segment: Segment, boxes: Iterable[Box]) -> tuple[Segment, ...]:
    """What is left of a segment where boxes cover it."""
    covered = sorted(part for box in boxes if (part := within(segment, box)))
    pieces, start = [], 0.0
    for low, high in [*covered, (1.0, 1.0)]:
        if low > start:
            pieces.append(segment.between(start, low))
        start = max(start, high)
    return tuple(piece for piece in pieces if piece.length >= SHORTEST)


def within(segment: Segment, box: Box) -> tuple[float, float] | None:
    """Between which fractions of its way a segment is in a box; None if nowhere."""
    low, high = 0.0, 1.0
    for start, end, least, most in (
        (segment.x1, segment.x2, box[0], box[2]),
        (segment.y1, segment.y2, box[1], box[3]),
    ):
        way = end - start
        if way == 0:
            if not least < start < most:
                return None
            continue
        ends = sorted(((least - start) / way, (most - start) / way))
        low, high = max(low, ends[0]), min(high, ends[1])
    return (low, high) if low < high else None
