"""A training file: a network file with the keys of training, read into a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil, inf
from typing import TYPE_CHECKING, Any

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.errors import InputError, Place
from symnn.evaluate.doubles import double
from symnn.evaluate.tensors import numpy
from symnn.files import Items, Null, Table, Tree, table
from symnn.learning.datasets import Dataset
from symnn.learning.features import EXPECTED as FEATURES
from symnn.learning.features import FeatureMap, read_feature_map
from symnn.learning.training_data import EXAMPLE, read_data
from symnn.network.entries import count, leaf, only
from symnn.network.model import Network, Sample
from symnn.network.reader import KEYS, read_network
from symnn.quantities import Quantity

if TYPE_CHECKING:
    from numpy.typing import NDArray

TRAINING_KEYS = ("feature_map", "beside", "epochs", "batch_size", "seed", "frames")
"""What a training file has beside its network; its `data` may be more than a network file's."""
NOT_HERE = {"x": "data", "y": "data", "given": "W and b", "batch": "batch_size", "steps": "epochs"}
"""Keys of network files that have no meaning here, and what says something like it."""
MOST_LAYERS, MOST_WIDTH = 16, 256
MOST_EPOCHS, MOST_FRAMES = 100_000, 500
MOST_WORK = 10**11
"""Products of all epochs: a few minutes."""
STEP = 30_000
"""Products in whose time a step is taken, however few points it has."""
MOST_SLOPES = 10**7
"""Of activations that are no functions of a single z, in a step: they are kept at once."""
USUAL_EPOCHS, USUAL_FRAMES = 200, 40
LONGEST_TEXT = 200
LOGARITHMIC = ("binary_cross_entropy", "cross_entropy")
BETWEEN_0_AND_1 = ("sigmoid", "softmax")


@dataclass(frozen=True)
class Plan:
    """What is trained, and how.

    Attributes:
        title: what it is called.
        net: the network, with its loss and options; entries of W and b that it has are the start.
        dataset: the points.
        epochs: how often training goes through all points.
        batch_size: how many points a step takes; None for all.
        learning_rate: the factor of the gradient in a step, as a double.
        seed: the key of all draws.
        frames: how many snapshots are kept.
        feature_map: what the network sees of a point; None for its coordinates.
        beside: the activation of the hidden layers of a second network, which is trained likewise
            and shown beside the first; None for no second one.
    """

    title: str
    net: Network
    dataset: Dataset
    epochs: int
    batch_size: int | None
    learning_rate: float
    seed: str
    frames: int
    feature_map: FeatureMap | None = None
    beside: Entrywise | None = None

    def seen(self, X: NDArray[Any]) -> NDArray[Any]:
        """What the network sees of points, n by n_0.

        Args:
            X: the points, n by 2.
        """
        return X if self.feature_map is None else self.feature_map(X)

    @cached_property
    def inputs(self) -> NDArray[Any]:
        """What it sees of those of the data set."""
        return self.seen(self.dataset.X)

    @property
    def other(self) -> Plan | None:
        """The plan of the network beside: all else is the same, and so is its start."""
        if self.beside is None:
            return None
        inner = (self.beside,) * (self.net.depth - 1)
        net = replace(self.net, activations=(*inner, self.net.activations[-1]))
        return replace(self, net=net, beside=None)


def read_training(tree: Tree, folder: str, seed: str | None = None) -> Plan:
    """The plan that a training file describes.

    Args:
        tree: what was read from the file.
        folder: where the file lies; data that it names lies there or below.
        seed: a seed that is heeded in the place of the file's.

    Raises:
        InputError: for anything that can't be trained, with its place.
        MissingExtraError: if NumPy is not installed.
    """
    file = table(tree, (*KEYS, *TRAINING_KEYS))
    for key, instead in NOT_HERE.items():
        if key in file.entries:
            what = f"`{key}` in a training file"
            raise InputError(what, file.place_of(key), expected=f"`{instead}` instead")
    told = _data(file)
    feature_map = _feature_map(file, told)
    net = _trainable(file, _network(file), 2 if feature_map is None else len(feature_map.formulas))
    seed = _text(file, "seed", "0") if seed is None else _line(seed, Place(key="seed"))
    dataset = read_data(told, net, seed, folder)
    plan = Plan(
        title=_text(file, "title", "Training"),
        net=replace(net, data=(Sample(),)),
        dataset=dataset,
        epochs=_count(file, "epochs", MOST_EPOCHS, USUAL_EPOCHS),
        batch_size=_batch_size(file, len(dataset.X)),
        learning_rate=_rate(file, net),
        seed=seed,
        frames=max(2, _count(file, "frames", MOST_FRAMES, USUAL_FRAMES)),
        feature_map=feature_map,
        beside=_beside(file, net),
    )
    if not numpy().isfinite(plan.inputs).all():
        at = file.place_of("feature_map")
        raise InputError("features that are no numbers at some points", at, expected=FEATURES)
    _check_size(file, plan)
    return plan


def _data(file: Table) -> Tree:
    told = only(file, ["data"])
    if told is None:
        raise InputError("no data to train on", file.place, expected=f"`data`: {EXAMPLE}")
    return told


def _check_size(file: Table, plan: Plan) -> None:
    """Refuse what takes more time or room than small networks do."""
    net, points = plan.net, len(plan.dataset.X)
    steps = ceil(points / (plan.batch_size or points))
    work = plan.epochs * (points * 3 * (net.parameters or 0) + steps * STEP)
    if work > MOST_WORK:
        expected = f"at most {MOST_WORK:,} products, of epochs, points and weights; {STEP:,} a step"
        raise InputError("more work than small networks are", file.place, f"{work:,}", expected)
    layers = zip(net.widths[1:], net.activations, strict=True)
    widest = max((width or 0 for width, g in layers if not isinstance(g, Entrywise)), default=0)
    slopes = (plan.batch_size or points) * widest**2
    if slopes > MOST_SLOPES:
        what = "a layer whose nodes all depend on each other is too wide for so many points a step"
        expected = f"at most {MOST_SLOPES:,} slopes, of points and pairs of nodes"
        raise InputError(what, file.place_of("layers"), f"{slopes:,}", expected)


def _feature_map(file: Table, data: Tree) -> FeatureMap | None:
    tree = only(file, ["feature_map"])
    if tree is None:
        return None
    if isinstance(data, Items):
        expected = "{shape: spiral}, {file: points.csv}"
        raise InputError("a list of points beside a feature map", data.place, expected=expected)
    return read_feature_map(tree)


def _beside(file: Table, net: Network) -> Entrywise | None:
    tree = only(file, ["beside"])
    if tree is None:
        return None
    name = leaf(tree, "the name of an activation").strip()
    try:
        found = ACTIVATIONS[name]
    except InputError as error:
        raise error.within(tree.place) from None
    if not isinstance(found, Entrywise) or found.value is None:
        raise InputError("no activation of hidden nodes", tree.place, name, "`linear`, say")
    if net.depth == 1:
        what = "a network beside one that has no hidden layer"
        raise InputError(what, tree.place, name, "a hidden layer, whose activation is another")
    return found


def _network(file: Table) -> Network:
    """The network; data that is no list of points is not a network's."""
    keys = {
        key: value
        for key, value in file.entries.items()
        if key not in TRAINING_KEYS and (key != "data" or isinstance(value, Items))
    }
    net = read_network(Table(file.spot, keys, {key: file.lines[key] for key in keys}))
    if "relu_at_zero" not in keys or isinstance(keys["relu_at_zero"], Null):
        return replace(net, relu_at_zero=0)
    return net


def _trainable(file: Table, net: Network, inputs: int) -> Network:
    """The network itself, if it can be trained.

    Raises:
        InputError: if it can't.
    """
    for key, what, found, expected in _obstacles(net, inputs):
        at = file.place_of(key) if key in file.entries else file.place
        raise InputError(what, at, found, expected)
    return net


def _obstacles(net: Network, inputs: int) -> Iterator[tuple[str, str, str | None, str]]:
    """What keeps a network from being trained: key, what is wrong, what was found and expected."""
    shape = ", ".join("unknown" if width is None else str(width) for width in net.widths)
    if net.widths[0] != inputs:
        expected = f"{inputs} inputs, as many as points have coordinates, or features"
        yield "layers", "training shows points of the plane", shape, expected
    if None in net.widths or max(width or 0 for width in net.widths) > MOST_WIDTH:
        yield "layers", "widths that can't be trained", shape, f"1 to {MOST_WIDTH} nodes a layer"
    if net.depth > MOST_LAYERS:
        yield "layers", "too many layers", f"{net.depth}", f"at most {MOST_LAYERS}"
    for activation in net.activations:
        if isinstance(activation, Entrywise) and activation.value is None:
            name = activation.name
            yield "activation", "an abstract activation has no values", name, "one with a formula"
    yield from _unfit_loss(net)
    if net.relu_at_zero == "undefined":
        yield "relu_at_zero", "training needs a slope at kinks", "undefined", "0 (the usual) or 1"
    named = [e for e in map(net.entry, [*net.weights(), *net.biases()]) if type(e) is Quantity]
    if named:
        yield "W", "a symbol can't be trained", str(named[0]), "a number, or null for a drawn one"


def _unfit_loss(net: Network) -> Iterator[tuple[str, str, str | None, str]]:
    last = net.activation(net.depth).name
    if net.loss is None:
        yield "loss", "training without a loss", None, "`loss: square`, or another one"
    elif net.loss.name in LOGARITHMIC and last not in BETWEEN_0_AND_1:
        expected = "`output_activation: sigmoid` or softmax, whose logarithms exist"
        yield "loss", f"{net.loss.name} of outputs that may be negative", last, expected
    if last == "softmax" and net.widths[-1] == 1:
        yield "output_activation", "softmax of one output is always 1", last, "sigmoid"


def _rate(file: Table, net: Network) -> float:
    if net.learning_rate is None:
        expected = "`learning_rate: 1/10`, say"
        raise InputError("training without a learning rate", file.place, expected=expected)
    rate = double(net.learning_rate)
    if not 0 < rate < inf:
        at = file.place_of("learning_rate")
        raise InputError("a learning rate that can't be used", at, f"{rate:g}", "above 0")
    return rate


def _batch_size(file: Table, points: int) -> int | None:
    tree = only(file, ["batch_size"])
    return None if tree is None else count(tree, "a number of points", points)


def _count(file: Table, key: str, most: int, usual: int) -> int:
    tree = only(file, [key])
    return usual if tree is None else count(tree, f"a number of {key}", most)


def _text(file: Table, key: str, usual: str) -> str:
    tree = only(file, [key])
    if tree is None:
        return usual
    return _line(leaf(tree, "a line of text"), tree.place)


def _line(text: str, at: Place) -> str:
    if not text or len(text) > LONGEST_TEXT or not text.isprintable():
        expected = f"a line of 1 to {LONGEST_TEXT} characters"
        raise InputError("a text that can't be used", at, text, expected)
    return text
