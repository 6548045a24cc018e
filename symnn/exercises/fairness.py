"""Equally hard versions: one draw sets the measure, the others are drawn until they meet it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symnn.errors import InputError
from symnn.evaluate.program import compiled
from symnn.exercises.difficulty import Difficulty, counts, difficulty
from symnn.exercises.draw import Drawn, drawn
from symnn.exercises.plan import planned
from symnn.exercises.profile import Profile
from symnn.exercises.source import Source
from symnn.network.model import Network
from symnn.quantities import Quantity

TRIED_AS_MEASURE = 24
"""Draws among which the measure is chosen: the one that most of the others are like."""
MOST_TRIES = 600
"""Draws of a version after which its being as hard as the others is given up."""


@dataclass(frozen=True)
class Fair:
    """A draw that is as hard as the others.

    Attributes:
        drawn: the network with its numbers.
        difficulty: its figures; None where there was nothing to draw.
        tries: how many draws it took.
    """

    drawn: Drawn
    difficulty: Difficulty | None
    tries: int = 1


def computed(net: Network, asked: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Those of the quantities that the program of a network computes for each sample."""
    places = compiled(net).places
    return tuple(dict.fromkeys(q.at(0) for q in asked if q.at(0) in places))


def measure(
    net: Network, profile: Profile, source: Source, asked: Sequence[Quantity]
) -> Difficulty | None:
    """The figures that all versions are to have; None where nothing is left to draw.

    Args:
        net: the network, as far as it is fixed.
        profile: what all versions have in common.
        source: random numbers that all versions share.
        asked: the quantities that are asked for.

    Raises:
        InputError: if no numbers are found.
    """
    if planned(net).is_fixed:
        return None
    found = [figures for _, figures in _draws(net, profile, source, asked, TRIED_AS_MEASURE)]
    return max(found, key=lambda one: sum(one.is_like(other) for other in found))


def fair(
    net: Network,
    profile: Profile,
    source: Source,
    asked: Sequence[Quantity],
    like: Difficulty | None,
) -> Fair:
    """A draw that is as hard as the measure.

    Args:
        net: the network, as far as it is fixed.
        profile: what all versions have in common.
        source: random numbers of the version's own.
        asked: the quantities that are asked for.
        like: the measure; None where nothing is left to draw.

    Raises:
        InputError: if none is found, or no numbers at all.
    """
    if like is None:
        return Fair(drawn(net, profile, source), None)
    for tries in range(1, MOST_TRIES + 1):
        one = drawn(net, profile, source)
        counted = counts(net, one.memories[0], asked)
        if counted.is_like(like.counts):
            figures = difficulty(net, one.memories[0], asked, counted)
            if figures.is_like(like):
                return Fair(one, figures, tries)
    raise InputError(
        f"no version as hard as the others in {MOST_TRIES} draws",
        expected="a larger network, fewer fixed numbers, or `fair: false`",
    )


def _draws(
    net: Network, profile: Profile, source: Source, asked: Sequence[Quantity], most: int
) -> Iterator[tuple[Drawn, Difficulty]]:
    for _ in range(most):
        one = drawn(net, profile, source)
        yield one, difficulty(net, one.memories[0], asked)
