"""Random networks of the sizes that are worked by hand: numbers in general position, or small ones.

Same seed, same networks. In general position two formulas that differ give two numbers; small
integers are what classes get, and there different mistakes often meet in one number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import symnn
from symnn.network.model import Network

SHAPES = ([1, 1], [2, 2, 1], [2, 3, 1], [2, 2, 2, 1], [3, 4, 2], [2, 2, 2], [2, 1, 2])
HIDDEN = ("relu", "sigmoid", "tanh", "leaky_relu", "elu", "softplus", "gelu", "silu", "linear")
OUTPUTS = (
    ("linear", "square"), ("linear", "half_square"), ("sigmoid", "binary_cross_entropy"),
    ("sigmoid", "square"), ("softmax", "cross_entropy"), ("tanh", "half_square"),
    ("linear", "absolute"), ("softmax", "square"), ("linear", None), ("relu", None),
)  # fmt: skip
"""Output activations with their losses."""

Draw = Callable[[], Any]


def general(random: Random, training: bool = True) -> Network:
    """A network with numbers of two decimals, mostly with a loss, at times with data and a step.

    Args:
        random: the source of choices.
        training: whether it may have data, a penalty and a learning rate.
    """
    widths = random.choice(SHAPES)
    hidden = [random.choice(HIDDEN)] * (len(widths) - 2)
    if random.random() < 0.3:
        hidden = [random.choice(HIDDEN) for _ in hidden]
    outputs = [each for each in OUTPUTS if widths[-1] > 1 or each[0] != "softmax"]
    last, loss = random.choice(outputs)

    def entry() -> Fraction:
        return Fraction(random.choice((-1, 1)) * random.randint(11, 149), 100)

    told: dict[str, Any] = {"activations": [*hidden, last]}
    if loss is None:
        return _network(random, widths, told, entry, 1, None)
    targets = _targets(random, last, widths[-1], entry)
    samples = random.choice((1, 1, 1, 2, 3)) if training else 1
    told["loss"] = loss
    if training and random.random() < 0.5:
        told |= _training(random, samples)
    return _network(random, widths, told, entry, samples, targets)


def small(random: Random) -> Network:
    """A network of small integers with ReLUs, as classes get."""
    widths = random.choice(([2, 2, 1], [2, 3, 1], [2, 2, 2, 1], [3, 2, 2]))
    told: dict[str, Any] = {"activation": "relu", "output_activation": "linear"}

    def entry() -> int:
        return random.choice((-5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 0))

    return _network(random, widths, told, entry, 1, None)


def _training(random: Random, samples: int) -> dict[str, Any]:
    told: dict[str, Any] = {"learning_rate": random.choice(("1/10", "1/2", "3/10"))}
    if random.random() < 0.3:
        told["l2"] = "1/10"
    if samples > 2:
        told["batch"] = [1, 3]
    return told


def _targets(random: Random, last: str, width: int, entry: Draw) -> Callable[[], list[Any]]:
    """What makes targets that fit the output."""
    if last == "softmax":
        # Each entry by itself: mostly, but not always, one of them is 1.
        return lambda: [int(k == random.randrange(width)) for k in range(width)]
    if last == "sigmoid":
        return lambda: [random.choice((0, 1)) for _ in range(width)]
    return lambda: [entry() for _ in range(width)]


def _network(
    random: Random,
    widths: Sequence[int],
    told: dict[str, Any],
    entry: Draw,
    samples: int,
    targets: Callable[[], list[Any]] | None,
) -> Network:
    """The network with random entries, one in eight of them without biases."""
    told["W"] = [[[entry() for _ in range(n)] for _ in range(m)] for m, n in pairwise(widths)]
    if random.random() < 7 / 8:
        told["b"] = [[entry() for _ in range(n)] for n in widths[1:]]
    points = [{"x": [entry() for _ in range(widths[0])]} for _ in range(samples)]
    if targets is not None:
        points = [point | {"y": targets()} for point in points]
    return symnn.build(widths, **told, **(points[0] if samples == 1 else {"data": points}))


def either(random: Random) -> Network:
    """A network in general position, or one in five times one of small integers."""
    return small(random) if random.randrange(5) == 0 else general(random)


def general_with(random: Random, activation: str) -> Network:
    """A 2-2-1 network in general position with that hidden activation, and a square loss."""

    def entry() -> Fraction:
        return Fraction(random.choice((-1, 1)) * random.randint(11, 149), 100)

    told = {"activation": activation, "output_activation": "linear", "loss": "square"}
    return _network(random, [2, 2, 1], told, entry, 1, lambda: [entry()])
