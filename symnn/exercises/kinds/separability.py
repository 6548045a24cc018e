"""Whether two classes of points can be separated: the question, and its answer with the proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.documents.blocks import Block, Heading, Paragraph, TableBlock, Text, Vector
from symnn.exercises.exact import number_of
from symnn.formula import Formula, Product, total
from symnn.formula import replace as put_in
from symnn.learning.separation import Common, Point, Separating, separate
from symnn.marking.questions import Question, Wrong
from symnn.quantities import Quantity

YES, NO = "a", "b"
HULLS = {1: "the point ", 2: "the segment between ", 3: "the triangle with corners "}
"""What lies between so many points."""


def flat(coordinates: int) -> str:
    """What separates points with that many coordinates."""
    return "line" if coordinates == 2 else "plane"


@dataclass(frozen=True)
class Classes:
    """Points of two classes.

    Attributes:
        of: what their coordinates are called.
        points: the points.
        labels: for each its class, 0 or 1.
    """

    of: tuple[Quantity, ...]
    points: tuple[Point, ...]
    labels: tuple[int, ...]

    @cached_property
    def found(self) -> Separating | Common:
        """What separates them, or a point that shows that nothing does."""
        return separate(self.points, self.labels)

    @property
    def side(self) -> Formula:
        """What is positive at the points of class 1 and negative at the others, if they can be."""
        assert isinstance(self.found, Separating)
        return _side(self.of, self.found)

    @property
    def name(self) -> Quantity:
        """What a point is called."""
        return Quantity(self.of[0].kind, self.of[0].layer)

    def question(self) -> Question:
        """Whether they can be separated."""
        is_separable, what = isinstance(self.found, Separating), flat(len(self.of))
        prompt: Text = (
            f"Is there a {what} that separates the classes among the points ",
            self.name,
            "?",
        )
        why = f"there is a {what} that separates them"
        if not is_separable:
            why = "a point between those of one class is also between those of the other"
        right, other = (YES, NO) if is_separable else (NO, YES)
        wrong = (Wrong(other, "separable-or-not", why),)
        return Question("separable", right, prompt, (("yes",), ("no",)), wrong)

    def blocks(self) -> Iterator[Block]:
        """The answer with what proves it."""
        yield Heading(2, ("Separable or not",))
        yield Paragraph(self.question().prompt)
        if isinstance(self.found, Common):
            yield self._table(None)
            yield Paragraph(_shared(self.points, self.labels, self.found))
            return
        yield self._table(self.side)
        signs = " is positive at the points of class 1, and negative at the others."
        yield Paragraph(("Yes: ", self.side, signs))

    def _table(self, side: Formula | None) -> TableBlock:
        """Where the points are, and on which side of what separates them."""
        rows: list[tuple[Text, ...]] = []
        for sample, (point, label) in enumerate(zip(self.points, self.labels, strict=True), 1):
            values = dict(zip(self.of, point, strict=True))
            row: list[Text] = [(str(sample),), (str(label),), (Vector(tuple(point)),)]
            if side is not None:
                row.append((number_of(put_in(side, lambda q, v=values: v[q])),))  # type: ignore[misc]
            rows.append(tuple(row))
        sides: list[Text] = [] if side is None else [(side,)]
        header: list[Text] = [("sample",), ("class",), (self.name,), *sides]
        return TableBlock(tuple(header), tuple(rows), frozenset(range(len(header))))


def _side(of: Sequence[Quantity], found: Separating) -> Formula:
    """What is positive at the points of class 1, and negative at the others."""
    terms = [_times(w, q) for w, q in zip(found.w, of, strict=True) if w]
    return total([*terms, found.b] if found.b else terms)


def _times(factor: int, quantity: Quantity) -> Formula:
    return quantity if factor == 1 else Product((factor, quantity))


def _shared(points: Sequence[Point], classes: Sequence[int], found: Common) -> Text:
    """The point that lies between the points of either class."""
    at = {k: share for k, share in enumerate(found.shares) if share}
    if len(at) == 2:
        one, other = (k + 1 for k in at)
        return (
            f"No: samples {one} and {other}, of different classes, are at the same point ",
            Vector(found.point),
            ".",
        )
    of = {label: [k for k in at if classes[k] == label] for label in (1, 0)}
    ones, others = (_hull([points[k] for k in of[label]]) for label in (1, 0))
    sums = [_weighted([(at[k], points[k]) for k in of[label]]) for label in (1, 0)]
    return (
        "No: ", *ones, ", of class 1, and ", *others, ", of class 0, have a point in common, which"
        " would have to be on both sides: ", *sums[0], " = ", *sums[1], " = ", Vector(found.point),
        ".",
    )  # fmt: skip


def _hull(points: Sequence[Point]) -> Text:
    """What lies between points: a point, a segment, a triangle."""
    what = HULLS.get(len(points), "all that lies between ")
    first, *others = [Vector(point) for point in points]
    last: Text = (" and ", others.pop()) if others else ()
    return (what, first, *(piece for other in others for piece in (", ", other)), *last)


def _weighted(shares: Sequence[tuple[Fraction, Point]]) -> Text:
    """A weighted mean of points."""
    parts: list[Text] = [
        (*(() if share == 1 else (share, " · ")), Vector(point)) for share, point in shares
    ]
    return tuple(piece for k, part in enumerate(parts) for piece in ((" + ",) * (k > 0)) + part)
