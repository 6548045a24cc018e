"""Values and slopes of activation functions at given points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.activations import Entrywise
from symnn.documents.activation_plot import activation_plots
from symnn.documents.blocks import Block, Heading, Paragraph, TableBlock, Text, Vector
from symnn.documents.functions import definition, value_line
from symnn.documents.overview import worked_of
from symnn.documents.reasons import spoken_name
from symnn.exercises.content import Content, Later
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import chosen
from symnn.exercises.kinds.targets import no_numbers
from symnn.exercises.profile import is_curved
from symnn.exercises.statement import ASKED_ROUNDED, SHOWN_ROUNDED, rounding
from symnn.exercises.told import conventions
from symnn.formula import Apply, Formula, minus
from symnn.network.model import Sample
from symnn.quantities import Quantity, a, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

LARGEST = 9
"""The largest z of a function with a kink."""
RATIOS = (2, 3, 4, 5, 6)
"""What z is the logarithm of, where the function is made of exponentials."""
OF_EXPONENTIALS = ("sigmoid", "tanh", "softmax")
"""Functions that are rational at logarithms of rational numbers."""
WORDS = (
    "The layers of a network have different activation functions. All pre-activations z are known,"
    " so that the weights do not matter. Find the activations a, and the derivatives of activations"
    " by pre-activations that are asked for."
)


def _points(net: Network, layer: int, source: Source) -> list[Formula]:
    """A z for every node of a layer, on both sides of 0, no two of them alike."""
    width, name = net.widths[layer] or 0, net.activation(layer).name
    if name == "softmax":
        return _distinct(width, lambda: _logarithm(source.integer(1, 5)))
    first = source.choice((1, -1))
    sizes = _distinct(
        width,
        lambda: (
            _logarithm(source.choice(RATIOS))
            if name in OF_EXPONENTIALS
            else source.integer(1, 3 if is_curved(net, layer) else LARGEST)
        ),
    )
    return [size if first * (-1) ** k > 0 else minus(size) for k, size in enumerate(sizes)]


def _logarithm(of: int | Fraction) -> Formula:
    return 0 if of == 1 else Apply("ln", of)


def _distinct(count: int, draw: Callable[[], Formula]) -> list[Formula]:
    """Draws without one that was drawn before, as long as there are others."""
    found: list[Formula] = []
    for _ in range(100 * count):
        one = draw()
        if one not in found:
            found.append(one)
        if len(found) == count:
            return found
    return [draw() for _ in range(count)]


def _reshaped(setting: Setting, source: Source) -> Network:
    """The network with its z given, but for those that the author gave."""
    net = setting.net
    given: dict[Quantity, Formula] = {}
    for layer in range(1, net.depth + 1):
        for j, point in enumerate(_points(net, layer, source), 1):
            given[z(layer, j)] = point
    return replace(net, data=(Sample(),), given={**given, **net.given})


def _asked(net: Network) -> Iterator[Quantity]:
    """Every activation and slope; of a Jacobian one entry on the diagonal and one off it."""
    for layer in range(1, net.depth + 1):
        width, activation = net.widths[layer] or 0, net.activation(layer)
        yield from (a(layer, j) for j in range(1, width + 1))
        yield from activation.locals(width, layer)[: width if activation.entrywise else 2]


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    asked = tuple(chosen(exercise, ()) if exercise.setting.ask else _asked(net))
    return Content(
        task=(Paragraph((WORDS,)),),
        shown=Later(lambda: _shown(exercise)),
        asks=asked,
        solution=lambda: [*_solution(exercise, asked)],
    )


def _shown(exercise: Exercise) -> Iterator[Block]:
    net = exercise.net
    yield from rounding(exercise.setting.decimals, ASKED_ROUNDED)
    rows: list[tuple[Text, ...]] = []
    for layer in range(1, net.depth + 1):
        nodes = range(1, (net.widths[layer] or 0) + 1)
        points = Vector(tuple(net.given[z(layer, j)] for j in nodes))
        rows.append(((str(layer),), (spoken_name(net.activation(layer)),), (points,)))
    header: tuple[Text, ...] = (("layer",), ("activation function",), (Quantity("z"),))
    yield TableBlock(header, tuple(rows), frozenset([0]))
    yield from conventions(net)


def _solution(exercise: Exercise, asked: Sequence[Quantity]) -> Iterator[Block]:
    net = exercise.net
    page = replace(worked_of(exercise.solution, exercise.setting.digits), shown=frozenset(asked))
    yield from rounding(exercise.setting.decimals, SHOWN_ROUNDED)
    for layer in range(1, net.depth + 1):
        width, activation = net.widths[layer] or 0, net.activation(layer)
        yield Heading(3, (f"Layer {layer}, {spoken_name(activation)}",))
        yield from definition(activation, net)
        activations = [a(layer, j) for j in range(1, width + 1)]
        yield from page.group(activations, line=lambda target: value_line(page, target))
        yield from page.group(activation.locals(width, layer))
    yield from _pictures(net)


def _pictures(net: Network) -> Iterator[Block]:
    """Every activation that acts on a node by itself, with the points of its layer marked."""
    drawn = []
    for layer, activation in enumerate(net.activations, 1):
        if isinstance(activation, Entrywise) and activation.value is not None:
            points = (net.given[z(layer, j)] for j in range(1, (net.widths[layer] or 0) + 1))
            drawn.append((activation, [p for p in points if not isinstance(p, Quantity)]))
    if drawn:
        yield Paragraph(("The functions and their slopes:",))
        yield from activation_plots(drawn, net.alpha)


KIND = Kind(
    name="activation-values",
    summary="values and slopes of activation functions at given points, exact",
    heading="Activation functions",
    make=_make,
    keys={
        "layers": (1, 2, 2, 2, 2, 3),
        "activations": ("relu", "leaky_relu", "sigmoid", "tanh", "softmax"),
        "biases": False,
        "alpha": "1/10",
    },
    reshape=_reshaped,
    draws=False,
    check=no_numbers,
    is_exact=True,
)
