"""What training makes of the points: whether lines separate the classes in a layer."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from symnn.evaluate.tensors import numpy
from symnn.learning.hulls import separating_line
from symnn.learning.planes import finds_plane
from symnn.learning.training import Snapshot, Training

if TYPE_CHECKING:
    from numpy.typing import NDArray


def separable(training: Training, snapshot: Snapshot, layer: int) -> bool | None:
    """Whether any two classes can be separated in a layer by a line, or a plane.

    It is decided exactly, for the doubles that the activations are, in a layer of one or two nodes.
    In a wider one a plane is looked for, beginning with the output layer's own, and proven exactly;
    None where none was found, since there may be one all the same.

    Args:
        training: a training.
        snapshot: a moment of it.
        layer: 0 for the points themselves, to L-1 for the last hidden layer.
    """
    X = training.layer(snapshot, layer, training.plan.dataset.X)
    answers = [
        _pair(training, snapshot, layer, X, pair)
        for pair in combinations(range(len(training.plan.dataset.classes)), 2)
    ]
    return False if False in answers else None if None in answers else True


def _pair(
    training: Training, snapshot: Snapshot, layer: int, X: NDArray[Any], pair: tuple[int, int]
) -> bool | None:
    negative, positive = (X[training.plan.dataset.y == label] for label in pair)
    width = X.shape[1]
    if width <= 2:
        flat = [0.0] * (2 - width)
        sets = [[[*point, *flat] for point in side.tolist()] for side in (positive, negative)]
        return separating_line(*sets) is not None
    is_last = layer == training.plan.net.depth - 1
    own = [_of_output(snapshot, layer + 1, pair)] if is_last else []
    return finds_plane(positive, negative, own) or None


def _of_output(snapshot: Snapshot, layer: int, pair: tuple[int, int]) -> NDArray[Any]:
    """The plane of the output layer: where its z is 0; of two classes, where theirs are equal."""
    np, weights = numpy(), snapshot.parameters[f"W{layer}"]
    biases = snapshot.parameters.get(f"b{layer}", np.zeros(weights.shape[1]))
    columns = np.concatenate([weights, biases[None, :]]).T
    plane: NDArray[Any] = columns[0] if len(columns) == 1 else columns[pair[1]] - columns[pair[0]]
    return plane
