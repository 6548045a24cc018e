"""Pack parameters into a vector in a stated order, and find them in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from symnn.documents.blocks import (
    Block,
    Inline,
    Line,
    Lines,
    Link,
    Paragraph,
    Vector,
)
from symnn.documents.diagram import diagram
from symnn.documents.parameter_vector import blocks_table, order_of
from symnn.errors import InputError
from symnn.exercises.choices import told_apart
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import one_of
from symnn.exercises.kinds.shapes import reshaped
from symnn.exercises.statement import check_symbols, task
from symnn.formula import Formula, Product, total
from symnn.marking.questions import Question, Wrong
from symnn.network.packing import ORDERS, blocks, in_order
from symnn.quantities import Quantity, W, symbol, w

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

MOST_ENTRIES = 40
"""Entries of a vector that is printed."""
LARGEST = 30
"""The largest number in it."""
VECTOR = w()
Packing = list[Quantity]
_OTHER = {"rows": "columns", "columns": "rows"}


def _mistaken(net: Network, order: str) -> dict[str, tuple[str, Packing]]:
    """Other orders that people take: why, and the order."""
    weights = [q for q in in_order(net, order) if q.kind == "W"]
    return {
        "rows-for-columns": (
            f"the weights were taken by {_OTHER[order]}, not by {order}",
            in_order(net, _OTHER[order]),
        ),
        "biases-at-the-end": (
            "all biases were put behind all weights; here those of a layer follow its weights",
            [*weights, *net.biases()],
        ),
        "biases-left-out": ("the biases were left out", weights),
    }


def _reshaped(setting: Setting, source: Source) -> Network:
    """A network with three layers, its widths drawn; the network that a spec names is kept."""
    net = setting.net
    if setting.is_own:
        return net
    widths = [source.integer(2, 3), source.integer(2, 3), source.integer(2, 3), 1]
    return reshaped(setting, source, widths)


def _make(exercise: Exercise) -> Content:
    net, order = exercise.net, exercise.setting.option("order")
    parameters = in_order(net, order)
    values = _values(exercise.source("numbers"), parameters)
    searched = exercise.source("index").shuffled(_telling(net, order))
    at = searched[1] if len(searched) > 1 else searched[0]
    index, entry = _index(net, order, searched[0]), _entry(net, order, at)
    bias = exercise.source("value").choice([q for q in parameters if q.layer == net.depth])
    line = Line(VECTOR, (Link("=", Vector(tuple(values[q] for q in parameters))),))
    return Content(
        task=(*task(net, ("Pack the parameters of the network into a parameter vector.",)),
              _stated(net, order)),
        shown=(diagram(net), _pattern(net, order), Lines((line,), ("In numbers, let it be",))),
        asks=(index, entry, _value(net, order, bias, values)),
        solution=lambda: list(_solution(net, order, (searched[0], at, bias), values)),
        numbers=tuple(values.values()),
    )  # fmt: skip


def _values(source: Source, parameters: Packing) -> dict[Quantity, int]:
    """A number for each parameter, all different, so that a wrong entry shows."""
    numbers = source.shuffled([k for k in range(-LARGEST, LARGEST + 1) if k])
    return dict(zip(parameters, numbers, strict=False))


def _stated(net: Network, order: str) -> Paragraph:
    return Paragraph((f"The order is: {order_of(net, order)}. Entries are counted from 1.",))


def _pattern(net: Network, order: str) -> Lines:
    """The first entries of each block, as the lecture writes the vector."""
    entries: list[Inline] = []
    for block in blocks(net, order)[:4]:
        entries += [*block[:2], *(["..."] if len(block) > 2 else [])]
    if entries[-1] != "...":
        entries.append("...")
    return Lines((Line(VECTOR, (Link("=", Vector(tuple(entries))),)),))


def _telling(net: Network, order: str) -> Packing:
    """The weights behind layer 1, where every mistake shows; of a small network, all weights."""
    parameters, others = in_order(net, order), _mistaken(net, order).values()
    found = [
        q
        for q in net.weights()
        if q.indices[0] > 1
        and all(parameters.index(q) != other.index(q) for _, other in others if net.biased)
    ]
    return found if len(found) > 1 else net.weights()


def _index(net: Network, order: str, searched: Quantity) -> Question:
    position = in_order(net, order).index(searched)
    wrong = [Wrong(position, "counted-from-zero", "entries were counted from 0")]
    for name, (why, other) in _mistaken(net, order).items():
        wrong.append(Wrong(other.index(searched) + 1, name, why))
    prompt = ("Which entry of the vector is ", searched, "?")
    return Question("index", position + 1, prompt, wrong=told_apart(position + 1, wrong))


def _entry(net: Network, order: str, right: Quantity) -> Question:
    position = in_order(net, order).index(right)
    wrong = []
    if right.kind == "W" and right.i != right.j:
        layer, i, j = right.indices
        why = "W with indices ij leads from node i to node j: i is the row"
        wrong.append(Wrong(W(layer, j, i), "indices-exchanged", why))
    for name, (why, other) in _mistaken(net, order).items():
        if position < len(other):
            wrong.append(Wrong(other[position], name, why))
    known = {*net.weights(), *net.biases()}
    prompt = (f"Which parameter is entry {position + 1}?",)
    found = told_apart(right, (one for one in wrong if one.answer in known))
    return Question("entry", right, prompt, wrong=found)


def _value(
    net: Network, order: str, parameter: Quantity, values: Mapping[Quantity, int]
) -> Question:
    parameters = in_order(net, order)
    wrong = []
    for name, (why, other) in _mistaken(net, order).items():
        if parameter in other:
            wrong.append(Wrong(values[parameters[other.index(parameter)]], name, why))
    right = values[parameter]
    prompt = ("What number is ", parameter, "?")
    return Question("value", right, prompt, wrong=told_apart(right, wrong))


def _solution(
    net: Network, order: str, asked: tuple[Quantity, Quantity, Quantity],
    values: Mapping[Quantity, int],
) -> Iterator[Block]:  # fmt: skip
    parameters = in_order(net, order)
    yield Paragraph(("The blocks of the vector, and where they stand:",))
    yield blocks_table(net, order)
    index, entry, value = asked
    at = parameters.index(entry) + 1
    yield Lines((_counted(net, order, index),))
    yield Lines((Line(symbol("entry"), (Link("=", entry),), (f"entry {at}",)),))
    where = parameters.index(value) + 1
    yield Lines((Line(value, (Link("=", values[value]),), (f"entry {where} of the vector",)),))


def _counted(net: Network, order: str, searched: Quantity) -> Line:
    """The place of a weight: the entries before its block, full rows or columns, and its own."""
    layer, i, j = searched.indices
    rows, columns = net.widths[layer - 1] or 0, net.widths[layer] or 0
    before = in_order(net, order).index(W(layer, 1, 1))
    full, own = ((i - 1, columns), j) if order == "rows" else ((j - 1, rows), i)
    formula: Formula = total((before, Product(full), own))
    word = order.removesuffix("s")
    note = f"entries before the layer, {order} before this one, and the place in its {word}"
    return Line(symbol("index"), (Link("=", formula), Link("=", number_of(formula))), (note,))


def _check(net: Network) -> None:
    check_symbols(net)
    if (net.parameters or 0) > MOST_ENTRIES:
        found, expected = f"{net.parameters:,} parameters", f"at most {MOST_ENTRIES}"
        raise InputError("a vector too long to be printed", found=found, expected=expected)


KIND = Kind(
    name="parameter-vector",
    summary="pack the parameters into one vector in a stated order, and find them in it",
    heading="The parameter vector",
    make=_make,
    takes_ask=False,
    keys={"layers": (2, 3, 2, 1)},
    options=(one_of("order", "how the weights of a layer are packed", tuple(ORDERS), "rows"),),
    reshape=_reshaped,
    draws=False,
    check=_check,
)
