"""Data sets in the plane for training: points of classes, drawn from a seed.

A shape is one entry of the table; other packages announce theirs under `symnn.datasets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

from symnn.errors import InputError
from symnn.evaluate.tensors import numpy
from symnn.network.model import Network
from symnn.registry import Registry
from symnn.source import Source

if TYPE_CHECKING:
    from numpy.typing import NDArray

DECIMALS = 4
"""Places of drawn coordinates: few enough that the points are the same on every machine."""
Place = tuple[float, float]
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, eq=False)
class Dataset:
    """Points in the plane with their classes.

    Attributes:
        name: what it is called.
        X: the points, n by 2 doubles.
        y: their classes, n integers from 0 to k-1.
        classes: the k names of the classes.
    """

    name: str
    X: NDArray[Any]
    y: NDArray[Any]
    classes: tuple[str, ...]

    def targets(self, net: Network) -> NDArray[Any]:
        """What the outputs ought to be, samples by outputs.

        Of two classes and one output 0 and 1; else there is an output for each class, which
        ought to be 1 for it and 0 for the others.

        Raises:
            InputError: if the network has another number of outputs.
        """
        np, outputs = numpy(), net.widths[-1]
        if outputs == 1 and len(self.classes) == 2:
            return np.array(self.y[:, None], dtype=float)  # type: ignore[no-any-return]
        if outputs != len(self.classes):
            several = f"{len(self.classes)}, one for each class"
            expected = "1 or 2" if len(self.classes) == 2 else several
            raise InputError(
                "outputs that do not fit the classes", found=f"{outputs}", expected=expected
            )
        return np.eye(len(self.classes))[self.y]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class DataShape:
    """A shape that classes of points can have.

    Args:
        name: its name in files.
        summary: one line about it.
        place: where a point of a class lies before noise is added: from a random source, the
            class, the number of classes, and the point's share of the way along its class, from 0
            to 1, to its coordinates.
        noise: the standard deviation of the noise, unless a file says another.
        most_classes: how many classes it can have.
    """

    name: str
    summary: str
    place: Callable[[Source, int, int, float], Place]
    noise: float
    most_classes: int = 2

    def draw(self, samples: int, classes: int, noise: float | None, seed: str) -> Dataset:
        """A data set of this shape: its classes take turns, so that all have as many points.

        Args:
            samples: how many points, at least two a class.
            classes: how many classes, at most `most_classes`.
            noise: the standard deviation of the noise in each coordinate; None for the usual one.
            seed: the key of all draws.
        """
        np, source = numpy(), Source("dataset", 1, self.name, samples, classes, seed)
        spread = self.noise if noise is None else noise
        last = max(1, (samples - 1) // classes)
        points = []
        for number in range(samples):
            along = number // classes / last
            place = self.place(source, number % classes, classes, along)
            points.append([round(c + spread * source.bell(), DECIMALS) for c in place])
        names = tuple(str(label) for label in range(classes))
        return Dataset(self.name, np.array(points), np.arange(samples) % classes, names)


def from_points(name: str, points: Sequence[Sequence[float]], labels: Sequence[str]) -> Dataset:
    """A data set of given points.

    Args:
        name: what it is called.
        points: the coordinates of each.
        labels: the class of each; classes are numbered in the order of their names, where these
            are numbers as numbers.
    """
    np = numpy()
    classes = sorted(set(labels), key=_rank)
    numbers = {label: number for number, label in enumerate(classes)}
    y = np.array([numbers[label] for label in labels])
    return Dataset(name, np.array(points, dtype=float), y, tuple(classes))


def _rank(label: str) -> tuple[int, float, str]:
    number = _NUMBER.fullmatch(label) and float(label)
    return (1, 0.0, label) if number is None else (0, number, label)


DATASETS: Registry[DataShape] = Registry("data set", "symnn.datasets")
"""All shapes of data by name."""


def _blobs(source: Source, label: int, classes: int, along: float) -> Place:
    angle = 2 * pi * label / classes + pi / 4
    return sqrt(2) * cos(angle), sqrt(2) * sin(angle)


def _moons(source: Source, label: int, classes: int, along: float) -> Place:
    upper = cos(pi * along), sin(pi * along)
    return (1 - upper[0], 0.5 - upper[1]) if label else upper


def _circles(source: Source, label: int, classes: int, along: float) -> Place:
    """Rings around 0, the first class outermost, at drawn angles."""
    angle, radius = 2 * pi * source.share(), 1 - label / classes
    return radius * cos(angle), radius * sin(angle)


def _spiral(source: Source, label: int, classes: int, along: float) -> Place:
    """Arms that start a tenth away from 0 and turn once around it."""
    radius = 0.1 + 0.9 * along
    angle = 2 * pi * (along + label / classes)
    return radius * cos(angle), radius * sin(angle)


def _xor(source: Source, label: int, classes: int, along: float) -> Place:
    """Squares with side 0.8 around the four corners; class 1 where the signs differ."""
    first = 1 if source.below(2) else -1
    second = -first if label else first
    return tuple(sign * (0.2 + 0.8 * source.share()) for sign in (first, second))  # type: ignore[return-value]


DATASETS.add(
    DataShape("blobs", "round clouds, one a class, around corners of a polygon", _blobs, 0.4, 6),
    DataShape("moons", "two half circles that reach into each other", _moons, 0.08),
    DataShape("circles", "rings around each other", _circles, 0.05, 4),
    DataShape("spiral", "arms of a spiral, one a class, each turning once", _spiral, 0.02, 5),
    DataShape("xor", "four squares; class 1 where the signs of x1 and x2 differ", _xor, 0.0),
)
