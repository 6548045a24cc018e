"""All parameters of a network in one vector, in a stated order, and back (lecture 22, part 3).

The order is the lecture's: layer by layer, in each layer the weights row by row, then the biases,
w = (W₁₁⁽¹⁾, W₁₂⁽¹⁾, …, b₁⁽¹⁾, b₂⁽¹⁾, …, W₁₁⁽²⁾, …)ᵀ. With the order `columns` the weights of a
layer are taken column by column, as PyTorch has them, which stores W with a row for each output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from symnn.errors import InputError, nearest
from symnn.network.model import Network
from symnn.quantities import Quantity, W, b

Block = list[Quantity]


def _by_rows(layer: int, rows: int, columns: int) -> Block:
    return [W(layer, i, j) for i in range(1, rows + 1) for j in range(1, columns + 1)]


def _by_columns(layer: int, rows: int, columns: int) -> Block:
    return [W(layer, i, j) for j in range(1, columns + 1) for i in range(1, rows + 1)]


ORDERS: Mapping[str, Callable[[int, int, int], Block]] = {
    "rows": _by_rows,
    "columns": _by_columns,
}
"""How the weights of a layer are packed."""


def blocks(net: Network, order: str = "rows") -> list[Block]:
    """The parameters block by block: the weights of a layer, its biases, those of the next.

    Args:
        net: the network.
        order: a name in `ORDERS`.

    Raises:
        InputError: if there is no such order, or the width of a layer is not known.
    """
    if order not in ORDERS:
        expected, near = "one of " + ", ".join(ORDERS), nearest(order, ORDERS)
        raise InputError("unknown order of parameters", found=order, expected=expected, near=near)
    found = []
    for layer, (rows, columns) in enumerate(_shapes(net), 1):
        biases = [b(layer, j) for j in range(1, columns * net.biased + 1)]
        found += [ORDERS[order](layer, rows, columns), *([biases] if biases else [])]
    return found


def shapes(net: Network) -> dict[str, tuple[int, ...]]:
    """The shapes of `W1`, `b1`, `W2`, ...: rows and columns of a matrix, the length of a vector.

    Raises:
        InputError: if the width of a layer is not known.
    """
    found: dict[str, tuple[int, ...]] = {}
    for layer, (rows, columns) in enumerate(_shapes(net), 1):
        found |= {f"W{layer}": (rows, columns)} | ({f"b{layer}": (columns,)} if net.biased else {})
    return found


def in_order(net: Network, order: str = "rows") -> list[Quantity]:
    """The parameters as they stand in the vector.

    Raises:
        InputError: if there is no such order, or the width of a layer is not known.
    """
    return [parameter for block in blocks(net, order) for parameter in block]


def pack(net: Network, parameters: Mapping[str, Any], order: str = "rows") -> list[Any]:
    """The entries of matrices and vectors as one list.

    Args:
        net: the network, for its shape.
        parameters: `W1` with n_0 rows of n_1 entries, `b1` with n_1, `W2` ...: lists or arrays, of
            numbers or anything else.
        order: a name in `ORDERS`.

    Raises:
        InputError: if one is missing, has another shape, or is none of the network's.
    """
    check_names(net, parameters)
    for name, lengths in shapes(net).items():
        _check_shape(name, parameters[name], lengths)
    return [_entry(parameters, parameter) for parameter in in_order(net, order)]


def unpack(net: Network, vector: Sequence[Any], order: str = "rows") -> dict[str, Any]:
    """The entries of one vector as matrices and vectors: `W1` by rows, `b1`, `W2` ...

    Args:
        net: the network, for its shape.
        vector: as many entries as the network has parameters.
        order: a name in `ORDERS`.

    Raises:
        InputError: if it has more or fewer entries.
    """
    parameters = in_order(net, order)
    if len(vector) != len(parameters):
        found, expected = f"{len(vector)} entries", f"{len(parameters)}, one for every parameter"
        raise InputError("a parameter vector of another length", found=found, expected=expected)
    unpacked = {name: _empty(lengths) for name, lengths in shapes(net).items()}
    for parameter, entry in zip(parameters, vector, strict=True):
        row, place = _place(unpacked, parameter)
        row[place] = entry
    return unpacked


def check_names(net: Network, parameters: Mapping[str, Any]) -> None:
    """Let matrices and vectors pass that go by the names `W1`, `b1`, ... of the network's.

    Raises:
        InputError: if one is missing, or is none of the network's.
    """
    if parameters.keys() != shapes(net).keys():
        found, expected = ", ".join(parameters), ", ".join(shapes(net))
        raise InputError("not the parameters of this network", found=found, expected=expected)


def _shapes(net: Network) -> Iterator[tuple[int, int]]:
    """Rows and columns of each W."""
    for layer in range(1, net.depth + 1):
        rows, columns = net.widths[layer - 1], net.widths[layer]
        if rows is None or columns is None:
            unknown = layer if columns is None else layer - 1
            what = f"the width of layer {unknown} is not known"
            raise InputError(what, expected="a number of nodes")
        yield rows, columns


def _empty(lengths: tuple[int, ...]) -> list[Any]:
    first, *rest = lengths
    return [_empty(tuple(rest)) if rest else None for _ in range(first)]


def _place(parameters: Mapping[str, Any], parameter: Quantity) -> tuple[Any, int]:
    """The row, or the vector, in which a parameter stands, and where in it."""
    layer, i, j = parameter.indices
    of_layer = parameters[f"{parameter.kind}{layer}"]
    return (of_layer[i - 1] if i else of_layer), j - 1


def _entry(parameters: Mapping[str, Any], parameter: Quantity) -> Any:
    row, place = _place(parameters, parameter)
    return row[place]


def _check_shape(name: str, value: Any, lengths: tuple[int, ...]) -> None:
    """Let a vector or a matrix pass that has these lengths.

    Raises:
        InputError: if it has not.
    """
    there = _lengths(value, len(lengths))
    if there != {lengths}:
        found = " and ".join(map(_by, sorted(there)))
        raise InputError(f"{name} has another shape", found=found, expected=_by(lengths))


def _lengths(value: Any, depth: int) -> set[tuple[int, ...]]:
    """The shapes that a value has down to some depth: more than one if its rows differ."""
    is_listed = isinstance(value, (list, tuple) if depth else list)
    if not is_listed and not getattr(value, "ndim", 0):
        return {()}
    if not depth:
        return {(len(value),)}
    return {(len(value), *inner) for item in value for inner in _lengths(item, depth - 1)} or {(0,)}


def _by(lengths: tuple[int, ...]) -> str:
    return " by ".join(map(str, lengths)) or "a single entry"
