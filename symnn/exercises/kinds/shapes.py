"""Shapes that are drawn: by kinds that ask about a network without numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from symnn.activations import ACTIVATIONS
from symnn.network.build import shape

if TYPE_CHECKING:
    from symnn.exercises.exercise import Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

HIDDEN = ("relu", "leaky_relu", "sigmoid", "tanh")
"""Activations of hidden layers: every one of them has a slope."""
OUTPUT = ("linear", "sigmoid")


def reshaped(
    setting: Setting, source: Source, widths: Sequence[int], draws_activations: bool = False
) -> Network:
    """The network of a spec in another shape.

    Args:
        setting: the spec.
        source: where activations are drawn from.
        widths: how wide its layers are, as many as the spec has.
        draws_activations: whether they are drawn, too, unless the spec says which they are.
    """
    activations = setting.net.activations
    if draws_activations and not setting.has_activations:
        names = [source.choice(HIDDEN) for _ in widths[2:]] + [source.choice(OUTPUT)]
        activations = tuple(ACTIVATIONS[name] for name in names)
    return replace(shape(widths), activations=activations, biased=setting.net.biased)
