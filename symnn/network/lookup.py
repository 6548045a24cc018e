"""Which quantities a network has, and what to say of those it has not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from symnn.activations import Activation
from symnn.errors import InputError, nearest
from symnn.formula import Formula
from symnn.quantities import H, Index, L, Quantity, plain_name, z

MOST_SUGGESTED_FROM = 500


class Named(Protocol):
    """What the names of a network's quantities depend on."""

    @property
    def widths(self) -> tuple[int | None, ...]:
        """n_0 ... n_L."""

    @property
    def activations(self) -> tuple[Activation, ...]:
        """One a layer."""

    @property
    def data(self) -> Sequence[object]:
        """The data points."""

    @property
    def learning_rate(self) -> Formula | None:
        """The factor of a step, if there is one."""

    @property
    def biased(self) -> bool:
        """Whether nodes have biases."""

    @property
    def depth(self) -> int:
        """The number of layers."""

    @property
    def outputs(self) -> list[Quantity]:
        """The outputs."""

    @property
    def differentiated(self) -> list[Quantity]:
        """What gradients are taken of."""

    def activation(self, layer: Index) -> Activation:
        """The activation of a layer."""

    def weights(self) -> list[Quantity]:
        """All weights."""

    def biases(self) -> list[Quantity]:
        """All biases."""


def canonical(net: Named, quantity: Quantity, name: str) -> Quantity:
    """The quantity as derivations of the network name it: the only output is H, not H1.

    Args:
        net: the network.
        quantity: as it was named.
        name: what was typed, for the message.

    Raises:
        InputError: if the network has no such quantity.
    """
    if net.widths[-1] == 1:
        if quantity == H(1).at(quantity.sample):
            quantity = quantity._replace(j=0)
        if quantity.of == H(1):
            quantity = quantity._replace(of=H())
    problem = _lacks(net, quantity)
    if problem:
        what = f"there is no {name or plain_name(quantity)} in this network: {problem}"
        raise InputError(what, near=nearest(name, _like(net, quantity)))
    return quantity


def _lacks(net: Named, quantity: Quantity) -> str:
    """Why the network has no such quantity; empty if it has."""
    if quantity.sample > len(net.data):
        return f"it has {len(net.data)} sample{'s' * (len(net.data) > 1)}"
    if quantity.is_gradient:
        return _lacks(net, quantity.top) or _no_jacobian(net, quantity) or _beyond(net, quantity)
    if quantity.kind in ("L", "R"):
        return "" if L in net.differentiated else "it has no loss"
    if quantity.kind == "H":
        several = f"it has {net.widths[-1]} outputs: name one of H1 ... H{net.widths[-1]}"
        return "" if quantity.at(0) in net.outputs else several
    if quantity.kind.startswith("new_") and net.learning_rate is None:
        return "it has no learning_rate"
    return _beyond(net, quantity)


def _no_jacobian(net: Named, quantity: Quantity) -> str:
    """Only vector-valued activations have derivatives of one node by another."""
    if quantity.top.kind != "a" or _beyond(net, quantity):
        return ""
    activation = net.activation(quantity.layer)
    slope = f"{activation.name}_prime({quantity.base})"
    return f"{activation.name} acts on each node by itself: {slope}" if activation.entrywise else ""


def _beyond(net: Named, quantity: Quantity) -> str:
    layer, i, j = quantity.indices
    at = net.depth if quantity.kind == "y" else layer
    if at > net.depth or (at == 0 and quantity.kind not in "xy"):
        return f"it has layers 1 to {net.depth}"
    if quantity.kind in ("b", "new_b") and not net.biased:
        return "it has no biases"
    if quantity.kind == "slope" and net.activations[at - 1].name != quantity.of:
        name = net.activations[at - 1].name
        return f"the activation of layer {at} is {name}: {name}_prime({z(at, j)})"
    for index, its_layer in ((i, at - 1), (j, at)):
        width = net.widths[its_layer] if index else None
        if width is not None and index > width:
            return f"layer {its_layer} has {width} node{'s' * (width != 1)}"
    return ""


def _like(net: Named, quantity: Quantity) -> list[str]:
    """Names of that kind that the network does have, for `did you mean`."""
    tops: list[Quantity | str] = [*net.differentiated[:3]] if quantity.is_gradient else [""]
    kind = quantity.kind
    some = net.weights() if kind.endswith("W") else [q._replace(kind=kind) for q in _nodes(net)]
    return [
        plain_name(q._replace(of=top, kind=kind))
        for top in tops
        for q in some[:MOST_SUGGESTED_FROM]
    ]


def _nodes(net: Named) -> list[Quantity]:
    return [
        z(layer, j)
        for layer in range(1, net.depth + 1)
        for j in range(1, min(net.widths[layer] or 0, MOST_SUGGESTED_FROM) + 1)
    ]
