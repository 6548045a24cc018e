"""A saturated unit: its slope is almost 0, but not 0 as that of a ReLU that is off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Heading, Paragraph, Text
from symnn.documents.solution import solution_document
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.exercises.choices import Option, choice, said
from symnn.exercises.content import Content, Later
from symnn.exercises.exact import number_of
from symnn.exercises.statement import numbers, task
from symnn.formula import Formula, Product
from symnn.marking.questions import Question, Wrong
from symnn.quantities import Quantity, W, d, plain_name, slope, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.network.model import Network

SATURATING = ("sigmoid", "tanh")
FACTOR = 10
"""By how much the z of the saturated unit is larger than what was drawn."""
DIGITS = 3
"""Significant digits in the solution: slopes are too small for a number of places."""


def saturated(exercise: Exercise, net: Network, layer: int) -> Network:
    """The network with one unit of a layer far out, its weights and its bias being larger.

    Raises:
        InputError: for an activation that does not saturate on both sides.
    """
    name = net.activation(layer).name
    if name not in SATURATING:
        expected = f"`activation:` {' or '.join(SATURATING)}"
        raise InputError("an activation that does not saturate", found=name, expected=expected)
    if exercise.is_fixed:
        return net
    j = _unit(exercise, layer)

    def larger(entry: Formula | None) -> Formula | None:
        return None if entry is None else number_of(Product((FACTOR, entry)))

    def changed(row: tuple[Formula | None, ...]) -> tuple[Formula | None, ...]:
        return (*row[: j - 1], larger(row[j - 1]), *row[j:])

    at = layer - 1
    matrix, vector = net.W[at], net.b[at]
    W_ = (*net.W[:at], matrix and tuple(map(changed, matrix)), *net.W[layer:])
    return replace(net, W=W_, b=(*net.b[:at], vector and changed(vector), *net.b[layer:]))


def _unit(exercise: Exercise, layer: int) -> int:
    """The saturated unit; of a network that an author has fixed, the one with the largest z."""
    width = exercise.drawn.net.widths[layer] or 0
    if exercise.is_fixed:
        nodes = range(1, width + 1)
        sizes = {j: Fraction(str(exercise.whole.decimal(z(layer, j)))) for j in nodes}
        return max(nodes, key=lambda j: abs(sizes[j]))
    return exercise.source("saturated").integer(1, width)


def saturation(exercise: Exercise, layer: int) -> Content:
    """What is asked about the layer with the saturated unit."""
    net, j = exercise.net, _unit(exercise, layer)
    i = exercise.shared_source("saturated").integer(1, net.widths[layer - 1] or 0)
    entry = d(net.outputs[0], W(layer, i, j))
    words: Text = (
        f"Look at the derivatives of the output by the weights into layer {layer}. They need not be"
        " worked out with all digits: estimate.",
    )
    questions = (_which(net, layer, j), _count(net, layer), _size(exercise))
    return Content(
        task=tuple(task(net, words)),
        shown=Later(lambda: numbers(net, exercise.solution)),
        asks=questions,
        solution=lambda: [*_solution(exercise, entry, questions)],
    )


def _which(net: Network, layer: int, j: int) -> Question:
    others = (k for k in range(1, (net.widths[layer] or 0) + 1) if k != j)
    why = "its z is near 0, where the slope is largest"
    wrong = tuple(Wrong(k, "not-saturated", why) for k in others)
    return Question("node", j, (f"Which node of layer {layer} is saturated?",), wrong=wrong)


def _count(net: Network, layer: int) -> Question:
    name = d(net.outputs[0], Quantity("W", layer))
    why = "slopes that are almost 0 were taken for 0"
    wrong = (Wrong(net.widths[layer - 1] or 0, "tiny-taken-for-zero", why),)
    return Question("zeros", 0, ("How many entries of ", name, " are exactly 0?"), wrong=wrong)


def _size(exercise: Exercise) -> Question:
    """What the derivatives by the weights into the node are like; not which node it is."""
    options = (
        Option(("they are not 0, but so small that a step hardly moves the weights",)),
        Option(("they are 0, and no step moves the weights",), "tiny-taken-for-zero",
               "a slope that is almost 0 was taken for 0"),
        Option(("they are large, since z is far from 0",), "slope-grows-with-z",
               "the slope was taken to grow with z, but far out the curve is flat"),
        Option(("they are undefined",), "slope-undefined", "the activation is smooth everywhere"),
    )  # fmt: skip
    prompt: Text = ("What can be said of the derivatives by the weights into that node?",)
    return choice("size", prompt, options, exercise.source("size"))


def _solution(
    exercise: Exercise, entry: Quantity, questions: tuple[Question, ...]
) -> Iterator[Block]:
    net, layer = exercise.net, entry.layer
    assert isinstance(layer, int)
    name = net.activation(layer).name
    nodes = range(1, (net.widths[layer] or 0) + 1)
    asked = [*(slope(name, layer, k) for k in nodes), entry]
    document = solution_document(Solution(net, [plain_name(q) for q in asked]), digits=DIGITS)
    yield from document.blocks
    node, zeros, size = questions
    yield Heading(2, ("What saturation does",))
    far = z(layer, entry.j)
    yield Paragraph(
        (*node.prompt, f" Node {node.text}: ", far, " is far from 0, where the curve is flat.")
    )
    yield Paragraph((*zeros.prompt, f" {zeros.text}: the slope of {name} is positive everywhere."))
    yield Paragraph((*size.prompt, " ", *said(size), "."))
