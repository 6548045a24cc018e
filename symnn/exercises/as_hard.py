"""A draw for one version, as hard as those of the others: what they ask for, and the measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from symnn.evaluate.whole_program import memory_for
from symnn.exercises.difficulty import Difficulty, difficulty
from symnn.exercises.draw import Drawn, drawn
from symnn.exercises.fairness import Fair, computed, fair, measure, measure_around
from symnn.exercises.measure import Measure
from symnn.exercises.source import Source
from symnn.network.model import Network
from symnn.quantities import Quantity

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

SHARED_DRAWS = 7
"""Draws that say what all versions ask for, where that depends on the numbers."""
Suits = Callable[[Drawn], bool]
"""Whether a draw is one in which that is asked for."""


def as_hard(first: Exercise, net: Network, source: Source) -> Fair | None:
    """A draw as hard as those of the other versions.

    Args:
        first: the exercise with numbers that are drawn anyhow.
        net: its network, as far as it is fixed.
        source: random numbers of the version's own.

    Returns:
        The draw; None where nothing that is asked is counted as it is drawn.

    Raises:
        InputError: if none is found.
    """
    is_counted = first.setting.net.memo(
        ("is counted", first.number), lambda: bool(computed(net, first.made.quantities))
    )
    if net.given or not is_counted:
        return None
    asked = _asked(first, net)
    suits = _suits(first, net, asked)
    like = net.memo(("measure", first.shared, asked), lambda: _measure(first, net, asked, suits))
    return fair(net, first.profile, source, asked, like, suits)


def _asked(first: Exercise, net: Network) -> tuple[Quantity, ...]:
    """What all versions ask for; where numbers decide it, what most of some shared draws do."""
    if not first.setting.kind.asks_by_numbers:
        return computed(net, first.made.quantities)

    def of_most() -> tuple[Quantity, ...]:
        source = Source(*first.shared, "asked", str(net.widths))
        draws = (drawn(net, first.profile, source) for _ in range(SHARED_DRAWS))
        asked = [_asked_of(first, net, one) for one in draws]
        return max(asked, key=asked.count)

    return net.memo(("asked for", first.shared), of_most)


def _suits(first: Exercise, net: Network, asked: tuple[Quantity, ...]) -> Suits:
    if not first.setting.kind.asks_by_numbers:
        return lambda one: True
    return lambda one: _asked_of(first, net, one) == asked


def _asked_of(first: Exercise, net: Network, one: Drawn) -> tuple[Quantity, ...]:
    """What a draw asks for; nothing if it does not suit the kind."""
    exercise = replace(first, fair=Fair(one, None))
    suits = exercise.setting.kind.suits(exercise)
    return computed(net, exercise.made.quantities) if suits else ()


def _measure(
    first: Exercise, net: Network, asked: tuple[Quantity, ...], suits: Suits
) -> Measure[Difficulty] | None:
    """The figures that all versions are to have: the model's, or those of a draw."""
    source = Source(*first.shared, "measure", str(net.widths))
    model = first.setting.model
    if model is None:
        return measure(net, first.profile, source, asked, suits)
    figures = difficulty(net, memory_for(net, model.memories, asked), asked)
    return measure_around(net, first.profile, source, asked, figures)
