"""The gradient of the output by the input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import asking

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise


def _suits(exercise: Exercise) -> bool:
    """Whether no asked derivative is 0: the ways from an input to the output may cancel."""
    return all(exercise.value(asked) != 0 for asked in exercise.asked)


KIND = Kind(
    name="input-gradient",
    summary="the derivatives of H by the inputs",
    heading="Gradient by the input",
    make=asking(
        (
            "How does the output of the network change with its input?"
            " Find the derivatives of the output by every input at the point below.",
        ),
        ("dH*/dx*",),
    ),
    keys={"layers": (2, 3, 1)},
    suits=_suits,
)
