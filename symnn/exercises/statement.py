"""The parts that statements of network exercises are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Paragraph, Prompt, Text
from symnn.documents.diagram import diagram
from symnn.documents.network import parameters
from symnn.documents.overview import worked_of
from symnn.documents.reasons import spoken_name
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.exercises.told import told
from symnn.network.model import Network
from symnn.quantities import Quantity

ASKED_ROUNDED = (
    "Give what is no integer as a decimal, rounded to {}; keep more digits while you compute."
)
SHOWN_ROUNDED = (
    "Numbers are rounded to {} where they are shown, halves away from zero; all were computed from"
    " unrounded ones."
)


def task(net: Network, words: Text) -> Iterator[Block]:
    """What is to be done, and what kind of network it is to be done with."""
    without = "" if net.biased else " There are no biases."
    yield Prompt((*words, f" {_shape(net)}", without))


def _shape(net: Network) -> str:
    """The inputs and layers of a network as a sentence, layer by layer."""
    inputs, *widths = net.widths
    names = [spoken_name(net.activation(layer)) for layer in range(1, net.depth + 1)]
    if net.depth > 1 and len(set(widths)) == 1:
        each = f"{_nodes(widths[0])} each ({', '.join(names)})"
        return f"The network has {many(inputs, 'input')} and {net.depth} layers, of {each}."
    layers = [f"{_nodes(n)} ({name})" for n, name in zip(widths, names, strict=True)]
    last = layers.pop()
    first = f"{', '.join(layers)} and " if layers else ""
    if net.depth == 1:
        return f"The network has {many(inputs, 'input')} and one layer, of {last}."
    return f"The network has {many(inputs, 'input')} and {net.depth} layers, of {first}{last}."


def _nodes(count: int | None) -> str:
    return many(count, "node")


def many(count: int | None, noun: str) -> str:
    """So many of something; an unknown number of them too."""
    return f"{'an unknown number of' if count is None else count} {noun}{'s' * (count != 1)}"


def check_symbols(net: Network) -> None:
    """Let networks pass of which no number is known, in any layer of known width.

    Raises:
        InputError: for one with numbers: formulas that agree at these need not be the same.
    """
    if not net.is_symbolic or net.has_symbols:
        expected = "a shape and activations, without W, b, x, y and given values"
        raise InputError("numbers in a network that is to be in symbols", expected=expected)
    if None in net.widths:
        raise InputError("a network with an unknown width", expected="all of `layers` as numbers")


def numbers(net: Network, solution: Solution) -> Iterator[Block]:
    """The drawing of a network, its matrices and vectors, and what is told beside them."""
    yield diagram(net)
    yield from parameters(worked_of(solution, None))
    yield from told(net, solution)


def rounding(places: int | None, sentence: str) -> Iterator[Block]:
    """What is said about decimals, where answers are asked for in these."""
    if places is not None:
        yield Paragraph((sentence.format(f"{places} decimal{'s' * (places != 1)}"),))


def listed(quantities: Sequence[Quantity]) -> Iterator[Quantity | str]:
    """Quantities in a sentence."""
    for k, quantity in enumerate(quantities):
        if k:
            yield " and " if k == len(quantities) - 1 else ", "
        yield quantity
