"""Keys of answer files: single quantities, and all of a layer laid out like the network file's.

`a1` is a vector, `dH/dW1` a matrix with one row for each node of the layer before. With several
outputs a bare `H` is the list of them, and so is everything differentiated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from symnn.errors import InputError
from symnn.marking.answers.names import near_names, with_own_slope
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, b, d, new, slope, x, y, z

_GROUP = re.compile(
    r"(?:d(?P<top>[HLR][0-9]*|a[0-9]+)/d)?(?P<new>new_)?(?P<kind>[xyzabWH])(?P<layer>[0-9]*)"
)
_SLOPES = re.compile(r"(?P<function>[A-Za-z]\w*)_prime\(z(?P<layer>[0-9]+)\)")
_NODES: dict[str, Callable[[int, int], Quantity]] = {"z": z, "a": a, "b": b}


@dataclass(frozen=True)
class Layout:
    """A list of answers that belong together.

    Args:
        parts: one quantity or list for each entry.
        what: what one entry stands for, for messages: `node of layer 1`.
    """

    parts: tuple[Quantity | Layout, ...]
    what: str


def layout(net: Network, name: str) -> Quantity | Layout:
    """What a key of an answer file asks for, its name in plain form and without a sample.

    Raises:
        InputError: if the network has nothing of that name.
    """
    name = with_own_slope(net, name)
    if found := _slopes(net, name) or _group(net, name):
        return found
    try:
        return net.quantity(name)
    except InputError as error:
        if spread := _over_outputs(net, name):
            return spread
        if error.near:
            raise
        raise replace(error, found=name, near=near_names(net, name)) from None


def _over_outputs(net: Network, name: str) -> Layout | None:
    """With several outputs, what a bare H stands for: one entry for each output."""
    if not re.match(r"d?H(?![0-9])", name) or len(net.outputs) < 2:
        return None
    each = [layout(net, name.replace("H", str(top), 1)) for top in net.outputs]
    return Layout(tuple(each), "output")


def _slopes(net: Network, name: str) -> Layout | None:
    match = _SLOPES.fullmatch(name)
    if match is None:
        return None
    function, layer = match["function"], _layer(net, match["layer"], name)
    return _vector(net, layer, lambda j: net.canonical(slope(function, layer, j), name))


def _group(net: Network, name: str) -> Layout | None:
    match = _GROUP.fullmatch(name)
    if match is None:
        return None
    kind, digits, top = match["kind"], match["layer"], match["top"]
    if kind in "xyH":
        return None if digits or match["new"] else _ends(net, kind, top, name)
    if not digits:
        return _all_layers(net, name, kind)
    layer = _layer(net, digits, name)
    if top and top.startswith("a"):
        return _jacobian(net, layer, name) if top == f"a{layer}" and kind == "z" else None
    if top == "H" and len(net.outputs) > 1:
        return _over_outputs(net, name)
    change = _change(net, top, bool(match["new"]), name)
    if kind == "W":
        return _matrix(net, layer, lambda i, j: change(W(layer, i, j)))
    return _vector(net, layer, lambda j: change(_NODES[kind](layer, j)))


def _ends(net: Network, kind: str, top: str | None, name: str) -> Layout | None:
    """All inputs, targets or outputs, or the gradients by all inputs."""
    if kind == "H":
        return Layout(tuple(net.outputs), "output") if not top and len(net.outputs) > 1 else None
    if top == "H" and len(net.outputs) > 1:
        return _over_outputs(net, name)
    change = _change(net, top, False, name)
    if kind == "x":
        return _vector(net, 0, lambda j: change(x(j)))
    return None if top else _vector(net, net.depth, lambda j: change(y(j)))


def _all_layers(net: Network, name: str, kind: str) -> Layout | None:
    """One matrix or vector for each layer: `W`, `b`, `dH/dW`, `new_b`."""
    layers = [layout(net, f"{name}{layer}") for layer in range(1, net.depth + 1)]
    return Layout(tuple(layers), "layer")


def _change(
    net: Network, top: str | None, is_new: bool, name: str
) -> Callable[[Quantity], Quantity]:
    """What makes of a quantity its gradient or what it is after a step, if the network has that."""

    def changed(quantity: Quantity) -> Quantity:
        if top:
            quantity = d(net.quantity(top), quantity)
        return net.canonical(new(quantity) if is_new else quantity, name)

    return changed


def _jacobian(net: Network, layer: int, name: str) -> Layout:
    """The derivatives of a_k by z_j: a row for each k."""
    rows = [
        _vector(net, layer, lambda j, k=k: net.canonical(d(a(layer, k), z(layer, j)), name))  # type: ignore[misc]
        for k in range(1, _width(net, layer) + 1)
    ]
    return Layout(tuple(rows), f"a of layer {layer}")


def _matrix(net: Network, layer: int, of: Callable[[int, int], Quantity]) -> Layout:
    rows = [
        _vector(net, layer, lambda j, i=i: of(i, j))  # type: ignore[misc]
        for i in range(1, _width(net, layer - 1) + 1)
    ]
    return Layout(tuple(rows), f"node of layer {layer - 1}")


def _vector(net: Network, layer: int, of: Callable[[int], Quantity]) -> Layout:
    return Layout(tuple(of(j) for j in range(1, _width(net, layer) + 1)), f"node of layer {layer}")


def _layer(net: Network, digits: str, name: str) -> int:
    if digits.startswith("0") or len(digits) > 6 or int(digits) > net.depth:
        what = f"there is no {name} in this network: it has layers 1 to {net.depth}"
        raise InputError(what, near=near_names(net, name))
    return int(digits)


def _width(net: Network, layer: int) -> int:
    width = net.widths[layer]
    if width is None:
        raise InputError(
            f"how many nodes layer {layer} has is not known",
            expected="names of single quantities, such as z1_2",
        )
    return width
