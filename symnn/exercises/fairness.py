"""Equally hard versions: one draw sets the measure, the others are drawn until they meet it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from symnn.errors import InputError
from symnn.evaluate.whole_program import memory_for, program_for
from symnn.exercises.difficulty import Difficulty, counts, difficulty
from symnn.exercises.draw import Drawn, drawn
from symnn.exercises.measure import Measure, around, chosen, loosest
from symnn.exercises.plan import planned
from symnn.exercises.profile import Profile
from symnn.exercises.source import Source
from symnn.network.model import Network
from symnn.quantities import Quantity

TRIED_AS_MEASURE = 24
"""Draws among which the measure is chosen: the one that most of the others are like."""
DRAWS_A_SUITED_ONE = 8
"""Draws for one that suits, after which fewer have to do."""
FEWEST_ALIKE = {False: 2, True: 6}
"""How many of them have to be alike, of one sample and of several, which have many lines."""
MOST_UNSUITED = 600
"""Draws that do not suit the kind, or are not as hard, after which a request is given up."""
MOST_TRIES = 3_000
"""Draws of a version after which its being as hard as the others is given up."""


@dataclass(frozen=True)
class Fair:
    """A draw that is as hard as the others.

    Attributes:
        drawn: the network with its numbers.
        difficulty: its figures; None where there was nothing to draw.
        tries: how many draws of numbers it took, sound ones and others.
        within: how far its counts may be from those of others.
    """

    drawn: Drawn
    difficulty: Difficulty | None
    tries: int = 1
    within: int = 1


def computed(net: Network, asked: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Those of the quantities that a program of the network computes."""
    places, many = program_for(net, asked).places, len(net.data) > 1
    named = (q if many else q.at(0) for q in asked)
    return tuple(dict.fromkeys(q for q in named if q in places))


def measure(
    net: Network,
    profile: Profile,
    source: Source,
    asked: Sequence[Quantity],
    suits: Callable[[Drawn], bool],
) -> Measure[Difficulty] | None:
    """The figures that all versions are to have; None where nothing is left to draw.

    Args:
        net: the network, as far as it is fixed.
        profile: what all versions have in common.
        source: random numbers that all versions share.
        asked: the quantities that are asked for.
        suits: whether a draw is one in which they are asked for.

    Raises:
        InputError: if no numbers are found.
    """
    if planned(net).is_fixed:
        return None
    found = [*_draws(net, profile, source, asked, suits)]
    if not found:
        raise no_version("", TRIED_AS_MEASURE * DRAWS_A_SUITED_ONE, suited=0)
    fewest = FEWEST_ALIKE[len(net.data) > 1]
    return chosen(found, Difficulty.is_like, fewest) or loosest(found, Difficulty.is_like)


def measure_around(
    net: Network,
    profile: Profile,
    source: Source,
    asked: Sequence[Quantity],
    figures: Difficulty,
) -> Measure[Difficulty]:
    """The measure of siblings of an exercise: as near to its figures as some draws are.

    Args:
        net: the network, as far as it is fixed.
        profile: what all siblings have in common.
        source: random numbers that all siblings share.
        asked: the quantities that are asked for.
        figures: those of the exercise.
    """
    if len(net.data) == 1:
        return Measure(figures)
    found = [*_draws(net, profile, source, asked, lambda one: True)]
    return around(figures, found, Difficulty.is_like)


def fair(
    net: Network,
    profile: Profile,
    source: Source,
    asked: Sequence[Quantity],
    like: Measure[Difficulty] | None,
    suits: Callable[[Drawn], bool],
) -> Fair:
    """A draw that is as hard as the measure.

    Args:
        net: the network, as far as it is fixed.
        profile: what all versions have in common.
        source: random numbers of the version's own.
        asked: the quantities that are asked for.
        like: the measure; None where nothing is left to draw.
        suits: whether a draw is one in which these are asked for.

    Raises:
        InputError: if none is found, or no numbers at all.
    """
    if like is None:
        one = drawn(net, profile, source)
        return Fair(one, None, one.tries)
    tries = 0
    for _ in range(MOST_TRIES):
        one = drawn(net, profile, source)
        tries += one.tries
        memory = memory_for(net, one.memories, asked)
        counted = counts(net, memory, asked)
        if counted.is_like(like.figures.counts, like.within) and suits(one):
            figures = difficulty(net, memory, asked, counted)
            if figures.is_like(like.figures, like.within):
                return Fair(one, figures, tries, like.within)
    raise no_version("", MOST_TRIES, suited=MOST_TRIES)


def no_version(kind: str, draws: int, suited: int) -> InputError:
    """Why no version was found: none of the draws suits the kind, or none is as hard as others."""
    if not suited:
        what = f"the kind {kind}" if kind else "what is asked"
        return InputError(
            f"no numbers that suit {what} in {draws} draws",
            expected="another shape, or other numbers where some are fixed",
        )
    return InputError(
        f"no version as hard as the others in {draws} draws",
        expected="a larger network, fewer fixed numbers, or `fair: false`",
    )


def _draws(
    net: Network,
    profile: Profile,
    source: Source,
    asked: Sequence[Quantity],
    suits: Callable[[Drawn], bool],
) -> Iterator[Difficulty]:
    """The figures of draws that suit."""
    draws = (drawn(net, profile, source) for _ in range(TRIED_AS_MEASURE * DRAWS_A_SUITED_ONE))
    for one in islice(filter(suits, draws), TRIED_AS_MEASURE):
        yield difficulty(net, memory_for(net, one.memories, asked), asked)
