"""Where a hidden layer sends given points, and whether a line separates their classes there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Text
from symnn.errors import InputError
from symnn.evaluate.rational import stays_rational
from symnn.exercises.content import Content, Later
from symnn.exercises.hiding import without
from symnn.exercises.kinds.gradient_step import POINT
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number, one_of
from symnn.exercises.kinds.quantities import content, worked
from symnn.exercises.kinds.representation_plots import INPUTS, PLANE, before_and_after, points_plot
from symnn.exercises.kinds.separability import Classes, flat
from symnn.learning.separation import Common, Point, Separating, separate
from symnn.network.model import Network
from symnn.quantities import Quantity, a, x, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.profile import Off

MOST_LAYERS = 20
MOST_SAMPLES, MOST_COORDINATES = 6, 3
"""Sizes for which a separation is found in no time, and checked by hand."""
LARGEST = 30
"""The largest coordinate: points are easily drawn on paper."""
WORDS = {
    "a": "where the layer sends each of them: the activations",
    "z": "the pre-activations of the layer at each of them",
}


def _check(net: Network) -> None:
    """Let a network pass with hidden layers, straight activations and a few points."""
    sizes = all(1 < (width or 0) <= MOST_COORDINATES for width in net.widths[:-1])
    if (
        net.depth < 2
        or not sizes
        or not 4 <= len(net.data) <= MOST_SAMPLES
        or not stays_rational(net)
    ):
        expected = (
            f"hidden layers and an input of 2 or {MOST_COORDINATES} nodes, with ReLU or the like,"
            f" and `data` of 4 to {MOST_SAMPLES} points"
        )
        raise InputError("a network whose layers make no representation", expected=expected)


def _layer(setting: Setting) -> int:
    layer: int = setting.option("layer")
    if layer >= setting.net.depth:
        expected = f"a hidden layer, from 1 to {setting.net.depth - 1}"
        raise InputError("not a hidden layer", found=f"layer {layer}", expected=expected)
    return layer


def _off(setting: Setting) -> Off:
    return ((_layer(setting), True),)


def _points(exercise: Exercise, make: Sequence[Quantity]) -> list[Point]:
    """The values of some quantities in every sample."""
    return [
        tuple(Fraction(values[q]) for q in make)  # type: ignore[arg-type]
        for values in exercise.whole.samples()
    ]


def _inputs(exercise: Exercise) -> list[Point]:
    width = exercise.drawn.net.widths[0] or 0
    return _points(exercise, [x(j) for j in range(1, width + 1)])


def _of_layer(exercise: Exercise) -> list[Quantity]:
    layer, node = _layer(exercise.setting), a if exercise.setting.option("what") == "a" else z
    return [node(layer, j) for j in range(1, (exercise.drawn.net.widths[layer] or 0) + 1)]


def _classes(exercise: Exercise) -> tuple[int, ...] | None:
    """Classes that no line separates among the inputs; those of the author where they are told."""
    return exercise.drawn.net.memo("classes", lambda: _found_classes(exercise))


def _found_classes(exercise: Exercise) -> tuple[int, ...] | None:
    told = [point.y for point in exercise.drawn.net.data]
    if all(told):
        return tuple(int(y[0] == 1) for y in told if y is not None)
    inputs = _inputs(exercise)
    for ones in combinations(range(len(inputs)), len(inputs) // 2):
        classes = tuple(int(k in ones) for k in range(len(inputs)))
        if isinstance(separate(inputs, classes), Common):
            return classes
    return None


def _finish(exercise: Exercise, net: Network) -> Network:
    """The network with the classes as targets, and nothing told of the layers that come later."""
    layer, classes = _layer(exercise.setting), _classes(exercise) or (0,) * len(net.data)
    later = [q for q in (*net.weights(), *net.biases()) if q.indices[0] > layer]
    data = tuple(replace(point, y=(label,)) for point, label in zip(net.data, classes, strict=True))
    return replace(without(net, later), data=data)


def _suits(exercise: Exercise) -> bool:
    """Whether the classes are mixed, every unit of the layer matters, and the answer is as drawn.

    A unit matters if it is on for some points and off for others, or just on for all of them; one
    of them has to be both, or the layer would do no more than a linear one.
    """
    of, inputs = _of_layer(exercise), _inputs(exercise)
    points = _points(exercise, of)
    if len(set(inputs)) < len(inputs):
        return False
    layer = _layer(exercise.setting)
    pre = list(zip(*_points(exercise, [z(layer, q.j) for q in of]), strict=True))
    if any(max(unit) < 0 for unit in pre) or all(min(unit) > 0 for unit in pre):
        return False
    if max(map(abs, (c for point in points for c in point))) > LARGEST:
        return False
    if (classes := _classes(exercise)) is None:
        return False
    wanted = bool(exercise.source("separable").below(2))
    return exercise.setting.option("what") == "z" or wanted == isinstance(
        separate(points, classes), Separating
    )


def _make(exercise: Exercise) -> Content:
    layer, of = _layer(exercise.setting), _of_layer(exercise)
    classes, inputs = _labelled(exercise, of), _labelled(exercise, _input_names(exercise))
    count = len(exercise.net.data)
    asked = tuple(q.at(sample) for sample in range(1, count + 1) for q in of)
    words: Text = (
        *_mixed(exercise),
        f" Find {WORDS[exercise.setting.option('what')]} of layer {layer}."
        " Then say whether the classes can be separated there.",
    )
    made = content(exercise, words, asked)
    return Content(
        made.task,
        Later(lambda: (*made.shown, *_picture(inputs))),
        (*asked, classes.question()),
        lambda: [
            *worked(exercise, asked),
            *classes.blocks(),
            *before_and_after(inputs, classes),
        ],
    )


def _mixed(exercise: Exercise) -> Text:
    """What the samples are, and that their classes are mixed, if they are."""
    inputs = _input_names(exercise)
    is_mixed = isinstance(_labelled(exercise, inputs).found, Common)
    mixed = f", which no {flat(len(inputs))} separates among the inputs" * is_mixed
    return ("The samples are points of two classes, ", Quantity("y", j=1), f" = 0 or 1{mixed}.")


def _input_names(exercise: Exercise) -> list[Quantity]:
    return [x(j) for j in range(1, (exercise.net.widths[0] or 0) + 1)]


def _picture(inputs: Classes) -> Iterator[Block]:
    """The points among the inputs, if these are two."""
    if len(inputs.of) == PLANE:
        yield points_plot(inputs, INPUTS)


def _labelled(exercise: Exercise, of: Sequence[Quantity]) -> Classes:
    """The points with these coordinates, in the classes that the exercise tells."""
    labels = tuple(int(point.y == (1,)) for point in exercise.net.data)
    return Classes(tuple(of), tuple(_points(exercise, of)), labels)


KIND = Kind(
    name="representation",
    summary="where a hidden layer sends given points, and whether a line separates them there",
    heading="A new representation",
    make=_make,
    takes_ask=False,
    keys={"layers": (2, 2, 1), "data": (POINT,) * 4},
    options=(
        number("layer", "the hidden layer", "a layer", MOST_LAYERS, 1),
        one_of("what", "the layer's activations or pre-activations: `a` or `z`", ("a", "z"), "a"),
    ),
    off=_off,
    finish=_finish,
    suits=_suits,
    check=_check,
)
