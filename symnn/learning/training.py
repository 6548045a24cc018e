"""Training by gradient descent: each step is the law of the step, read over arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from symnn.errors import SymnnError
from symnn.evaluate.array_program import array_program
from symnn.evaluate.families import I, J
from symnn.evaluate.tensors import numpy
from symnn.learning.training_file import Plan
from symnn.learning.training_start import order, start
from symnn.network.model import Network
from symnn.quantities import H, Quantity, R, W, a, b, new

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from symnn.evaluate.doubles import Arrays

Watch = Callable[[int, float, float], None]
"""Told after each epoch: its number, the risk, the accuracy."""


class DivergedError(SymnnError):
    """A training whose numbers left the range of doubles."""


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
        beside: what happened to the network beside, with snapshots of the same epochs.
    """

    plan: Plan
    risks: NDArray[Any]
    accuracies: NDArray[Any]
    snapshots: tuple[Snapshot, ...]
    beside: Training | None = None

    def layer(self, snapshot: Snapshot, layer: int, X: NDArray[Any]) -> NDArray[Any]:
        """The activations of a layer at some points: n by n_layer; layer 0 is what it sees.

        Args:
            snapshot: when.
            layer: 0 to the depth L of the network; layer L is the output H.
            X: the points, n by 2.
        """
        program = array_program(self.plan.net, len(X), (a(layer, J),))
        (values,) = program(snapshot.parameters, {"x": self.plan.seen(X)}).values()
        return values

    def predicted(self, snapshot: Snapshot, X: NDArray[Any]) -> NDArray[Any]:
        """The predicted classes of some points: n integers."""
        return predicted(self.layer(snapshot, self.plan.net.depth, X))


def predicted(outputs: NDArray[Any]) -> NDArray[Any]:
    """The classes that outputs predict: of one output 1 from 1/2 on, else that of the largest.

    Args:
        outputs: samples by outputs.
    """
    one = outputs.shape[1] == 1
    classes: NDArray[Any] = (outputs[:, 0] >= 0.5).astype(int) if one else outputs.argmax(axis=1)
    return classes


def train(plan: Plan, watch: Watch | None = None) -> Training:
    """Train a network as planned.

    Args:
        plan: the plan.
        watch: told about every epoch; not about those of the network beside.

    Raises:
        DivergedError: if the risk, or a parameter, is no finite number any more.
        MissingExtraError: if NumPy is not installed.
    """
    kept, snapshots = set(moments(plan.epochs, plan.frames)), []
    risks: list[float] = []
    accuracies: list[float] = []
    for epoch, (parameters, risk, accuracy) in enumerate(islice(_epochs(plan), plan.epochs + 1)):
        # A parameter that has become infinite stays so: a look now and then finds it.
        looked_at = parameters.values() if epoch in kept else ()
        if not all(numpy().isfinite(number).all() for number in (risk, *looked_at)):
            raise _diverged(risks)
        risks.append(risk)
        accuracies.append(accuracy)
        if epoch in kept:
            snapshots.append(Snapshot(epoch, parameters, risk, accuracy))
        if watch is not None:
            watch(epoch, risk, accuracy)
    arrays = numpy().array(risks), numpy().array(accuracies)
    beside = None if plan.other is None else train(plan.other)
    return Training(plan, *arrays, tuple(snapshots), beside)


def _epochs(plan: Plan) -> Iterator[tuple[Arrays, float, float]]:
    """Parameters, risk and accuracy at the start and after each epoch, without end."""
    net, X = plan.net, plan.inputs
    targets, parameters = plan.dataset.targets(plan.net), start(plan)
    size = plan.batch_size or len(X)
    at_once = size == len(X)
    measure = array_program(net, len(X), (R, H(J), *stepped(net)) if at_once else (R, H(J)))
    steps = {n: array_program(net, n, stepped(net)) for n in (size, len(X) % size) if n}
    for epoch in count(1):
        values = measure(parameters, {"x": X, "y": targets})
        right = predicted(values["H"]) == plan.dataset.y
        yield parameters, float(values["R"]), float(right.mean())
        if at_once:
            parameters = _moved(parameters, values)
            continue
        taken = order(plan, epoch)
        for batch in _batches(X[taken], targets[taken], size):
            step = steps[len(batch["x"])]
            parameters = _moved(parameters, step(parameters, batch))


def _batches(X: NDArray[Any], Y: NDArray[Any], size: int) -> Iterator[Arrays]:
    """The points and targets, cut into batches; what is left at the end is a smaller one."""
    for begin in range(0, len(X), size):
        yield {"x": X[begin : begin + size], "y": Y[begin : begin + size]}


def stepped(net: Network) -> tuple[Quantity, ...]:
    """The parameters after a step, a family each: of biases only where they are trained."""
    layers = range(1, net.depth + 1)
    weights = [new(W(layer, I, J)) for layer in layers]
    trains_biases = net.biased and net.train_biases != "false"
    return (*weights, *(new(b(layer, J)) for layer in layers if trains_biases))


def _moved(parameters: Arrays, values: Arrays) -> Arrays:
    """The parameters where a step left them."""
    return {name: values.get(f"new_{name}", array) for name, array in parameters.items()}


def _diverged(risks: list[float]) -> DivergedError:
    if not risks:
        return DivergedError("the risk is no finite number with the parameters at the start")
    return DivergedError(
        f"training diverged: after epoch {len(risks)} the risk or a parameter is no finite number; "
        f"the risk was {risks[0]:.6g} at the start and {risks[-1]:.6g} at last. "
        "A smaller learning_rate may help"
    )


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
