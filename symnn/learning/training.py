"""Training by gradient descent: the gradients are the laws, read over arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from symnn.evaluate.arrays import array_values
from symnn.evaluate.doubles import double
from symnn.evaluate.tensors import numpy
from symnn.learning.training_file import Plan
from symnn.quantities import Quantity
from symnn.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from symnn.evaluate.doubles import Arrays


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The network at one moment of training.

    Attributes:
        epoch: how often it has seen all points; 0 for the start.
        parameters: `W1` (n_0 by n_1), `b1` (n_1), `W2`, ...
        risk: the empirical risk over all points, with its penalty.
        accuracy: the share of the points whose class is predicted.
    """

    epoch: int
    parameters: Arrays
    risk: float
    accuracy: float


@dataclass(frozen=True, eq=False)
class Training:
    """What happened while a network was trained.

    Attributes:
        plan: what was to be done.
        risks: the empirical risk over all points after each epoch, from epoch 0 on.
        accuracies: likewise the share of the points whose class is predicted.
        snapshots: the first, the last, and some between them, more of them early.
    """

    plan: Plan
    risks: NDArray[Any]
    accuracies: NDArray[Any]
    snapshots: tuple[Snapshot, ...]

    def layer(self, snapshot: Snapshot, layer: int, X: NDArray[Any]) -> NDArray[Any]:
        """The activations of a layer at some points: n by n_layer; layer 0 has the points.

        Args:
            snapshot: when.
            layer: 0 to the depth L of the network; layer L is the output H.
            X: the points, n by 2.
        """
        values = array_values(self.plan.net, X, parameters=snapshot.parameters)
        return values[f"a{layer}" if layer else "x"]

    def predicted(self, snapshot: Snapshot, X: NDArray[Any]) -> NDArray[Any]:
        """The predicted classes of some points: n integers."""
        return predicted(self.layer(snapshot, self.plan.net.depth, X))


def predicted(H: NDArray[Any]) -> NDArray[Any]:
    """The classes that outputs predict: of one output 1 from 1/2 on, else that of the largest."""
    classes: NDArray[Any] = (H[:, 0] >= 0.5).astype(int) if H.shape[1] == 1 else H.argmax(axis=1)
    return classes


def train(plan: Plan, watch: Callable[[int, float, float], None] | None = None) -> Training:
    """Train a network as planned.

    Args:
        plan: the plan.
        watch: called after each epoch with its number, the risk and the accuracy.

    Raises:
        MissingExtraError: if NumPy is not installed.
    """
    np, kept = numpy(), set(moments(plan.epochs, plan.frames))
    X, y, Y = plan.dataset.X, plan.dataset.y, plan.dataset.targets(plan.net)
    parameters, risks, accuracies, snapshots = start(plan), [], [], []
    for epoch in range(plan.epochs + 1):
        if epoch:
            for batch in batches(plan, epoch):
                parameters = _stepped(plan, parameters, X[batch], Y[batch])
        values = array_values(plan.net, X, Y, parameters=parameters)
        risks.append(float(values["R"]))
        accuracies.append(float(np.mean(predicted(values["H"]) == y)))
        if epoch in kept:
            snapshots.append(Snapshot(epoch, parameters, risks[-1], accuracies[-1]))
        if watch is not None:
            watch(epoch, risks[-1], accuracies[-1])
    return Training(plan, np.array(risks), np.array(accuracies), tuple(snapshots))


def _stepped(plan: Plan, parameters: Arrays, X: NDArray[Any], Y: NDArray[Any]) -> Arrays:
    values = array_values(plan.net, X, Y, parameters=parameters)
    return {
        name: value - plan.learning_rate * values[f"dR/d{name}"]
        if name[0] == "W" or plan.net.train_biases != "false"
        else value
        for name, value in parameters.items()
    }


def moments(epochs: int, frames: int) -> list[int]:
    """The epochs of which snapshots are kept: the first, the last, and between them early ones.

    Each lies at the square of its share of the way, so that the frames, shown at an even pace,
    follow the beginning closely.

    >>> moments(100, 6)
    [0, 4, 16, 36, 64, 100]
    """
    last = min(frames - 1, epochs)
    found = [0]
    for k in range(1, last + 1):
        found.append(max(found[-1] + 1, epochs * k * k // (last * last)))
    return found


def start(plan: Plan) -> Arrays:
    """The parameters before the first step: those of the file, and the rest drawn.

    Weights are drawn evenly from -r to r with r = √(6/(n_in + n_out)) (Glorot and Bengio,
    Understanding the difficulty of training deep feedforward neural networks, 2010, section 4.2),
    biases are 0.
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


def batches(plan: Plan, epoch: int) -> Iterator[NDArray[Any]]:
    """The points of each step of an epoch, by number: all in another order, batch by batch."""
    np, count = numpy(), len(plan.dataset.X)
    size = plan.batch_size or count
    if size == count:
        yield np.arange(count)
        return
    source = Source("batches", plan.seed, epoch)
    order = np.argsort([source.share() for _ in range(count)], kind="stable")
    for begin in range(0, count, size):
        yield order[begin : begin + size]
