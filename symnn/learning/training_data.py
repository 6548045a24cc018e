"""The data of a training file: drawn in a shape, from a CSV file, or as a list of points."""

from __future__ import annotations

import os
from math import isinf
from typing import TYPE_CHECKING

from symnn.errors import InputError
from symnn.evaluate.doubles import data as sample_arrays
from symnn.evaluate.doubles import double
from symnn.files import Items, Table, Tree, described, read, table
from symnn.learning.datasets import DATASETS, Dataset, from_points
from symnn.network.entries import count, inside, items, leaf, number, only
from symnn.network.model import Network
from symnn.numbers.reading import EXPECTED

if TYPE_CHECKING:
    from symnn.evaluate.doubles import Arrays

SHAPE_KEYS = ("shape", "samples", "noise", "classes")
COLUMNS = ("x1", "x2", "class")
USUAL_SAMPLES = 200
MOST_SAMPLES = 5_000
MOST_NOISE = 1_000
LONGEST_CLASS = 40
MOST_CLASSES = 10
CLASSES = "two or more classes"
EXAMPLE = "{shape: spiral}, {file: points.csv}, or a list of points with x and y"


def read_data(tree: Tree, net: Network, seed: str, folder: str) -> Dataset:
    """The data set that a training file describes under `data`.

    Args:
        tree: what stands there.
        net: the network of the file; it has the points, where `data` is a list of them.
        seed: the key of what is drawn.
        folder: where the file lies; a CSV file lies there or below.

    Raises:
        InputError: for anything that is no data set with at least two classes, with its place.
    """
    if isinstance(tree, Items):
        found = _listed(tree, net)
    else:
        told = table(tree, (*SHAPE_KEYS, "file"))
        found = _from_file(told, folder) if "file" in told.entries else _drawn(told, seed)
    if len(found.classes) < 2:
        raise InputError("points of one class only", tree.place, expected=CLASSES)
    try:
        found.targets(net)
    except InputError as error:
        raise error.within(tree.place) from None
    return found


def _drawn(told: Table, seed: str) -> Dataset:
    named = only(told, ["shape"])
    if named is None:
        raise InputError("data without a shape", told.place, described(told), EXAMPLE)
    try:
        shape = DATASETS[leaf(named, "the name of a shape").strip()]
    except InputError as error:
        raise error.within(named.place) from None
    samples = _count(told, "samples", "a number of samples", MOST_SAMPLES, USUAL_SAMPLES)
    classes = _count(told, "classes", "a number of classes", shape.most_classes, 2)
    if classes < 2:
        raise InputError("points of one class only", told.place_of("classes"), expected=CLASSES)
    if samples < 2 * classes:
        expected = f"{2 * classes} or more, two in each of {classes} classes"
        raise InputError("too few points", told.place, f"{samples}", expected)
    noise = only(told, ["noise"])
    return shape.draw(samples, classes, None if noise is None else _noise(noise), seed)


def _count(told: Table, key: str, what: str, most: int, usual: int) -> int:
    tree = only(told, [key])
    return usual if tree is None else count(tree, what, most)


def _noise(tree: Tree) -> float:
    noise = double(number(tree))
    if not 0 <= noise <= MOST_NOISE:
        expected = f"a standard deviation, from 0 to {MOST_NOISE:,}"
        raise InputError("noise that can't be used", tree.place, described(tree), expected)
    return noise


def _from_file(told: Table, folder: str) -> Dataset:
    named = told.entries["file"]
    for key in told.entries:
        if key != "file":
            raise InputError(f"`{key}` beside `file`", told.place_of(key), expected="one of them")
    path = inside(named, folder)
    try:
        rows = items(read(path), "the rows of a CSV file, with the columns x1, x2, class")
    except InputError as error:
        raise error.within(named.place) from None
    points, labels = [], []
    for row in _bounded(rows, named):
        cells = table(row, COLUMNS)
        points.append([_coordinate(_cell(cells, key)) for key in COLUMNS[:2]])
        labels.append(_label(_cell(cells, "class")))
    name = os.path.splitext(os.path.basename(path))[0]
    return _few_classes(from_points(name, points, labels), named)


def _cell(row: Table, column: str) -> Tree:
    tree = only(row, [column])
    if tree is None:
        what = f"a row without {column}"
        raise InputError(what, row.place, expected="the columns " + ", ".join(COLUMNS))
    return tree


def _coordinate(tree: Tree) -> float:
    value = double(number(tree))
    if isinf(value):
        raise InputError("too large for a double", tree.place, described(tree), EXPECTED)
    return value


def _label(tree: Tree) -> str:
    label = leaf(tree, "the name of a class").strip()
    if not label or len(label) > LONGEST_CLASS or not label.isprintable():
        expected = f"a name of at most {LONGEST_CLASS} characters"
        raise InputError("not the name of a class", tree.place, label, expected)
    return label


def _few_classes(found: Dataset, at: Tree) -> Dataset:
    if len(found.classes) > MOST_CLASSES:
        expected = f"at most {MOST_CLASSES}"
        raise InputError("too many classes", at.place, f"{len(found.classes)}", expected)
    return found


def _listed(tree: Items, net: Network) -> Dataset:
    """The points of a network's data: targets 0 or 1, of several outputs a single 1."""
    _bounded(tree.items, tree)
    arrays, labels = _arrays(tree, net), []
    if "y" not in arrays:
        raise InputError("points without targets", tree.place, expected="y beside every x")
    for row, item in zip(arrays["y"].tolist(), tree.items, strict=True):
        if set(row) - {0.0, 1.0} or (len(row) > 1 and sum(row) != 1):
            expected = "y: 0 or 1; of several outputs 1 for one and 0 for the others"
            raise InputError("targets that say no class", item.place, described(item), expected)
        labels.append(str(row.index(1.0) if len(row) > 1 else int(row[0])))
    return _few_classes(from_points("points", arrays["x"].tolist(), labels), tree)


def _arrays(tree: Items, net: Network) -> Arrays:
    try:
        return sample_arrays(net)
    except InputError as error:
        raise error.within(tree.place) from None


def _bounded(rows: tuple[Tree, ...], at: Tree) -> tuple[Tree, ...]:
    if not 2 <= len(rows) <= MOST_SAMPLES:
        expected = f"2 to {MOST_SAMPLES:,} points"
        raise InputError(
            "a number of points that can't be used", at.place, f"{len(rows)}", expected
        )
    return rows
