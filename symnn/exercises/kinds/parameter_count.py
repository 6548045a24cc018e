"""Count weights and biases, and the entries of the gradient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Line, Lines, Link
from symnn.documents.network import layers
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.statement import task
from symnn.exercises.wanted import wanted
from symnn.formula import Formula, Product, total
from symnn.marking.questions import Question, Wrong
from symnn.network.build import shape
from symnn.quantities import symbol

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

WIDEST = 9
"""The largest width that is drawn: products stay such as one has in one's head."""


def _reshaped(setting: Setting, source: Source) -> Network:
    """A network of as many layers, its widths drawn; the network that a spec names is kept."""
    net = setting.net
    if setting.is_own:
        return net
    widths = [source.integer(2, WIDEST) for _ in net.widths[:-1]] + [source.integer(1, 4)]
    return replace(shape(widths), activations=net.activations, biased=net.biased)


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    asks = [_weights(net), *([_biases(net)] if net.biased else []), _dimension(net)]
    words = ("Count the parameters of the network, and the entries of its gradient.",)
    asked = wanted(asks, exercise.setting.ask)
    return Content(tuple(task(net, words)), (), asked, lambda: list(_solution(net)))


def _weights(net: Network) -> Question:
    return Question(
        "weights",
        number_of(_weight_sum(net)),
        ("How many weights does it have?",),
        wrong=(Wrong(number_of(_chained(net)), "widths-multiplied", "all widths were multiplied"),),
    )


def _biases(net: Network) -> Question:
    known = [width or 0 for width in net.widths]
    counted = Wrong(sum(known), "inputs-have-biases", "the inputs were given biases")
    return Question("biases", sum(known[1:]), ("How many biases?",), wrong=(counted,))


def _dimension(net: Network) -> Question:
    wrong = [Wrong(number_of(_weight_sum(net)), "biases-forgotten", "the biases were not counted")]
    return Question(
        "gradient",
        net.parameters or 0,
        ("How many entries does the gradient have?",),
        wrong=tuple(wrong if net.biased else ()),
    )


def _weight_sum(net: Network) -> Formula:
    return total(Product((m or 0, n or 0)) for m, n in pairwise(net.widths))


def _chained(net: Network) -> Formula:
    return Product(tuple(width or 0 for width in net.widths))


def _solution(net: Network) -> Iterator[Block]:
    yield layers(net)
    weights, biases = _weight_sum(net), total(width or 0 for width in net.widths[1:])
    lines = [_line("weights", weights, "of each layer: nodes before times nodes, added up")]
    parts = [number_of(weights)]
    if net.biased:
        lines.append(_line("biases", biases, "one for every node but the inputs"))
        parts.append(number_of(biases))
    lines.append(_line("gradient", total(parts), "one entry for every parameter"))
    yield Lines(tuple(lines))


def _line(name: str, formula: Formula, why: str) -> Line:
    right = number_of(formula)
    links = [Link("=", formula)] if formula != right else []
    return Line(symbol(name), (*links, Link("=", right)), (why,))


KIND = Kind(
    name="parameter-count",
    summary="how many weights and biases a network has, and entries its gradient",
    heading="Counting parameters",
    make=_make,
    keys={"layers": (3, 5, 4, 2)},
    reshape=_reshaped,
    draws=False,
)
