"""The laws of a network, each written once.

A rule answers, for a target quantity, with the formula that the law gives for it. Called with
numbers it gives one line of a derivation, called with letters (`general`) the law itself, as the
lecture prints it. Sources are the parts of `lecture22.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Protocol

from symnn.activations import Activation, Entrywise
from symnn.formula import Formula, Power, Product, Sum, difference, dot, each, parts, total
from symnn.losses import Loss
from symnn.quantities import Index, L, Letter, Quantity, W, a, b, d, d_z, into, y


class Shape(Protocol):
    """What the laws need to know of a network."""

    @property
    def depth(self) -> Index:
        """The number of layers, L."""

    @property
    def biased(self) -> bool:
        """Whether nodes have biases."""

    @property
    def loss(self) -> Loss | None:
        """The loss of a sample."""

    @property
    def batch(self) -> tuple[int, ...]:
        """The samples of a step, `(0,)` where there is only one."""

    @property
    def l2(self) -> int | Fraction:
        """The factor μ of the penalty μ/2 · ΣW² in the risk."""

    @property
    def learning_rate(self) -> Formula | None:
        """The factor λ of a step of gradient descent."""

    @property
    def shared_biases(self) -> bool:
        """Whether a layer has one bias for all its nodes."""

    def width(self, layer: Index) -> Index | None:
        """The number of nodes of a layer; None where it is not known."""

    def activation(self, layer: Index) -> Activation:
        """The activation of a layer."""


Law = Callable[[Shape, Quantity], Formula | None]


@dataclass(frozen=True)
class Rule:
    """A named law.

    Args:
        name: the name it goes by.
        summary: the sentence that explains it.
        source: where the lecture has it.
        law: from a shape and a target to the formula; None where a width that it needs is unknown.
    """

    name: str
    summary: str
    source: str
    law: Law

    def general(self, target: Quantity) -> Formula:
        """The law for a target with letters for indices, with Σ for its sums.

        >>> from symnn.quantities import Letter, z
        >>> weighted, bias = WEIGHTED_SUM.general(z(Letter("ℓ"), Letter("j"))).terms
        >>> weighted.letter, weighted.last
        (Letter(name='i', shift=0, sub=None), Letter(name='n', shift=0, sub=Letter(name='ℓ', \
shift=-1, sub=None)))
        """
        formula = self.law(IN_LETTERS, target)
        assert formula is not None
        return formula


def _weighted_sum(shape: Shape, target: Quantity) -> Formula | None:
    layer, j = target.layer, target.j
    width = shape.width(layer - 1)
    if width is None:
        return None
    terms = dot(width, "i", partial(into, layer, j), partial(a, layer - 1))
    return total((*terms, b(layer, j)) if shape.biased else terms)


def _activation(shape: Shape, target: Quantity) -> Formula | None:
    width = shape.width(target.layer)
    if width is None:
        return None
    return shape.activation(target.layer).output(width, target.layer, target.j)


def _local_derivative(shape: Shape, target: Quantity) -> Formula | None:
    return shape.activation(target.layer).local_law(target)


def _output(shape: Shape, target: Quantity) -> Formula | None:
    return a(shape.depth, target.j or 1)


def _loss(shape: Shape, target: Quantity) -> Formula | None:
    width, loss = shape.width(shape.depth), shape.loss
    if loss is None or width is None:
        return None
    return total(each(width, "k", lambda k: loss.term(a(shape.depth, k), y(k))))


def _from_next_layer(shape: Shape, target: Quantity) -> Formula | None:
    """Claim #3, and at the last layer what it starts from."""
    layer, j, of = target.layer, target.j, target.top
    if layer == shape.depth:
        return _at_the_output(shape, of, j)
    width = shape.width(layer + 1)
    if width is None:
        return None
    return total(dot(width, "k", partial(d_z, of, layer + 1), partial(W, layer + 1, j)))


def _at_the_output(shape: Shape, of: Quantity, j: Index) -> Formula | None:
    if of.kind == "H":
        return int(j == (of.j or 1))
    return None if shape.loss is None else shape.loss.slope(a(shape.depth, j), y(j))


def _through_activation(shape: Shape, target: Quantity) -> Formula | None:
    width = shape.width(target.layer)
    if width is None:
        return None
    return shape.activation(target.layer).back(width, target.top, target.layer, target.j)


def _weight(shape: Shape, target: Quantity) -> Formula | None:
    layer = target.layer
    return Product((d_z(target.top, layer, target.j), a(layer - 1, target.i)))


def _bias(shape: Shape, target: Quantity) -> Formula | None:
    return d_z(target.top, target.layer, target.j)


def _risk(shape: Shape, target: Quantity) -> Formula | None:
    mean = _mean(shape, lambda sample: (L.at(sample),))
    if not shape.l2:
        return mean
    assert isinstance(shape.depth, int)
    of_layers = [_squares(shape, layer) for layer in range(1, shape.depth + 1)]
    if None in of_layers:
        return None
    penalty = total(square for squares in of_layers for square in squares or ())
    return Sum((mean, Product((Fraction(shape.l2) / 2, penalty))))


def _squares(shape: Shape, layer: int) -> tuple[Formula, ...] | None:
    """The squares of a layer's weights; with letters for widths, one double sum."""
    rows, columns = shape.width(layer - 1), shape.width(layer)
    if rows is None or columns is None:
        return None
    of_rows = each(rows, "i", lambda i: Sum(each(columns, "j", lambda j: Power(W(layer, i, j), 2))))
    if not isinstance(rows, int):
        return of_rows
    return tuple(square for row in of_rows for square in parts(row))


def _risk_gradient(shape: Shape, target: Quantity) -> Formula | None:
    layer, width = target.layer, shape.width(target.layer)
    if target.kind == "b" and shape.shared_biases:
        if width is None:
            return None
        return _mean(shape, lambda s: each(width, "k", lambda k: d(L, b(layer, k)).at(s)))
    mean = _mean(shape, lambda sample: (d(L, target.base).at(sample),))
    if target.kind == "W" and shape.l2:
        return Sum((mean, Product((shape.l2, target.base))))
    return mean


def _mean(shape: Shape, of_sample: Callable[[int], Iterable[Formula]]) -> Formula:
    """The mean over the batch of the sum of what there is of each sample."""
    summed = total(term for sample in shape.batch for term in of_sample(sample))
    size = len(shape.batch)
    return summed if size == 1 else Product((Fraction(1, size), summed))


def _step(shape: Shape, target: Quantity) -> Formula | None:
    before = target._replace(kind=target.kind.removeprefix("new_"))
    if shape.learning_rate is None:
        return None
    return difference(before, Product((shape.learning_rate, d(Quantity("R"), before))))


WEIGHTED_SUM = Rule(
    "weighted-sum",
    "a pre-activation is the weighted sum of the layer before, plus the bias",
    "part 1, notation; part 3, chain rule example",
    _weighted_sum,
)
ACTIVATION = Rule(
    "activation",
    "the activation function is applied to the pre-activation",
    "part 1, notation",
    _activation,
)
OUTPUT = Rule("output", "the network's output is its last layer's activation", "part 3", _output)
LOCAL_DERIVATIVE = Rule(
    "local-derivative",
    "the derivative of the activation function at the pre-activation",
    "part 4, derivative of ReLU",
    _local_derivative,
)
LOSS = Rule("loss", "the loss compares the outputs with their targets", "part 3", _loss)
CLAIM_1 = Rule(
    "claim-1", "a weight acts on its z only, and there its factor is the activation it comes from",
    "part 4, claim #1", _weight,
)  # fmt: skip
CLAIM_2 = Rule(
    "claim-2", "z acts through its activation: the chain rule brings the slope there",
    "part 4, claim #2", _through_activation,
)  # fmt: skip
CLAIM_3 = Rule(
    "claim-3", "an activation acts through every node of the next layer: sum over all of them",
    "part 4, claim #3", _from_next_layer,
)  # fmt: skip
BIAS = Rule("bias", "a bias enters its z with the factor 1", "part 4, exercise on biases", _bias)
RISK = Rule(
    "risk", "the empirical risk is the mean loss over the data", "part 3, in general", _risk
)
RISK_GRADIENT = Rule(
    "risk-gradient", "the gradient of a mean is the mean of the gradients", "part 3, in general",
    _risk_gradient,
)  # fmt: skip
STEP = Rule("step", "gradient descent walks against the gradient", "part 3, minimizing risk", _step)

RULES: dict[tuple[str, str], Rule] = {
    ("z", ""): WEIGHTED_SUM,
    ("a", ""): ACTIVATION,
    ("slope", ""): LOCAL_DERIVATIVE,
    ("z", "a"): LOCAL_DERIVATIVE,
    ("H", ""): OUTPUT,
    ("L", ""): LOSS,
    ("R", ""): RISK,
    **{("x", of): CLAIM_3 for of in "HL"},
    **{("a", of): CLAIM_3 for of in "HL"},
    **{("z", of): CLAIM_2 for of in "HL"},
    **{("W", of): CLAIM_1 for of in "HL"},
    **{("b", of): BIAS for of in "HL"},
    ("W", "R"): RISK_GRADIENT,
    ("b", "R"): RISK_GRADIENT,
    ("new_W", ""): STEP,
    ("new_b", ""): STEP,
}
"""The rule for a quantity: by its kind and the kind of what is differentiated."""


def rule_for(target: Quantity) -> Rule | None:
    """The rule that gives a quantity; None for what is simply there (x, W, b, y)."""
    of = target.of
    return RULES.get((target.kind, of.kind if type(of) is Quantity else ""))


class InLetters:
    """The shape of a network in general: n_ℓ nodes in layer ℓ, an abstract activation g."""

    depth: Index = Letter("L")
    loss: Loss | None = None
    batch = (0,)
    l2: int | Fraction = 0
    learning_rate: Formula | None = Quantity("symbol", of="λ")
    shared_biases = False

    def __init__(self, biased: bool = True) -> None:
        self.biased = biased

    def width(self, layer: Index) -> Index | None:
        """A letter with the layer as its index."""
        return Letter("n", sub=layer if isinstance(layer, Letter) else None)

    def activation(self, layer: Index) -> Activation:
        """The abstract one."""
        return Entrywise("g", "")


IN_LETTERS = InLetters()
"""That shape."""
