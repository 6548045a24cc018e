"""Count weights and biases, the entries of the gradient, and what wider layers bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Line, Lines, Link, Text
from symnn.documents.network import layers
from symnn.exercises.choices import told_apart
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.shapes import reshaped
from symnn.exercises.statement import task
from symnn.exercises.wanted import wanted
from symnn.formula import Formula, Product, total
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network
from symnn.quantities import symbol

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source

WIDEST, MOST_OUTPUTS = 15, 10
"""The largest widths that are drawn: products stay such as one has in one's head."""
MOST_ADDED = 9
"""The most nodes by which a layer is made wider."""
FORGOTTEN = "the biases were not counted"
INPUTS = "the inputs were given biases"
WORDS: Text = ("Count the parameters of the network, and the entries of its gradient.",)


def _reshaped(setting: Setting, source: Source) -> Network:
    """A network of as many layers, its widths drawn; the network that a spec names is kept."""
    net = setting.net
    if setting.is_own:
        return net
    widths = [source.integer(2, WIDEST) for _ in net.widths[:-1]]
    widths.append(source.integer(1, MOST_OUTPUTS))
    return reshaped(setting, source, widths, draws_activations=True)


def _make(exercise: Exercise) -> Content:
    net, source = exercise.net, exercise.source("questions")
    layer = source.integer(1, net.depth)
    wider = (source.integer(1, net.depth - 1), source.integer(1, MOST_ADDED)) * (net.depth > 1)
    asks = [_weights(net), *([_biases(net)] if net.biased else []), _dimension(net)]
    asks += [_of_layer(net, layer), *([_more(net, *wider)] if wider else [])]
    asked = wanted(asks, exercise.setting.ask)
    return Content(tuple(task(net, WORDS)), (), asked, lambda: list(_solution(net, layer, wider)))


def _weights(net: Network) -> Question:
    counted = "the biases were counted, too"
    wrong = (
        Wrong(number_of(_chained(net)), "widths-multiplied", "all widths were multiplied"),
        Wrong(net.parameters or 0, "biases-counted", counted),
    )
    return _question("weights", _weight_sum(net), ("How many weights does it have?",), wrong)


def _biases(net: Network) -> Question:
    known = [width or 0 for width in net.widths]
    wrong = (
        Wrong(sum(known), "inputs-have-biases", INPUTS),
        Wrong(sum(known[1:-1]), "outputs-without-biases", "the outputs have biases, too"),
    )
    return _question("biases", sum(known[1:]), ("How many biases?",), wrong)


def _dimension(net: Network) -> Question:
    right, inputs = net.parameters or 0, net.widths[0] or 0
    wrong = [
        Wrong(number_of(_weight_sum(net)), "biases-forgotten", FORGOTTEN),
        Wrong(right + inputs, "inputs-have-biases", INPUTS),
    ]
    prompt = ("How many entries does the gradient have?",)
    return _question("gradient", right, prompt, wrong if net.biased else ())


def _of_layer(net: Network, layer: int) -> Question:
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    wrong = [Wrong(n_in * n_out, "biases-forgotten", FORGOTTEN)]
    if layer < net.depth:
        after = number_of(_layer_sum(net, layer + 1))
        why = "the weights that lead out of the layer were counted, which are those of the next one"
        wrong.append(Wrong(after, "wrong-layer", why))
    prompt = (f"How many parameters does layer {layer} have?",)
    return _question("layer", _layer_sum(net, layer), prompt, wrong)


def _more(net: Network, layer: int, added: int) -> Question:
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer + 1] or 0
    wrong = (
        Wrong(
            added * (n_in + net.biased), "next-layer-forgotten",
            "the weights from new nodes to the next layer were not counted",
        ),
        Wrong(added * (n_in + n_out), "biases-forgotten", FORGOTTEN),
        Wrong(added, "nodes-counted", "the new nodes were counted, not their parameters"),
    )  # fmt: skip
    prompt = (
        f"Layer {layer} is given {_nodes(added)} more. How many more parameters does the network"
        " have then?",
    )
    return _question("more", _added(net, layer, added), prompt, wrong)


def _question(name: str, formula: Formula, prompt: Text, wrong: Sequence[Wrong]) -> Question:
    right = number_of(formula)
    return Question(name, right, prompt, (), told_apart(right, wrong))


def _nodes(count: int) -> str:
    return f"{count} node{'s' * (count != 1)}"


def _weight_sum(net: Network) -> Formula:
    return total(Product((m or 0, n or 0)) for m, n in pairwise(net.widths))


def _layer_sum(net: Network, layer: int) -> Formula:
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    return total((Product((n_in, n_out)), *([n_out] if net.biased else [])))


def _added(net: Network, layer: int, added: int) -> Formula:
    """What every new node brings: its weights, its bias, and a weight for each node after it."""
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer + 1] or 0
    each = total((n_in, *([1] if net.biased else []), n_out))
    return each if added == 1 else Product((added, each))


def _chained(net: Network) -> Formula:
    return Product(tuple(width or 0 for width in net.widths))


def _solution(net: Network, layer: int, wider: tuple[int, ...]) -> Iterator[Block]:
    yield layers(net)
    weights, biases = _weight_sum(net), total(width or 0 for width in net.widths[1:])
    lines = [_line("weights", weights, "of each layer: nodes before times nodes, added up")]
    parts = [number_of(weights)]
    if net.biased:
        lines.append(_line("biases", biases, "one for every node but the inputs"))
        parts.append(number_of(biases))
    lines.append(_line("gradient", total(parts), "one entry for every parameter"))
    then = ", and its biases" if net.biased else ""
    lines.append(_line("layer", _layer_sum(net, layer), f"the weights into layer {layer}{then}"))
    if wider:
        bias = "a bias, " if net.biased else ""
        why = f"each new node: a weight from every node before it, {bias}one to every node after it"
        lines.append(_line("more", _added(net, *wider), why))
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
