"""The loss of given outputs, and the risk over a few samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.activations import ACTIVATIONS
from symnn.documents.blocks import Block, Heading, Line, Paragraph
from symnn.documents.functions import value_line
from symnn.documents.overview import worked_of
from symnn.documents.reasons import spoken_name
from symnn.documents.worked import Worked
from symnn.evaluate.solution import Solution
from symnn.exercises.content import Content, Later
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number, one_of, yes_or_no
from symnn.exercises.kinds.quantities import chosen
from symnn.exercises.kinds.targets import no_numbers
from symnn.exercises.statement import ASKED_ROUNDED, SHOWN_ROUNDED, rounding
from symnn.exercises.told import data_table, loss, spoken_loss, step
from symnn.formula import Apply, Formula, minus
from symnn.network.build import shape
from symnn.network.model import Sample
from symnn.quantities import L, Quantity, R, a, plain_name, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

MOST_SAMPLES = 8
MOST_TRIES = 1_000
LARGEST = 6
"""The largest output or target of a regression."""
CLASSES = 3
"""The outputs of a softmax, unless a spec says how many."""
OUTPUTS = {"binary_cross_entropy": "sigmoid", "cross_entropy": "softmax"}
"""The activations whose outputs these losses are for."""
EXACT = "Answers are exact: leave logarithms as they are."
"""What is said where answers have logarithms."""

Drawn = tuple[list[Formula], list[Formula], list[Formula]]
"""Outputs, targets, and the z of these outputs, of one sample."""


def _of_a_number(source: Source, width: int) -> Drawn:
    """Outputs and targets of a regression, which differ by more than 1; z is the output."""
    outputs, targets = [], []
    for _ in range(width):
        target = source.integer(-LARGEST, LARGEST)
        near = (target - 1, target, target + 1)
        outputs.append(source.choice([k for k in range(-LARGEST, LARGEST + 1) if k not in near]))
        targets.append(target)
    return [*outputs], [*targets], [*outputs]


def _of_two_classes(source: Source, width: int) -> Drawn:
    """Probabilities r/(1 + r), and labels."""
    ratios = [Fraction(source.integer(2, 5)) ** source.choice((1, -1)) for _ in range(width)]
    labels = [source.below(2) for _ in range(width)]
    logarithms = [
        Apply("ln", r.numerator) if r > 1 else minus(Apply("ln", r.denominator)) for r in ratios
    ]
    return [r / (1 + r) for r in ratios], [*labels], [*logarithms]


def _of_classes(source: Source, width: int) -> Drawn:
    """Probabilities in the ratio of small integers, no two alike, and one class that is right."""
    sizes = source.shuffled(range(1, width + 3))[:width]
    right = source.below(width)
    targets = [int(k == right) for k in range(width)]
    logarithms = [Apply("ln", size) if size > 1 else 0 for size in sizes]
    return [Fraction(size, sum(sizes)) for size in sizes], [*targets], [*logarithms]


def _reshaped(setting: Setting, source: Source) -> Network:
    """A network of which the last layer's outputs or z are given in every sample."""
    net, knows_z = _net(setting), setting.option("known") == "z"
    name = net.loss.name if net.loss else ""
    draw = {"binary_cross_entropy": _of_two_classes, "cross_entropy": _of_classes}.get(
        name, _of_a_number
    )
    width, node = net.widths[-1] or 0, z if knows_z else a
    drawn = _varied(lambda: draw(source, width), setting.option("samples"))
    given = {
        node(net.depth, k).at(sample): value
        for sample, (outputs, _, points) in enumerate(drawn, 1)
        for k, value in enumerate(points if knows_z else outputs, 1)
    }
    return replace(net, data=tuple(Sample(y=tuple(y)) for _, y, _ in drawn), given=given)


def _varied(draw: Callable[[], Drawn], count: int) -> list[Drawn]:
    """Draws that are all different, and not all with the same target."""
    for _ in range(MOST_TRIES):
        found = [draw() for _ in range(count)]
        distinct = all(one not in found[:k] for k, one in enumerate(found))
        if distinct and (count == 1 or any(one[1] != found[0][1] for one in found)):
            break
    return found


def _net(setting: Setting) -> Network:
    """The author's network; else one layer whose outputs are those that the loss is for."""
    net = setting.net
    if setting.is_own or net.loss is None or net.loss.name not in OUTPUTS:
        return net
    name = OUTPUTS[net.loss.name]
    one_layer = shape([1, CLASSES if name == "softmax" else 1], biases=False)
    return replace(one_layer, activations=(ACTIVATIONS[name],), loss=net.loss)


def _asked(exercise: Exercise) -> Iterator[Quantity]:
    net, knows_z = exercise.net, exercise.setting.option("known") == "z"
    samples = range(1, len(net.data) + 1)
    for sample in samples if knows_z else ():
        yield from (a(net.depth, k).at(sample) for k in range(1, (net.widths[-1] or 0) + 1))
    yield from (L.at(sample) for sample in samples)
    yield R


def _make(exercise: Exercise) -> Content:
    net, ask = exercise.net, exercise.setting.ask
    asked = tuple(chosen(exercise, ()) if ask else _asked(exercise))
    assert net.loss is not None
    known = "pre-activations" if exercise.setting.option("known") == "z" else "outputs"
    words = (
        f"For a few samples the table has the targets y and the {known} of a network's last layer"
        f" ({spoken_name(net.activation(net.depth))}). Find the {spoken_loss(net.loss)} of every"
        " sample, and the risk."
    )
    return Content(
        task=(Paragraph((words,)),),
        shown=Later(lambda: _shown(exercise)),
        asks=asked,
        solution=lambda: [*_solution(exercise, asked)],
    )


def _shown(exercise: Exercise) -> Iterator[Block]:
    net, page = exercise.net, worked_of(exercise.solution, None)
    yield data_table(page)
    if exercise.setting.option("formula"):
        yield from loss(net)
    yield from step(page)
    yield from rounding(exercise.setting.decimals, ASKED_ROUNDED)
    if exercise.setting.decimals is None and net.loss is not None and net.loss.name in OUTPUTS:
        yield Paragraph((EXACT,))


def _solution(exercise: Exercise, asked: tuple[Quantity, ...]) -> Iterator[Block]:
    net = exercise.net
    page = worked_of(Solution(net, [plain_name(q) for q in asked]), exercise.setting.digits)
    yield from rounding(exercise.setting.decimals, SHOWN_ROUNDED)
    yield data_table(page)
    yield from loss(net)
    for sample in range(1, len(net.data) + 1):
        one = replace(page, sample=sample)
        nodes = [a(net.depth, k) for k in range(1, (net.widths[-1] or 0) + 1)]
        lines = one.group(nodes, line=lambda q, one=one: value_line(one, q))  # type: ignore[misc]
        yield Heading(3, (f"Sample {sample}",))
        yield from lines if exercise.setting.option("known") == "z" else ()
        yield from one.group([L], line=lambda q, one=one: _tagged(one, q))  # type: ignore[misc]
    yield Heading(3, ("Risk",))
    yield from page.group([R])


def _tagged(page: Worked, quantity: Quantity) -> Line | None:
    """The line of a quantity, which says of which sample."""
    line = page.line(quantity)
    return line and replace(line, target=quantity.at(page.sample))


KIND = Kind(
    name="loss-value",
    summary="losses of given outputs, and the risk: square, half square, cross-entropies",
    heading="Loss and risk",
    make=_make,
    keys={"layers": (1, 1), "activations": ("linear",), "biases": False, "loss": "square"},
    options=(
        number("samples", "how many samples there are", "a number of samples", MOST_SAMPLES, 3),
        one_of(
            "known", "what is told of the last layer: `outputs` or `z`", ("outputs", "z"), "outputs"
        ),
        yes_or_no("formula", "whether the formula of the loss is printed", default=True),
    ),
    reshape=_reshaped,
    draws=False,
    check=no_numbers,
    is_exact=True,
)
