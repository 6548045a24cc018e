"""Random networks, as the keys of a network file: everything is small, fractions are exact.

A strategy gives keys rather than a network, so that a test can change some of them and build the
network again.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

Keys = dict[str, Any]

PIECEWISE_LINEAR = ("linear", "relu", "leaky_relu", "step")
"""Activations that make a rational network of rational numbers."""
SMOOTH = ("sigmoid", "tanh", "softplus", "elu", "gelu", "silu", "softmax")
EVERY = PIECEWISE_LINEAR + SMOOTH
ANY_LOSS = ("square", "half_square", "absolute")
FITTING = {
    "sigmoid": ("binary_cross_entropy", "cross_entropy"),
    "softmax": ("cross_entropy",),
}
"""Losses with logarithms, by the output activations that they fit."""

NUMBERS = st.integers(-3, 3) | st.fractions(-3, 3, max_denominator=4)
"""Entries; 0 is frequent, so that ReLUs die and kinks are met."""
PROBABILITIES = st.sampled_from([Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(1)])


@st.composite
def keys(
    draw: st.DrawFn,
    *,
    hidden: Sequence[str] = EVERY,
    last: Sequence[str] | None = None,
    losses: bool = True,
    layers: int = 3,
    width: int = 3,
    samples: int = 1,
) -> Keys:
    """The keys of a network in which every entry is a number.

    Args:
        draw: Hypothesis's source of choices.
        hidden: the activations to choose from.
        last: those of the last layer; None for the same.
        losses: whether there is a loss, with targets.
        layers: the largest number of layers.
        width: the largest number of nodes in one.
        samples: the number of data points.
    """
    depth = draw(st.integers(1, layers))
    widths = draw(st.lists(st.integers(1, width), min_size=depth + 1, max_size=depth + 1))
    names = [draw(st.sampled_from(hidden)) for _ in widths[2:]]
    names.append(draw(st.sampled_from(last or hidden)))
    told: Keys = {"layers": widths, "activations": names}
    told["W"] = [draw(matrices(m, n)) for m, n in pairwise(widths)]
    if draw(st.booleans()):
        told["b"] = [draw(vectors(n)) for n in widths[1:]]
    targets = NUMBERS
    if losses:
        fitting = FITTING.get(names[-1], ())
        told["loss"] = draw(st.sampled_from(ANY_LOSS + fitting))
        targets = PROBABILITIES if told["loss"] in fitting else NUMBERS
    points = []
    for _ in range(samples):
        point = {"x": draw(vectors(widths[0]))}
        points.append(point | {"y": draw(vectors(widths[-1], targets))} if losses else point)
    return told | (points[0] if samples == 1 else {"data": points})


def vectors(length: int, entries: st.SearchStrategy[Any] = NUMBERS) -> st.SearchStrategy[list[Any]]:
    """Lists of that many numbers."""
    return st.lists(entries, min_size=length, max_size=length)


def matrices(rows: int, columns: int) -> st.SearchStrategy[list[list[Any]]]:
    """Lists of rows."""
    return st.lists(vectors(columns), min_size=rows, max_size=rows)


@st.composite
def with_unknowns(draw: st.DrawFn, told: Keys) -> Keys:
    """The keys with some of their entries, rows and vectors unknown."""
    hidden = {name: draw(_blanked(told[name])) for name in ("W", "b", "x", "y") if name in told}
    return told | hidden


@st.composite
def completions(draw: st.DrawFn, told: Keys, whole: Keys) -> Keys:
    """The keys with a number for every unknown, in the shapes that `whole` has."""
    names = [name for name in ("W", "b", "x", "y") if name in told]
    targets = PROBABILITIES if "entropy" in told.get("loss", "") else NUMBERS
    filled = {
        name: draw(_filled(told[name], whole[name], targets if name == "y" else NUMBERS))
        for name in names
    }
    return told | filled


@st.composite
def _blanked(draw: st.DrawFn, value: Any) -> Any:
    """The value with None here and there."""
    if draw(st.integers(0, 5)) == 0:
        return None
    if isinstance(value, list):
        return [draw(_blanked(item)) for item in value]
    return value


@st.composite
def _filled(draw: st.DrawFn, value: Any, like: Any, entries: st.SearchStrategy[Any]) -> Any:
    """The value with numbers for None, shaped like `like`."""
    if isinstance(like, list):
        items = [None] * len(like) if value is None else value
        pairs = zip(items, like, strict=True)
        return [draw(_filled(item, of, entries)) for item, of in pairs]
    return draw(entries) if value is None else value
