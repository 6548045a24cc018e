"""What stays the same over all pictures of a training: axes, meshes, letters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symnn.activations import Entrywise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from symnn.learning.training import Snapshot, Training

MESH = 200
"""Points of a mesh along each axis, where regions are looked for."""
NET_LINES = 9
"""Lines of the net in each direction."""
ALONG = 600
"""Points of such a line: enough for sharp bends."""
SMALLEST = 0.001
"""The least risk that is told as a number."""
FLAT = 30
"""How many times as far as the other a coordinate spreads before points seem to lie on a line."""
LARGE = 10_000
"""From here on a risk is told as a power of ten."""
MOST_POINTS = 600
"""Points beyond which only some are drawn: more would hide each other."""
_ROUND_INPUT, _ROUND_HIDDEN = 0.18, 0.12
"""How much wider than the data the axes are, as a share of their length."""


@dataclass(frozen=True)
class Box:
    """From where to where each axis goes, all over the same length: a unit is as long on each.

    Attributes:
        sides: for each axis its least and its greatest number.
    """

    sides: tuple[tuple[float, float], ...]

    def mesh(self, count: int = MESH) -> Mesh:
        """The points of a mesh over the first two axes."""
        import numpy as np

        x, y = (np.linspace(low, high, count) for low, high in self.sides[:2])
        return Mesh(x, y, np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2))

    def net(self) -> Iterator[NDArray[Any]]:
        """Lines on which one of two coordinates is constant, each as points by coordinates."""
        import numpy as np

        for axis, other in ((0, 1), (1, 0)):
            for constant in np.linspace(*self.sides[axis], NET_LINES):
                line = np.empty((ALONG, 2))
                line[:, axis] = constant
                line[:, other] = np.linspace(*self.sides[other], ALONG)
                yield line


@dataclass(frozen=True)
class Mesh:
    """Points of a mesh.

    Attributes:
        x: the numbers along the first axis.
        y: those along the second.
        points: all points, row by row, len(y)·len(x) by 2.
    """

    x: NDArray[Any]
    y: NDArray[Any]
    points: NDArray[Any]

    def rows(self, values: NDArray[Any]) -> NDArray[Any]:
        """Values at the points, len(y) by len(x)."""
        return values.reshape(len(self.y), len(self.x))


def around(points: NDArray[Any], more: float) -> Box:
    """The box around points, and a share of its length more.

    Args:
        points: points by coordinates.
        more: how much longer its sides are than what they hold.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    half = max((high - low).max(), 1e-6) * (1 + more) / 2
    middle = (low + high) / 2
    return Box(tuple((float(m - half), float(m + half)) for m in middle))


def flat(points: NDArray[Any]) -> str:
    """That points seem to lie on a line, where a unit is as long on both axes; else nothing."""
    short, long = sorted((points.max(axis=0) - points.min(axis=0)).tolist())
    if not 0 < short * FLAT < long:
        return ""
    return (
        f"one coordinate spreads over {long:.3g}, the other over {short:.3g}: "
        "columns of like sizes are learned, and seen, better"
    )


def _some(classes: NDArray[Any]) -> NDArray[Any]:
    """The numbers of the points that are drawn, of each class its share."""
    import numpy as np

    last, count = len(classes) - 1, min(len(classes), MOST_POINTS)
    chosen = np.linspace(0, last, count).round().astype(int)
    return np.argsort(classes, kind="stable")[chosen]  # type: ignore[no-any-return]


def _short(risk: float) -> str:
    """A risk in few signs, however small or large."""
    if risk < SMALLEST:
        return f"below {SMALLEST}"
    return f"{risk:.3f}" if risk < LARGE else f"{risk:.3g}"


class Scene:
    """A training as it is drawn: the same axes for every snapshot.

    Args:
        training: what is drawn.

    Attributes:
        last_hidden: the number of the last hidden layer; 0 where there is none.
        features: how many numbers the output layer sees.
        has_map: whether the network sees features of the points instead of themselves.
        X: the points that are drawn, at most `MOST_POINTS`, n by 2.
        y: their classes.
        beside: the network beside, as it is drawn.
    """

    def __init__(self, training: Training) -> None:
        self.training = training
        self.dataset = training.plan.dataset
        self.last_hidden = training.plan.net.depth - 1
        self.features = training.plan.net.widths[-2] or 0
        self.has_map = training.plan.feature_map is not None
        shown = _some(self.dataset.y)
        self.beside = None if training.beside is None else Scene(training.beside)
        self.X, self.y = self.dataset.X[shown], self.dataset.y[shown]

    @cached_property
    def input_box(self) -> Box:
        """The axes of the input space."""
        return around(self.dataset.X, _ROUND_INPUT)

    @cached_property
    def hidden_box(self) -> Box:
        """The axes of the space of the last hidden layer: room for the data of all snapshots."""
        import numpy as np

        seen = [self.represented(snapshot, self.dataset.X) for snapshot in self.training.snapshots]
        return around(np.concatenate(seen), _ROUND_HIDDEN)

    @property
    def hidden_activations(self) -> str:
        """The names of the activations of the hidden layers."""
        inner = self.training.plan.net.activations[:-1]
        names = ((isinstance(g, Entrywise) and g.written) or g.name for g in inner)
        return " and ".join(dict.fromkeys(names))

    def right(self, snapshot: Snapshot) -> str:
        """How many points are classified rightly, in words."""
        count = len(self.dataset.y)
        return f"{round(snapshot.accuracy * count)} of {count} right"

    def measures(self, snapshot: Snapshot) -> tuple[str, ...]:
        """What is said of a snapshot: epoch, risk, points; of two networks the epoch only."""
        epoch = f"epoch {snapshot.epoch}"
        if self.beside is not None:
            return (epoch,)
        return epoch, f"risk {_short(snapshot.risk)}", self.right(snapshot)

    def represented(self, snapshot: Snapshot, X: NDArray[Any]) -> NDArray[Any]:
        """Where the last hidden layer takes points: points by nodes."""
        return self.training.layer(snapshot, self.last_hidden, X)
