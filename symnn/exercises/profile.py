"""What versions of one exercise have in common, and how large their numbers may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from symnn.evaluate.program import Memory
from symnn.exercises.source import Source
from symnn.functions import Pieces
from symnn.network.model import Network

Off = tuple[tuple[int, bool], ...]
"""Of some layers, whether a unit of them has to be off, or none may be."""


@dataclass(frozen=True)
class Limits:
    """The size of numbers.

    Args:
        entry: the largest weight, bias or input.
        value: the largest number on the way.
        curved: the largest z at an activation that is not straight on both sides of 0: beyond it
            sigmoids and their like saturate.
        least: the smallest size of an irrational number; smaller ones vanish in the rounding.
        grain: what all entries are multiples of.
    """

    entry: int | Fraction = 5
    value: int | Fraction = 99
    curved: int | Fraction = 3
    least: Fraction = Fraction(0)
    grain: Fraction = Fraction(1)

    def number(self, source: Source) -> int | Fraction:
        """A number for an entry, not 0."""
        steps = source.nonzero(max(int(self.entry / self.grain), 1))
        return steps if self.grain == 1 else steps * self.grain


LADDER = (Limits(5, 99), Limits(3, 99), Limits(2, 99), Limits(2, 999), Limits(1, 999))
"""Sizes of numbers, the first that a network can meet is taken: deep ones need smaller weights."""


@dataclass(frozen=True)
class Profile:
    """What versions of one exercise have in common.

    Args:
        dead: the number of units that are off in each hidden layer; None for an activation that
            has no such units.
        limits: the size of its numbers.
        zeros: what may be 0, each with its sample: z and outputs by their places in the network's
            program. A z at a kink then has to be.
        still: of which samples a layer's gradient may be all 0, by its place in the plan.
    """

    dead: tuple[int | None, ...]
    limits: Limits = field(default_factory=Limits)
    zeros: frozenset[tuple[int, int]] = frozenset()
    still: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True)
class Model:
    """An exercise that others are to be like.

    Args:
        profile: what all have in common with it.
        memories: all its numbers, of each sample, at the places of the program of the network to
            be drawn.
    """

    profile: Profile
    memories: tuple[Memory, ...]


def has_kinks(net: Network, layer: int) -> bool:
    """Whether the units of a layer can be on or off."""
    activation = net.activation(layer)
    return activation.entrywise and isinstance(getattr(activation, "derivative", None), Pieces)


def is_curved(net: Network, layer: int) -> bool:
    """Whether the activation of a layer is neither straight nor made of two straight pieces."""
    from symnn.documents.reasons import is_piecewise_constant

    activation = net.activation(layer)
    return not activation.is_identity and not is_piecewise_constant(activation)
