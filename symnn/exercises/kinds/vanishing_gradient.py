"""The product of slopes along a deep chain: its value, its bound, what helps and what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import TYPE_CHECKING

from symnn.activations import A, Entrywise
from symnn.documents.blocks import Block, Line, Lines, Link, Paragraph, Text
from symnn.documents.overview import worked_of
from symnn.documents.worked import Worked
from symnn.errors import InputError
from symnn.evaluate.value import Missing
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.lines import valued, worked_line
from symnn.exercises.statement import numbers, task
from symnn.exercises.wanted import wanted
from symnn.formula import Apply, Formula, Power, Product, product, total
from symnn.functions import Pieces, Z
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network
from symnn.numbers.reading import closed_form
from symnn.quantities import H, Quantity, W, a, d, slope, symbol, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source

LARGEST_WEIGHT = 3
"""With it the gradient by z still shrinks from layer to layer, as no slope of σ is above 1/4."""
VALUES = {
    "sigmoid": tuple(Fraction(k, n) for n in (3, 4) for k in (1, n - 1)),
    "tanh": tuple(Fraction(s * k, n) for s in (1, -1) for k, n in ((1, 3), (1, 2), (2, 3))),
}
"""Activations that are drawn: their slopes are short fractions."""
LIMITS = (100, 1_000, 10_000)
"""The bound is to be below 1 over one of them."""
MOST_OTHERS = 3
"""Options that do not help."""
WORDS: Text = (
    "In this deep chain every layer has one node. The input and the biases are not told, but the"
    " activations of the hidden layers are. How much of the gradient is left in the first layers?",
)
HELPS = {
    "ReLU in the hidden layers.": (
        "The slope of a unit that is on is 1, and a product of ones does not shrink."
    ),
    "Fewer layers.": "Then fewer slopes are factors of the gradient in the first of them.",
}
"""What helps, and why."""
HELPS_NOT = (
    Option(
        ("A smaller learning rate.",), "learning-rate-taken-for-gradient",
        "steps get smaller still; the gradient itself does not depend on the learning rate",
    ),
    Option(
        ("More training data.",), "data-taken-for-slopes",
        "the slopes are those of the activations, and their bound holds for any data",
    ),
    Option(
        ("Larger inputs.",), "saturation-overlooked",
        "the farther z is from 0, the flatter the activation is",
    ),
    Option(
        ("One more layer of the same kind.",), "depth-taken-for-help",
        "each layer brings one more slope as a factor",
    ),
    Option(
        ("Biases that start at 0.",), "biases-taken-for-slopes",
        "this moves every z, but no slope gets above the bound",
    ),
)  # fmt: skip


def _check(net: Network) -> None:
    """Let chains of sigmoid or tanh pass."""
    if any(width != 1 for width in net.widths) or net.depth < 3:
        found, expected = str(list(net.widths)), "at least two hidden layers, all of one node"
        raise InputError("no deep chain", found=found, expected=expected)
    hidden = {activation.name for activation in net.activations[:-1]}
    if len(hidden) > 1 or not hidden <= {*VALUES} or not net.activations[-1].is_identity:
        found = ", ".join(activation.name for activation in net.activations)
        expected = f"{' or '.join(VALUES)} in all hidden layers, and a linear output"
        raise InputError("activations of another kind", found=found, expected=expected)
    if any(net.b) or any(point.x for point in net.data):
        expected = "neither inputs nor biases: activations are told, which follow from them"
        raise InputError("numbers that say too much", expected=expected)


def _reshaped(setting: Setting, source: Source) -> Network:
    """The chain with weights and activations; those that a spec tells are kept as they are."""
    net = setting.net
    told = [net.entry(W(k, 1, 1)) for k in range(1, net.depth + 1)]
    weights = [source.nonzero(LARGEST_WEIGHT) if w is None else w for w in told]
    nodes = [a(k, 1) for k in _hidden(net)]
    drawn: list[Fraction] = []
    while len(drawn) < len(nodes):  # each value once before one comes again
        drawn += source.shuffled(VALUES[net.activation(1).name])
    given = {node: net.given.get(node, value) for node, value in zip(nodes, drawn, strict=False)}
    return replace(net, W=tuple(((w,),) for w in weights), given={**net.given, **given})


def _hidden(net: Network) -> range:
    return range(1, net.depth)


class _Chain:
    """A chain with its slopes and their bound.

    Args:
        worked: its solution, as it is shown.
    """

    def __init__(self, worked: Worked) -> None:
        net = worked.net
        activation = net.activation(1)
        assert isinstance(activation, Entrywise)
        assert activation.derivative_by_value is not None
        assert not isinstance(activation.value, Pieces | None)
        self.worked, self.slope = worked, Apply(f"{activation.name}_prime", Z)
        self.slopes = [slope(activation.name, k, 1) for k in _hidden(net)]
        self.values = [a(k, 1) for k in _hidden(net)]
        self.law = activation.derivative_by_value
        self.middle = valued(activation.value, {Z: 0})
        self.steepest = valued(self.law, {A: self.middle})
        self.bound = Power(self.steepest, len(self.slopes))

    @property
    def known(self) -> dict[Quantity, Formula]:
        """The numbers of activations and slopes."""
        found = {q: self.worked.value(q) for q in (*self.values, *self.slopes)}
        return {q: closed_form(v) for q, v in found.items() if not isinstance(v, Missing)}

    @property
    def is_bounded(self) -> bool:
        """Whether the bound of the product says anything: whether a slope is always below 1."""
        return _is_below(self.steepest, 1)

    def layers_below(self, factor: Formula, limit: Formula) -> int:
        """From how many factors on their product is below a limit."""
        return next(k for k in count(1) if _is_below(number_of(Power(factor, k)), limit))


def _is_below(number: Formula, limit: Formula) -> bool:
    assert isinstance(number, (int, Fraction))
    assert isinstance(limit, (int, Fraction))
    return number < limit


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    chain = _Chain(worked_of(exercise.solution, exercise.setting.digits))
    limit = Fraction(1, exercise.source("limit").choice(LIMITS))
    helps = _helps(exercise)
    bounds = (_bound(chain), _layers(chain, limit)) if chain.is_bounded else ()
    gradients = tuple(d(H(), z(k, 1)) for k in reversed(_hidden(net)))
    asks = (_steepest(chain), *bounds, _slopes(chain), helps, *gradients)
    return Content(
        task=tuple(task(net, WORDS)),
        shown=tuple(numbers(net, exercise.solution)),
        asks=wanted(asks, exercise.setting.ask),
        solution=lambda: list(_solution(chain, limit, gradients, helps)),
    )


def _steepest(chain: _Chain) -> Question:
    wrong = (
        Wrong(chain.middle, "value-for-slope", "this is the value at 0, not the slope there"),
        Wrong(1, "slope-of-another-activation", "this is the largest slope of ReLU or tanh"),
        Wrong(0, "saturation-for-steepest", "the slope is near 0 where the activation is flat"),
    )
    prompt = ("What is the largest value that ", chain.slope, " has for any ", Z, "?")
    right = chain.steepest
    return Question("steepest", right, prompt, (), told_apart(right, wrong))


def _bound(chain: _Chain) -> Question:
    count_ = len(chain.slopes)
    wrong = (
        Wrong(
            number_of(Product((count_, chain.steepest))), "slopes-added",
            "the slopes were added up, but the chain rule multiplies them",
        ),
        Wrong(
            number_of(Power(chain.middle, count_)), "value-for-slope",
            "the value at 0 was taken for the slope there",
        ),
        Wrong(chain.steepest, "one-slope-only", "only one of the slopes was taken"),
    )  # fmt: skip
    prompt = (f"So how large can the product of the slopes of {count_} such layers be at most?",)
    right = number_of(chain.bound)
    return Question("bound", right, prompt, (), told_apart(right, wrong))


def _layers(chain: _Chain, limit: Fraction) -> Question:
    right = chain.layers_below(chain.steepest, limit)
    wrong = (
        Wrong(right - 1, "one-layer-too-few", "with so many layers the bound is not yet below it"),
        Wrong(
            chain.layers_below(chain.middle, limit), "value-for-slope",
            "the value at 0 was taken for the slope there",
        ),
    )  # fmt: skip
    prompt = ("From how many such layers on is this bound below ", limit, "?")
    return Question("layers", right, prompt, (), told_apart(right, wrong))


def _slopes(chain: _Chain) -> Question:
    known = chain.known
    right = valued(product(*chain.slopes), known)
    wrong = (
        Wrong(
            valued(product(*chain.values), known), "value-for-slope",
            "the activations were multiplied, not the slopes",
        ),
        Wrong(
            valued(total(chain.slopes), known), "slopes-added",
            "the slopes were added up, but the chain rule multiplies them",
        ),
    )  # fmt: skip
    prompt = ("What is the product of the slopes of the hidden layers here?",)
    return Question("slopes", right, prompt, (), told_apart(right, wrong))


def _helps(exercise: Exercise) -> Question:
    shared = exercise.shared_source("helps")
    text, others = shared.choice([*HELPS]), shared.shuffled(HELPS_NOT)[:MOST_OTHERS]
    options = (Option((text,)), *others)
    prompt = ("What keeps the gradient of the first layers from vanishing?",)
    return choice("helps", prompt, options, exercise.source("helps"))


def _solution(
    chain: _Chain, limit: Fraction, gradients: Sequence[Quantity], helps: Question
) -> Iterator[Block]:
    known = chain.known
    line = worked_line(symbol("steepest"), chain.law, {A: chain.middle})
    yield Lines((line,), (
        chain.slope, " is largest at ", Z, " = 0 and falls off on both sides. With the activation"
        " there, ", A, " = ", chain.middle, ":",
    ))  # fmt: skip
    if chain.is_bounded:
        yield from _bounds(chain, limit)
    yield from chain.worked.group(chain.slopes, ("The slopes, from the activations told:",))
    yield Lines((worked_line(symbol("slopes"), product(*chain.slopes), known),))
    last = chain.worked.net.depth
    steps = [d(H(), z(last, 1)), *(d(H(), q(k, 1)) for k in range(last - 1, 0, -1) for q in (a, z))]
    yield from chain.worked.group(
        steps, ("From the output back, each layer brings a weight and a slope (claims #3, #2):",)
    )
    yield from _shrunk(chain, gradients)
    right = said(helps)
    yield Paragraph(("What keeps it from vanishing: ", *right, f" {HELPS[str(right[-1])]}"))


def _bounds(chain: _Chain, limit: Fraction) -> Iterator[Block]:
    """The bound of the product, and where it falls below the limit."""
    count_ = len(chain.slopes)
    line = worked_line(symbol("bound"), chain.bound, {})
    yield Lines((line,), (f"No slope is above it, so no product of {count_} slopes is above",))
    least = chain.layers_below(chain.steepest, limit)
    lines = [
        Line(power, (Link("=", number_of(power)), Link(relation, limit)))
        for power, relation in (
            (Power(chain.steepest, least - 1), "≥"),
            (Power(chain.steepest, least), "<"),
        )
    ]
    yield Lines(tuple(lines), ("It is below ", limit, f" from {least} layers on:"))


def _shrunk(chain: _Chain, gradients: Sequence[Quantity]) -> Iterator[Block]:
    """How much of the gradient is left in the first layer, beside the last hidden one."""
    last, first = gradients[0], gradients[-1]
    number = chain.worked.number
    yield Paragraph((
        "In the last hidden layer ", last, " = ", number(last), ", in the first ", first, " = ",
        number(first), ": a weight of layer 1 learns from what all slopes have left.",
    ))  # fmt: skip


KIND = Kind(
    name="vanishing-gradient",
    summary="the product of slopes along a deep chain, its bound, what helps and what does not",
    heading="A vanishing gradient",
    make=_make,
    keys={"layers": (1, 1, 1, 1, 1), "activation": "sigmoid", "biases": "true"},
    reshape=_reshaped,
    draws=False,
    is_exact=True,
    check=_check,
)
