"""Evaluate a fixed feature map and the linear model on it; find the feature that separates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from symnn.documents.blocks import (
    Block,
    Line,
    Lines,
    Link,
    Paragraph,
    TableBlock,
    Text,
    Vector,
)
from symnn.errors import InputError
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.kinds.feature_classes import Classes, at, drawn_classes
from symnn.exercises.kinds.feature_functions import INPUTS, MAPS, SEPARATING, Feature
from symnn.exercises.kinds.feature_plots import inputs_plot, separated_plots
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.lines import valued, worked_line
from symnn.exercises.wanted import wanted
from symnn.formula import Formula, total
from symnn.learning.fit import combination
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network, Sample
from symnn.quantities import H, Quantity, symbol, x

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.exercises.source import Source

FEWEST, MOST = 1, len(MAPS)
"""How many features a map can have."""
LARGEST_INPUT, LARGEST_WEIGHT, LARGEST = 4, 4, 99
WORDS: Text = (
    "A linear model predicts from a feature map that is fixed: these features stand where the"
    " inputs of a linear model do. Work them out, and the prediction, for the point below.",
)
SEPARATED = (
    "The points in this table are of two classes, A and B. A feature separates them if all its"
    " values in the one class are above all its values in the other."
)


def _check(net: Network) -> None:
    """Let linear models with a constant pass; every input of theirs is a feature."""
    width = net.widths[0]
    if net.depth > 1 or net.widths[-1] != 1 or not net.activations[0].is_identity:
        expected = "one linear layer with one output"
        raise InputError("no linear model", found=str(list(net.widths)), expected=expected)
    if width is None or not FEWEST <= width <= MOST:
        expected = f"from {FEWEST} to {MOST}"
        raise InputError("a number of features", found=str(width), expected=expected)
    if any(net.W) or any(net.b) or any(point.x for point in net.data):
        raise InputError("numbers that are known already", expected="none: they are drawn")


@dataclass(frozen=True)
class _Map:
    """A feature map and a model on it, at one point.

    Args:
        exercise: whose draws they are; which features there are is the same for all versions.
    """

    exercise: Exercise

    @cached_property
    def features(self) -> list[Feature]:
        """The features, in their order."""
        count = self.exercise.drawn.net.widths[0]
        return self.exercise.shared_source("features").shuffled(MAPS)[:count]

    @cached_property
    def point(self) -> dict[Quantity, Formula]:
        """The inputs, one of them negative: signs are where squares and products go wrong."""
        source = self.exercise.source("point")
        sizes = [source.integer(2, LARGEST_INPUT) for _ in range(INPUTS)]
        negative = source.below(INPUTS)
        signed = [-size if k == negative else size for k, size in enumerate(sizes)]
        return {x(j): entry for j, entry in enumerate(signed, 1)}

    @cached_property
    def weights(self) -> list[int]:
        """w0, w1, ...: the constant, and a weight for each feature."""
        source = self.exercise.source("weights")
        return [source.nonzero(LARGEST_WEIGHT) for _ in range(len(self.features) + 1)]

    @property
    def names(self) -> list[Quantity]:
        """phi1, phi2, ..."""
        return [symbol(f"phi{k}") for k in range(1, len(self.features) + 1)]

    @property
    def values(self) -> list[Formula]:
        """The features at the point."""
        return [valued(feature.formula, self.point) for feature in self.features]

    @property
    def model(self) -> Formula:
        """The constant and the weighted features."""
        return combination(zip(self.weights, [1, *self.names], strict=True))


def _finished(exercise: Exercise, net: Network) -> Network:
    """The model with its weights; what stands for x in it are the features of the point."""
    made = _Map(exercise)
    constant, *weights = made.weights
    return replace(
        net,
        W=(tuple((weight,) for weight in weights),),
        b=((constant,),),
        data=(Sample(tuple(made.values)),),
    )


def _make(exercise: Exercise) -> Content:
    made = _Map(exercise)
    classes = drawn_classes(
        exercise.shared_source("separating").choice(SEPARATING), exercise.source("classes")
    )
    which = _which(classes, exercise.source("which"))
    features = zip(made.names, made.features, strict=True)
    lines = [Line(name, (Link("=", feature.formula),)) for name, feature in features]
    point = Line(Quantity("x"), (Link("=", Vector(tuple(made.point.values()))),))
    return Content(
        task=(Paragraph(WORDS), Lines((*lines, Line(H(), (Link("=", made.model),)), point))),
        shown=(Paragraph((SEPARATED,)), _table(classes), inputs_plot(classes)),
        asks=wanted((*_numbers(made), which), exercise.setting.ask),
        solution=lambda: list(_solution(made, classes, which)),
        lines=lambda: _lines(made),
    )


def _table(classes: Classes, feature: Sequence[Formula] = ()) -> TableBlock:
    """The points, a row each, perhaps with the values of a feature, which they are sorted by."""
    rows: list[tuple[Text, ...]] = []
    points = sorted(classes.points, key=lambda one: [at(formula, one[0]) for formula in feature])
    for point, letter in points:
        values: list[Formula] = [*point, *(at(formula, point) for formula in feature)]
        rows.append((*((value,) for value in values), (letter,)))
    names: list[Formula] = [*(x(j) for j in range(1, INPUTS + 1)), *feature]
    header: tuple[Text, ...] = (*((name,) for name in names), ("class",))
    return TableBlock(header, tuple(rows), frozenset(range(len(names))))


def _numbers(made: _Map) -> list[Question]:
    """The questions for the features and the prediction."""
    return [*(_value(made, k) for k in range(len(made.features))), _prediction(made)]


def _value(made: _Map, k: int) -> Question:
    """The question for a feature."""
    feature, right = made.features[k], made.values[k]
    wrong = [Wrong(valued(o.formula, made.point), o.name, o.why) for o in feature.others]
    prompt = (f"Feature {k + 1} of the point:",)
    return Question(f"phi{k + 1}", right, prompt, (), told_apart(right, wrong))


def _prediction(made: _Map) -> Question:
    known = dict(zip(made.names, made.values, strict=True))
    right = valued(made.model, known)
    constant, *weights = made.weights
    without = valued(combination(zip(weights, made.names, strict=True)), known)
    unweighted = valued(total((constant, *made.names)), known)
    wrong = [
        Wrong(without, "constant-left-out", "the constant was left out"),
        Wrong(unweighted, "weights-left-out", "the features were added up without their weights"),
    ]
    if len(weights) == INPUTS:
        pairs = zip(weights, made.point.values(), strict=True)
        raw = valued(combination([(constant, 1), *pairs]), {})
        wrong.append(
            Wrong(raw, "inputs-for-features", "the inputs were weighted, not the features")
        )
    return Question(
        "prediction", right, ("The prediction ", H(), ":"), (), told_apart(right, wrong)
    )


def _which(classes: Classes, source: Source) -> Question:
    overlap = "its values in the two classes overlap"
    options = [
        Option((classes.right,)),
        *(Option((other,), "classes-overlap", overlap) for other in classes.others),
    ]
    return choice("separates", ("Which of these features separates the classes?",), options, source)


def _suits(exercise: Exercise) -> bool:
    """Whether features and prediction differ and are neither 0 nor too large, and mistakes show."""
    numbers = _numbers(_Map(exercise))
    sizes = [abs(q.right) for q in numbers if isinstance(q.right, int)]
    different = {q.right for q in numbers}
    return (
        all(0 < size <= LARGEST for size in sizes)
        and all(q.wrong for q in numbers)
        and len(different) == len(numbers)
    )


def _lines(made: _Map) -> Iterator[Block]:
    features = zip(made.names, made.features, strict=True)
    lines = [worked_line(name, feature.formula, made.point) for name, feature in features]
    yield Lines(tuple(lines), ("The features of the point:",))
    known = dict(zip(made.names, made.values, strict=True))
    yield Lines((worked_line(H(), made.model, known),), ("The model on them:",))


def _solution(made: _Map, classes: Classes, which: Question) -> Iterator[Block]:
    yield from _lines(made)
    yield Paragraph(("The classes are separated by ", *said(which), ", whose values are these:"))
    yield _table(classes, (classes.right,))
    yield from _threshold(classes)


def _threshold(classes: Classes) -> Iterator[Block]:
    """Between which values a threshold has to be, and the picture of one."""
    below, above = sorted("AB", key=lambda letter: classes.values(letter))
    top, bottom = classes.values(below)[-1], classes.values(above)[0]
    middle = (top + bottom) / 2
    yield Paragraph((
        f"In class {below} no value is above ", top, f", in class {above} none is below ", bottom,
        ": any threshold between the two separates them. Of the other features, the values in the"
        " two classes overlap.",
    ))  # fmt: skip
    yield Paragraph(("With the threshold ", middle, ", half way between the two:"))
    yield separated_plots(classes, middle)


KIND = Kind(
    name="feature-map",
    summary="evaluate a fixed feature map and the model on it; which feature separates the data",
    heading="A feature map",
    make=_make,
    keys={"layers": (3, 1)},
    finish=_finished,
    draws=False,
    suits=_suits,
    check=_check,
)
