"""What lies within the box of a plot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import isfinite

from symnn.documents.diagram_geometry import Segment
from symnn.documents.diagram_labels import Box
from symnn.documents.plot import Place


def holds(box: Box, place: Place) -> bool:
    """Whether a point lies in a box or on its edge."""
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def clipped(points: Iterable[Place | None], box: Box) -> Iterator[tuple[Place, ...]]:
    """The pieces of a curve that lie in a box, each as its points, at least two."""
    piece: list[Place] = []
    for start, end in pairwise([*points, None]):
        part = _part(start, end, box)
        if part is None or part[:1] != tuple(piece[-1:]):
            if len(piece) > 1:
                yield tuple(piece)
            piece = [] if part is None else [part[0]]
        if part is not None and part[1] != piece[-1]:
            piece.append(part[1])


def _part(start: Place | None, end: Place | None, box: Box) -> tuple[Place, Place] | None:
    """The part of a straight line in a box; None if there is none, or no line."""
    if start is None or end is None or not all(map(isfinite, (*start, *end))):
        return None
    segment, low, high = Segment(*start, *end), 0.0, 1.0
    for at, way, least, most in (
        (start[0], end[0] - start[0], box[0], box[2]),
        (start[1], end[1] - start[1], box[1], box[3]),
    ):
        if way == 0:
            if not least <= at <= most:
                return None
            continue
        ends = sorted(((least - at) / way, (most - at) / way))
        low, high = max(low, ends[0]), min(high, ends[1])
    if low > high:
        return None
    # A whole end stays as it is, so that the pieces of a curve meet.
    x1, y1, x2, y2 = segment.between(low, high)
    first, last = start if low == 0 else (x1, y1), end if high == 1 else (x2, y2)
    return _within(first, box), _within(last, box)


def _within(place: Place, box: Box) -> Place:
    """A point that rounding may have put beside the box."""
    x, y = place
    return min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3])
