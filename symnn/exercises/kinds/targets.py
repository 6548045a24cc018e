"""Choosing what is asked: the same in all versions, as far as their numbers let it be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from symnn.errors import InputError
from symnn.quantities import Quantity

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.network.model import Network


def one_sample(net: Network) -> None:
    """Let a network with a single data point pass: what is asked is asked at one point.

    Raises:
        InputError: for another.
    """
    if len(net.data) > 1:
        found, expected = f"{len(net.data)} samples", "the key `x`, or `data` of one sample"
        raise InputError("several points for a question about one", found=found, expected=expected)


def picked(
    exercise: Exercise, among: Sequence[Quantity], fits: Callable[[Quantity], bool]
) -> Quantity:
    """The first quantity that fits, in an order that all versions of the exercise share.

    Raises:
        InputError: if none does.
    """
    for quantity in exercise.shared_source("asked").shuffled(among):
        if fits(quantity):
            return quantity
    raise InputError(
        "a network in which nothing can be asked",
        found=f"none of {len(among)} derivatives" if among else "no derivative of that layer",
        expected=f"other numbers, or another shape for {exercise.setting.kind.name}",
    )
