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


def no_numbers(net: Network) -> None:
    """Let a network pass of which only the shape is told: the kind draws the rest by itself.

    Raises:
        InputError: for one with numbers, which would go unheard.
    """
    vectors = [*net.b, *(v for point in net.data for v in (point.x, point.y))]
    vectors += [row for matrix in net.W for row in matrix or ()]
    if any(entry is not None for vector in vectors for entry in vector or ()):
        expected = "layers, activations and the options of this kind"
        raise InputError("numbers for a kind that draws all of them by itself", expected=expected)


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
