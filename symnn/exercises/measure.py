"""The measure of versions: the draw that most others are like, and how near they can be to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_APART = 8
"""How far counts may differ at most."""


F = TypeVar("F")


@dataclass(frozen=True)
class Measure(Generic[F]):
    """What versions have to be like.

    Attributes:
        figures: those of a draw.
        within: how far counts may be from them: 1, unless an exercise with so many lines was drawn
            that hardly two of its draws are as near.
    """

    figures: F
    within: int = 1


def chosen(
    found: Sequence[F], is_like: Callable[[F, F, int], bool], fewest: int = 2
) -> Measure[F] | None:
    """The measure among some draws: as strict as it can be, and then the most typical.

    Args:
        found: the figures of the draws.
        is_like: whether those of one are within some distance of another's.
        fewest: how many have to be alike, the measure among them, so that others will be.

    Returns:
        The measure; None where never so many are alike.
    """
    for within in range(1, MOST_APART + 1):
        alike = [sum(is_like(other, one, within) for other in found) for one in found]
        if max(alike) >= fewest:
            return Measure(found[alike.index(max(alike))], within)
    return None


def loosest(found: Sequence[F], is_like: Callable[[F, F, int], bool]) -> Measure[F]:
    """The measure among draws that have little in common: what most others are most nearly like."""
    alike = [sum(is_like(other, one, MOST_APART) for other in found) for one in found]
    return Measure(found[alike.index(max(alike))], MOST_APART)


def around(figures: F, found: Sequence[F], is_like: Callable[[F, F, int], bool]) -> Measure[F]:
    """The measure with given figures, as strict as one of the draws that were found lets it be."""
    for within in range(1, MOST_APART + 1):
        if any(is_like(one, figures, within) for one in found):
            break
    return Measure(figures, within)
