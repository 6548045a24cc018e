"""From the tree of a network file to a network: section 2 of the interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from symnn.activations import ACTIVATIONS, Activation
from symnn.errors import InputError
from symnn.files import Items, Null, Table, Tree, described, table
from symnn.formula import Formula
from symnn.losses import LOSSES, Loss
from symnn.network.entries import (
    choice,
    items,
    leaf,
    matrix,
    number,
    only,
    vector,
)
from symnn.network.model import AtZero, Matrix, Network, Sample, Vector
from symnn.network.training import steps_in, with_training
from symnn.network.widths import Widths, network_widths
from symnn.quantities import Quantity, W, b, x, y

KEYS = (
    "layers", "activation", "output_activation", "activations", "W", "b", "biases", "x", "y",
    "data", "given", "loss", "batch", "steps", "learning_rate", "train_biases", "l2",
    "alpha", "relu_at_zero", "title",
)  # fmt: skip
"""The keys of a network file."""
EXERCISE_KEYS = ("kind", "points", "ask", "numbers", "questions")
"""What an exercise file has beside its network."""
MOST_PARAMETERS = 5_000_000
MOST_SAMPLES = 10_000


def read_network(tree: Tree, extra_keys: Sequence[str] = ()) -> Network:
    """The network that a file describes.

    Args:
        tree: what was read from the file.
        extra_keys: further keys that may stand there and are somebody else's.

    Raises:
        InputError: for anything that is no network, with its place.
    """
    file = table(tree, (*KEYS, *extra_keys))
    widths = network_widths(file)
    depth, biased = len(widths) - 1, _biased(file)
    net = Network(
        widths=widths,
        activations=_activations(file, depth),
        W=(None,) * depth,
        b=(None,) * depth,
        biased=biased,
        loss=_loss(file),
        relu_at_zero=_relu_at_zero(file),
    )
    _check_size(net, file)
    net = replace(net, W=_W(file, widths), b=_b(file, widths), data=_data(file, widths))
    return _with_options(file, net)


def _with_options(file: Table, net: Network) -> Network:
    """The network with what depends on its shape and data."""
    alpha, net = only(file, ["alpha"]), with_training(file, net)
    net = replace(net, alpha=net.alpha if alpha is None else number(alpha))
    return steps_in(file, replace(net, given=_given(file, net)))


def _activations(file: Table, depth: int) -> tuple[Activation, ...]:
    listed = only(file, ["activations"])
    if listed is not None:
        for key in ("activation", "output_activation"):
            if key in file.entries:
                what = f"`{key}` beside `activations`"
                raise InputError(what, file.place_of(key), expected="one way to say it")
        return tuple(_named_activation(item) for item in items(listed, "one activation a layer"))
    hidden, output = only(file, ["activation"]), only(file, ["output_activation"])
    inner = _named_activation(hidden) if hidden else ACTIVATIONS["relu"]
    last = _named_activation(output) if output else ACTIVATIONS["linear"]
    return (*[inner] * (depth - 1), last)


def _named_activation(tree: Tree) -> Activation:
    try:
        return ACTIVATIONS[leaf(tree, "the name of an activation").strip()]
    except InputError as error:
        raise error.within(tree.place) from None


def _loss(file: Table) -> Loss | None:
    tree = only(file, ["loss"])
    if tree is None:
        return None
    try:
        return LOSSES[leaf(tree, "the name of a loss").strip()]
    except InputError as error:
        raise error.within(tree.place) from None


def _biased(file: Table) -> bool:
    """As `biases` says; else they exist if b is there, or if neither W nor b is."""
    said = only(file, ["biases"])
    if said is None:
        return "b" in file.entries or "W" not in file.entries
    biased = choice(said, ("true", "false")) == "true"
    if not biased and only(file, ["b"]) is not None:
        raise InputError("`b` in a network that has `biases: false`", file.place_of("b"))
    return biased


def _W(file: Table, widths: Widths) -> tuple[Matrix, ...]:
    tree = only(file, ["W"])
    if not isinstance(tree, Items):
        return (None,) * (len(widths) - 1)
    return tuple(
        matrix(item, widths[layer - 1], widths[layer], partial(W, layer))
        for layer, item in enumerate(tree.items, 1)
    )


def _b(file: Table, widths: Widths) -> tuple[Vector, ...]:
    tree = only(file, ["b"])
    if not isinstance(tree, Items):
        return (None,) * (len(widths) - 1)
    return tuple(
        vector(item, widths[layer], partial(b, layer)) for layer, item in enumerate(tree.items, 1)
    )


def _data(file: Table, widths: Widths) -> tuple[Sample, ...]:
    data = only(file, ["data"])
    if data is None:
        return (_sample(file, widths),)
    for key in ("x", "y"):
        if key in file.entries:
            raise InputError(
                f"`{key}` beside `data`", file.place_of(key), expected="one of the two"
            )
    points = items(data, "a list of points, each with x and y")
    if not 1 <= len(points) <= MOST_SAMPLES:
        expected = f"1 to {MOST_SAMPLES:,} points"
        raise InputError(
            "a number of points that can't be used", data.place, described(data), expected
        )
    return tuple(_sample(table(point, ("x", "y")), widths) for point in points)


def _sample(point: Table, widths: Widths) -> Sample:
    unknown = Null(point.spot)
    return Sample(
        vector(point.entries.get("x", unknown), widths[0], x),
        vector(point.entries.get("y", unknown), widths[-1], y),
    )


def _given(file: Table, net: Network) -> dict[Quantity, Formula]:
    tree = only(file, ["given"])
    given: dict[Quantity, Formula] = {}
    for name, value in table(tree).entries.items() if tree is not None else ():
        # A loss may stay unstated where its gradients are given.
        stated = net if net.loss or not name.startswith("dL/") else replace(net, given={_DL: 0})
        try:
            quantity = stated.quantity(name)
        except InputError as error:
            raise error.within(value.place) from None
        if quantity in given:
            raise InputError("a quantity that is given twice", value.place, name)
        if not isinstance(value, Null):
            given[quantity] = number(value)
            _check_entry(net, quantity, given[quantity], value)
    return given


def _check_entry(net: Network, quantity: Quantity, given: Formula, at: Tree) -> None:
    entry = net.entry(quantity.at(0), quantity.sample)
    if entry not in (None, given) and type(entry) is not Quantity:
        raise InputError(
            f"the given {quantity} is not what stands in the network", at.place, described(at)
        )


def _relu_at_zero(file: Table) -> AtZero:
    tree = only(file, ["relu_at_zero"])
    said = "undefined" if tree is None else choice(tree, ("undefined", "0", "1"))
    return "undefined" if said == "undefined" else cast(AtZero, int(said))


def _check_size(net: Network, file: Table) -> None:
    known = sum(count or 0 for count in net.parameters_per_layer)
    if known > MOST_PARAMETERS:
        expected = f"at most {MOST_PARAMETERS:,}"
        raise InputError("too many parameters", file.place, f"{known:,}", expected)


_DL = Quantity("z", 1, 0, 1, Quantity("L"))
