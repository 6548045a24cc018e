"""A unit put exactly at the kink of its activation, by its bias."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.errors import InputError
from symnn.exercises.exact import number_of
from symnn.exercises.given import form_of
from symnn.exercises.profile import has_kinks
from symnn.formula import difference
from symnn.quantities import b, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.network.model import Network


def at_kink(exercise: Exercise, net: Network, layer: int) -> Network:
    """The network with one unit of a layer that was on put at z = 0, and a convention for it.

    The bias that does so is the smallest there is; a network that an author has fixed stays.

    Args:
        exercise: what the network belongs to.
        net: the network with its numbers.
        layer: its last hidden layer: what comes after others would change with them.

    Raises:
        InputError: if the layer can't have such a unit.
    """
    if layer != net.depth - 1 or not net.biased or not has_kinks(net, layer):
        what, found = "a layer of which no unit can be put at the kink", f"layer {layer}"
        expected = "the last hidden layer, with ReLU or the like, of a network with biases"
        raise InputError(what, found=found, expected=expected)
    declared = replace(net, relu_at_zero=0 if net.relu_at_zero == "undefined" else net.relu_at_zero)
    if exercise.is_fixed:
        return declared
    biases = list(net.b[layer - 1] or ())
    moved = {}
    for j in range(1, len(biases) + 1):
        at, bias = (form_of(exercise.whole, q) for q in (z(layer, j), b(layer, j)))
        if isinstance(at, (int, Fraction)) and at > 0:
            moved[j] = number_of(difference(bias, at))
    if not moved:
        raise InputError("no unit with a rational number that could be put at the kink")
    chosen = min(moved, key=lambda j: (abs(moved[j]), j))  # type: ignore[arg-type]
    biases[chosen - 1] = moved[chosen]
    vectors = (*net.b[: layer - 1], tuple(biases), *net.b[layer:])
    return replace(declared, b=vectors)
