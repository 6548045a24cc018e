"""Axes around what is to be seen on them."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from symnn.documents.blocks import Text
from symnn.documents.plot import Axis

MARGIN = 0.06
"""The room beyond the outermost values, by the distance of these."""


def around(label: Text, values: Iterable[float], grid: float = 0) -> Axis:
    """An axis on which all values stand, with some room beyond them.

    Args:
        label: what stands beside it.
        values: at least one.
        grid: how far the lines across it are apart; 0 for lines at its numbers.
    """
    seen = list(map(float, values))
    low, high = min(seen), max(seen)
    more = MARGIN * (high - low) or max(1.0, abs(high) / 2)
    return Axis(label, low - more, high + more, grid)


def counted(label: Text, values: Iterable[float]) -> Axis:
    """An axis from one integer to another, 0 and all values on it, with lines at the integers."""
    seen = [0.0, *map(float, values)]
    return Axis(label, floor(min(seen)) - 1, ceil(max(seen)) + 1, 1)
