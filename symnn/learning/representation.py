"""What training makes of the points: whether lines separate the classes in a layer."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from symnn.learning.hulls import separating_line
from symnn.learning.training import Snapshot, Training

if TYPE_CHECKING:
    from numpy.typing import NDArray


def separable(training: Training, snapshot: Snapshot, layer: int) -> bool | None:
    """Whether any two classes can be separated in a layer by a line, or a plane.

    It is decided exactly, for the doubles that the activations are: in a layer of one or two units
    by convex hulls; in the last hidden layer, if it is wider, only where the network's own output
    does it. None where neither tells.

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
    negative, positive = (X[training.plan.dataset.y == label].tolist() for label in pair)
    width = X.shape[1]
    if width <= 2:
        flat = [0.0] * (2 - width)
        sets = [[[*point, *flat] for point in points] for points in (positive, negative)]
        return separating_line(*sets) is not None
    if layer == training.plan.net.depth - 1 and _by_output(
        snapshot, layer + 1, positive, negative, pair
    ):
        return True
    return None


def _by_output(
    snapshot: Snapshot, layer: int, positive: Any, negative: Any, pair: tuple[int, int]
) -> bool:
    """Whether the output layer's own z, of two classes their difference, has the right sign."""
    rows = snapshot.parameters[f"W{layer}"].tolist()
    outputs = len(rows[0])
    biases = snapshot.parameters.get(f"b{layer}")
    rows.append([0.0] * outputs if biases is None else biases.tolist())
    columns = list(zip(*rows, strict=True))
    other, one = ([0.0] * len(rows), columns[0]) if outputs == 1 else (columns[k] for k in pair)
    plane = [Fraction(p) - Fraction(q) for p, q in zip(one, other, strict=True)]

    def side(point: Any) -> Fraction:
        return sum(
            (w * Fraction(c) for w, c in zip(plane, [*point, 1.0], strict=True)), Fraction(0)
        )

    return all(side(p) > 0 for p in positive) and all(side(p) < 0 for p in negative)
