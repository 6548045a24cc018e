"""The widths of a network's layers, from whatever part of a file tells them."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.errors import InputError
from symnn.files import Items, Leaf, Null, Table, Tree, described
from symnn.network.entries import count, items, only

MOST_WIDTH = 100_000
MOST_LAYERS = 200

Widths = tuple[int | None, ...]


def network_widths(file: Table) -> Widths:
    """n_0 ... n_L, from `layers` and the shapes of W, b, x and y; None for what nothing tells.

    Raises:
        InputError: if two of them disagree, or the number of layers is nowhere to be seen.
    """
    depth = _depth(file)
    widths: list[int | None] = [None] * (depth + 1)
    for layer, width, tree, what in _told(file, depth):
        if widths[layer] is None:
            widths[layer] = width
        elif widths[layer] != width:
            found = f"{what} {width}"
            expected = f"{widths[layer]}, the width of layer {layer} elsewhere in the file"
            raise InputError("shapes that do not fit", tree.place, found, expected)
    return tuple(widths)


def _depth(file: Table) -> int:
    """The number of layers, on which `layers`, W, b and `activations` have to agree."""
    told: list[tuple[int, Tree, str]] = []
    for key, more in (("layers", 1), ("W", 0), ("b", 0), ("activations", 0)):
        tree = only(file, [key])
        if isinstance(tree, Leaf) and tree.text.strip() == "?":
            continue
        if tree is not None:
            told.append((len(items(tree, f"a list, as `{key}` is")) - more, tree, key))
    if not told:
        expected = "`layers: [2, 3, 1]`, or one matrix a layer under `W`"
        raise InputError("nothing says how many layers there are", file.place, expected=expected)
    depth, first, _ = told[0]
    if not 1 <= depth <= MOST_LAYERS:
        expected = f"1 to {MOST_LAYERS} layers"
        raise InputError("a number of layers that can't be used", first.place, f"{depth}", expected)
    for other, tree, key in told[1:]:
        if other != depth:
            expected = f"{depth} of them, one for each of the layers 1 to {depth}"
            raise InputError(
                f"`{key}` has another number of layers", tree.place, f"{other}", expected
            )
    return depth


def _told(file: Table, depth: int) -> Iterator[tuple[int, int, Tree, str]]:
    """Layer, width, where it stands and what it is the number of."""
    layers, W, b = (only(file, [key]) for key in ("layers", "W", "b"))
    if isinstance(layers, Items):
        for layer, tree in enumerate(layers.items):
            if not isinstance(tree, Null):
                yield layer, count(tree, "a number of nodes", MOST_WIDTH), tree, "layers says"
    for layer, tree in enumerate(W.items if isinstance(W, Items) else (), 1):
        if isinstance(tree, Items):
            yield layer - 1, len(tree.items), tree, "rows:"
            for row in [row for row in tree.items if isinstance(row, Items)][:1]:
                yield layer, len(row.items), row, "columns:"
    for layer, tree in enumerate(b.items if isinstance(b, Items) else (), 1):
        if isinstance(tree, Items):
            yield layer, len(tree.items), tree, "biases:"
    for point in _points(file):
        for key, layer in (("x", 0), ("y", depth)):
            vector = point.entries.get(key)
            if isinstance(vector, Items):
                yield layer, len(vector.items), vector, "entries:"


def _points(file: Table) -> list[Table]:
    """The tables that have x and y: the file itself, or the data points."""
    data = file.entries.get("data")
    if data is None or isinstance(data, Null):
        return [file]
    listed = items(data, "a list of points, each with x and y")
    for point in listed:
        if not isinstance(point, Table):
            raise InputError(
                "not a data point", point.place, described(point), "`{x: [...], y: [...]}`"
            )
    return [point for point in listed if isinstance(point, Table)]
