"""One step of gradient descent on the risk, over all samples or a batch of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from symnn.errors import InputError
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import chosen, content
from symnn.network.model import Network
from symnn.quantities import R, d

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

WORDS = (
    "Carry out one step of gradient descent on the risk: find every weight and every bias after"
    " the step.",
)
POINT = {"x": None, "y": None}
"""A sample that is to be drawn."""


def _check(net: Network) -> None:
    """Let a network pass that has a loss and a learning rate."""
    if net.loss is None or net.learning_rate is None:
        expected = "the keys `loss` and `learning_rate`"
        raise InputError("a network that no step can be made with", expected=expected)


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    moves_biases = net.biased and net.train_biases != "false"
    asked = chosen(exercise, ("new_W*", *["new_b*"] * moves_biases))
    return content(exercise, WORDS, tuple(asked))


def all_layers_move(exercise: Exercise) -> bool:
    """Whether the gradient of the risk by the weights of no layer is all 0."""
    net, whole = exercise.drawn.net, exercise.whole.whole()
    layers = {q.layer for q in net.weights() if whole[d(R, q)] != 0}
    return len(layers) == net.depth


KIND = Kind(
    name="gradient-step",
    summary="the weights and biases after one step of gradient descent, all samples or a batch",
    heading="A step of gradient descent",
    make=_make,
    keys={
        "layers": (1, 1),
        "data": (POINT, POINT),
        "loss": "square",
        "learning_rate": "1/10",
    },
    suits=all_layers_move,
    check=_check,
)
