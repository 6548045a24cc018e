"""Where training starts, and in which order it meets the points: all that is drawn for it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any

from symnn.evaluate.doubles import double
from symnn.evaluate.tensors import numpy
from symnn.learning.training_file import Plan
from symnn.quantities import Quantity
from symnn.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from symnn.evaluate.doubles import Arrays


def start(plan: Plan) -> Arrays:
    """The parameters before the first step: those of the file, and the rest drawn.

    Weights are drawn evenly from -r to r with r = √(6/(n_in + n_out)) (Glorot and Bengio,
    Understanding the difficulty of training deep feedforward neural networks, 2010, equation 16),
    each from a key of its own; biases are 0. They are the same on every machine.
    """
    np, net = numpy(), plan.net
    widths = [width or 0 for width in net.widths]
    found: Arrays = {}
    for layer in range(1, net.depth + 1):
        shape = (widths[layer - 1], widths[layer])
        found[f"W{layer}"] = np.zeros(shape)
        if net.biased:
            found[f"b{layer}"] = np.zeros(shape[1])
    for parameter in [*net.weights(), *net.biases()]:
        layer, i, j = parameter.indices
        place = (i - 1, j - 1) if i else (j - 1,)
        found[f"{parameter.kind}{layer}"][place] = _beginning(plan, parameter)
    return found


def _beginning(plan: Plan, parameter: Quantity) -> float:
    entry = plan.net.entry(parameter)
    if entry is not None and not isinstance(entry, Quantity):
        return double(entry)
    if parameter.kind == "b":
        return 0.0
    layer = parameter.indices[0]
    bound = sqrt(6 / sum(plan.net.widths[k] or 0 for k in (layer - 1, layer)))
    return bound * (2 * Source("start", plan.seed, str(parameter)).share() - 1)


def order(plan: Plan, epoch: int) -> NDArray[Any]:
    """The order in which an epoch (from 1) meets the points, of which its batches are cut.

    Every epoch shuffles them anew, from a key of its own: n numbers of points, from 0.
    """
    count, source = len(plan.dataset.X), Source("batches", plan.seed, epoch)
    taken: NDArray[Any] = numpy().argsort([source.share() for _ in range(count)], kind="stable")
    return taken
