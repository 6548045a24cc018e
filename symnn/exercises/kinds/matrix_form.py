"""The backward pass with vectors and matrices: shapes, products, and the entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING

from symnn.derive.order import families, matching
from symnn.documents.blocks import Block, Heading, Lines, OfMatrices, Paragraph, Text
from symnn.documents.network import row
from symnn.documents.overview import worked_of
from symnn.documents.solution import solution_document
from symnn.errors import InputError
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.exercises.choices import Option, choice, said
from symnn.exercises.content import Ask, Content, Later
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import chosen
from symnn.exercises.source import Source
from symnn.exercises.statement import ASKED_ROUNDED, SHOWN_ROUNDED, numbers, rounding, task
from symnn.exercises.wanted import wanted
from symnn.marking.questions import Question
from symnn.matrix_formula import (
    Dimensions,
    Hadamard,
    MatrixFormula,
    MatrixProduct,
    Transposed,
    spoken,
)
from symnn.matrix_rules import matrix_rule_for
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, d, d_a, d_z, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

FEWEST_OPTIONS = 3
ASKED = ("dH/dz*", "dH/dW*")
REASONS = {
    "column": "since a product has the rows of its left factor and the columns of its right one.",
    "product": "since every node has its own slope: columns are multiplied entry by entry.",
    "matrix": "since a column times a row has a row for every node before and a column for every"
    " node of the layer, as the weights have.",
}
"""Why the right options are right, by question."""
WORDS: Text = (
    "Carry out the backward pass with vectors and matrices, from the last layer to the first. The"
    " forward pass is done already. All vectors are columns, and a shape is the number of rows"
    " times the number of columns.",
)


def _check(net: Network) -> None:
    """Let networks pass whose layers have activations of single nodes, and one output."""
    if net.widths[-1] != 1 or net.depth == 1:
        found, expected = str(list(net.widths)), "hidden layers, and one output"
        raise InputError("no network for a backward pass", found=found, expected=expected)
    if not all(activation.entrywise for activation in net.activations):
        raise InputError("an activation of a whole layer", expected="one of each node by itself")


def _make(exercise: Exercise) -> Content:
    net, places = exercise.net, exercise.setting.decimals
    layer = exercise.shared_source("layer").choice(_layers(net))
    questions = tuple(_questions(net, layer, exercise))
    return Content(
        task=tuple(task(net, WORDS)),
        shown=Later(
            lambda: (
                *rounding(places, ASKED_ROUNDED),
                *numbers(net, exercise.solution),
                _forward(exercise),
            )
        ),
        asks=_asked(exercise, questions),
        solution=lambda: list(_solution(exercise, questions)),
    )


def _asked(exercise: Exercise, questions: Sequence[Question]) -> tuple[Ask, ...]:
    """The questions and the entries of gradients; of a spec's own globs, those of either kind."""
    globs, net = exercise.setting.ask, exercise.net
    if not globs:
        return (*questions, *chosen(exercise, ASKED))
    names = [question.name for question in questions]
    of_questions = [glob for glob in globs if any(fnmatchcase(name, glob) for name in names)]
    of_entries = [glob for glob in globs if glob not in of_questions]
    entries = matching(net, list(families(net)), of_entries) if of_entries else []
    return (*(wanted(questions, of_questions) if of_questions else ()), *entries)


def _layers(net: Network) -> list[int]:
    """The hidden layers whose shapes are asked for: where the next one is not a single node."""
    hidden = range(1, net.depth)
    return [layer for layer in hidden if net.widths[layer + 1] != 1] or list(hidden)


def _forward(exercise: Exercise) -> Block:
    """The vectors of the forward pass."""
    worked = worked_of(exercise.solution, exercise.setting.digits)
    lines = []
    for layer in range(1, exercise.net.depth + 1):
        nodes = range(1, (exercise.net.widths[layer] or 0) + 1)
        for kind in (z, a):
            lines.append(row(worked, kind(layer, 0), list(map(partial(kind, layer), nodes))))
    return Lines(tuple(lines), ("The forward pass:",))


def _questions(net: Network, layer: int, exercise: Exercise) -> Iterator[Question]:
    """Two shapes and a product, as far as their options differ in a network of these widths."""
    of = net.outputs[0]
    made = [
        _shape("column", net, d_a(of, layer, 0), exercise.source("column")),
        _product("product", net, d_z(of, layer, 0), exercise.source("product")),
        _shape("matrix", net, d(of, W(layer, 0, 0)), exercise.source("matrix")),
    ]
    yield from (question for question in made if len(question.options) >= FEWEST_OPTIONS)


def _law(net: Network, name: Quantity) -> MatrixFormula:
    rule = matrix_rule_for(name)
    law = None if rule is None else rule.law(net, name)
    assert law is not None
    return law


def _shape(name: str, net: Network, target: Quantity, source: Source) -> Question:
    """The shape of a product of two matrices, told from those of its factors."""
    law = _law(net, target)
    assert isinstance(law, MatrixProduct)
    rows, columns = law.shape
    of_factor = "the shape of a product has the rows of the left and the columns of the right one"
    wrong = (
        ((columns, rows), "transposed", "rows and columns were exchanged"),
        (law.left.shape, "shape-of-the-left-factor", of_factor),
        (law.right.shape, "shape-of-the-right-factor", of_factor),
        (
            (law.left.shape[1], law.right.shape[0]),
            "inner-widths",
            "the inner widths are summed over",
        ),
    )
    options = {law.shape: Option((_spelled(law.shape),))}
    for shape, mistake, why in wrong:
        options.setdefault(shape, Option((_spelled(shape),), mistake, why))
    prompt: Text = ("What shape has ", target, " = ", OfMatrices(law), "?")
    return choice(name, prompt, tuple(options.values()), source)


def _product(name: str, net: Network, target: Quantity, source: Source) -> Question:
    """How the slopes come to the gradient by a: entry by entry."""
    law = _law(net, target)
    prompt: Text = ("Which of these is ", target, "?")
    if not isinstance(law, Hadamard):  # a linear activation has no slopes to multiply with
        return choice(name, prompt, (Option((OfMatrices(law),)),), source)
    gradient, slopes = law.left, law.right
    options = (
        Option((OfMatrices(law),)),
        Option(
            (OfMatrices(MatrixProduct(gradient, Transposed(slopes))),), "column-times-row",
            "a column times a row is a matrix, but every node has its own slope",
        ),
        Option(
            (OfMatrices(MatrixProduct(Transposed(gradient), slopes)),), "row-times-column",
            "a row times a column is one number, but every node has its own slope",
        ),
    )  # fmt: skip
    return choice(name, prompt, options, source)


def _spelled(shape: Dimensions) -> str:
    return " × ".join(map(spoken, shape))


def _solution(exercise: Exercise, questions: tuple[Question, ...]) -> Iterator[Block]:
    yield from rounding(exercise.setting.decimals, SHOWN_ROUNDED)
    solution = Solution(exercise.net)
    document = solution_document(
        solution, digits=exercise.setting.digits, comparison=compare(solution), form="matrix"
    )
    yield from document.blocks
    yield Heading(2, ("Shapes and products",))
    for question in questions:
        yield Paragraph((*question.prompt, " ", *said(question), f", {REASONS[question.name]}"))


KIND = Kind(
    name="matrix-form",
    summary="the backward pass with vectors and matrices, shapes at each step",
    heading="Backpropagation with matrices",
    make=_make,
    keys={"layers": (2, 3, 2, 1), "biases": "false"},
    check=_check,
)
