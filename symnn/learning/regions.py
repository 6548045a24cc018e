"""Where a trained network says which class: by how much each class leads, at any points.

A class is predicted where it leads by more than 0; where it leads by 0 is its boundary. Of outputs
whose order is that of their z, the lead is counted in z: behind the last hidden layer it is a sum
w·a + b then, and a boundary a line or plane.
"""

from __future__ import annotations

from dataclasses import replace
from math import atanh, expm1, log
from typing import TYPE_CHECKING, Any

from symnn.evaluate.array_program import array_program
from symnn.evaluate.families import J
from symnn.evaluate.tensors import numpy
from symnn.quantities import H, z

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from symnn.evaluate.doubles import Arrays
    from symnn.learning.training import Snapshot, Training
    from symnn.network.model import Network

THRESHOLD = {
    "sigmoid": 0.0,
    "step": 0.0,
    "linear": 0.5,
    "relu": 0.5,
    "elu": 0.5,
    "tanh": atanh(0.5),
    "softplus": log(expm1(0.5)),
}
"""The z from which on a single output is at least 1/2."""
IN_ORDER = frozenset(["sigmoid", "softmax", "linear", "tanh", "softplus", "elu"])
"""Activations that keep the order of the nodes of a layer."""


def is_straight(training: Training) -> bool:
    """Whether boundaries behind the last hidden layer are known to be lines or planes."""
    net = training.plan.net
    return net.activation(net.depth).name in (THRESHOLD if net.widths[-1] == 1 else IN_ORDER)


def leads(training: Training, snapshot: Snapshot, X: NDArray[Any]) -> NDArray[Any]:
    """By how much each class leads at points of the input space, n by classes.

    Args:
        training: the training.
        snapshot: when.
        X: the points, n by 2.
    """
    net = training.plan.net
    return _leads(net, snapshot.parameters, training.plan.seen(X))


def leads_behind(training: Training, snapshot: Snapshot, A: NDArray[Any]) -> NDArray[Any]:
    """By how much each class leads at points of the space of the last hidden layer.

    Args:
        training: the training.
        snapshot: when.
        A: activations of the last hidden layer, n by n_(L-1): any ones, whether an input has them
            or not.
    """
    net = training.plan.net
    output = replace(
        net, widths=net.widths[-2:], activations=net.activations[-1:], W=(None,), b=(None,)
    )
    last = {name: snapshot.parameters[f"{name}{net.depth}"] for name in "Wb"[: 1 + net.biased]}
    parameters = {f"{name}1": value for name, value in last.items()}
    return _leads(output, parameters, A)


def _leads(net: Network, parameters: Arrays, inputs: NDArray[Any]) -> NDArray[Any]:
    np, name = numpy(), net.activation(net.depth).name
    program = array_program(net, len(inputs), (z(net.depth, J), H(J)))
    values = program(parameters, {"x": inputs})
    if net.widths[-1] == 1:
        found, threshold = values["H"], 0.5
        if name in THRESHOLD:
            found, threshold = values[f"z{net.depth}"], THRESHOLD[name]
        return np.hstack([threshold - found, found - threshold])  # type: ignore[no-any-return]
    found = values[f"z{net.depth}" if name in IN_ORDER else "H"]
    others = [np.delete(found, label, axis=1).max(axis=1) for label in range(found.shape[1])]
    return found - np.stack(others, axis=1)  # type: ignore[no-any-return]
