"""A network and the data it is looked at with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, TypeVar

from symnn.activations import Activation
from symnn.display import bundle
from symnn.formula import Formula
from symnn.losses import Loss
from symnn.names import quantity_named
from symnn.network.lookup import canonical
from symnn.quantities import H, Index, L, Quantity, W, b

Out = TypeVar("Out")
Entry = Formula | None
"""A closed form, the symbol that the author chose, or None for what is not known."""
Vector = tuple[Entry, ...] | None
Matrix = tuple[tuple[Entry, ...], ...] | None
AtZero = Literal["undefined"] | Literal[0, 1]
Training = Literal["true", "false", "shared"]


@dataclass(frozen=True)
class Sample:
    """One data point: the input x (length n_0) and the targets y (length n_L), as far as known."""

    x: Vector = None
    y: Vector = None


@dataclass(frozen=True)
class Network:
    """A fully connected feedforward network; answers what the laws ask of a shape.

    Args:
        widths: n_0 ... n_L; None for a width that is not known.
        activations: one a layer, from layer 1.
        W: one matrix a layer, n_(l-1) rows by n_l columns.
        b: one vector a layer.
        biased: whether nodes have biases at all.
        data: the data points; one without x and y where the network is looked at in symbols.
        loss: the loss of a sample.
        batches: the samples of the first step, by number, of the second, ..., taken in turn; empty
            where every step takes all. The risk is the mean over those of the first.
        steps: how many steps are to be made.
        learning_rate: the factor of the gradient in a step.
        train_biases: whether a step moves the biases; `shared` for one bias a layer.
        l2: the factor μ of the penalty μ/2 · ΣW².
        alpha: the slope of a leaky ReLU below zero.
        relu_at_zero: the slope at a kink.
        given: known values of other quantities; where one belongs to a sample, so does its key.
    """

    widths: tuple[int | None, ...]
    activations: tuple[Activation, ...]
    W: tuple[Matrix, ...]
    b: tuple[Vector, ...]
    biased: bool
    data: tuple[Sample, ...] = (Sample(),)
    loss: Loss | None = None
    batches: tuple[tuple[int, ...], ...] = ()
    learning_rate: Formula | None = None
    train_biases: Training = "true"
    l2: int | Fraction = 0
    alpha: Formula = Fraction(1, 100)
    relu_at_zero: AtZero = "undefined"
    given: Mapping[Quantity, Formula] = field(default_factory=dict)
    steps: int = 1

    _repr_mimebundle_ = bundle

    @property
    def depth(self) -> int:
        """The number of layers, L."""
        return len(self.widths) - 1

    def width(self, layer: Index) -> int | None:
        """The number of nodes of a layer (0 for the input)."""
        assert isinstance(layer, int)
        return self.widths[layer]

    def activation(self, layer: Index) -> Activation:
        """The activation of layer 1 ... L."""
        assert isinstance(layer, int)
        return self.activations[layer - 1]

    @property
    def is_one_linear_model(self) -> bool:
        """Whether it has hidden layers, and these do nothing that its inputs could not do alone."""
        return self.depth > 1 and all(activation.is_identity for activation in self.activations)

    @property
    def batch(self) -> tuple[int, ...]:
        """The numbers of the samples of a step; `(0,)`, the untagged one, where there is one."""
        return self.batch_of(1)

    def batch_of(self, step: int) -> tuple[int, ...]:
        """The same of step 1, 2, ..."""
        if len(self.data) == 1:
            return (0,)
        if not self.batches:
            return tuple(range(1, len(self.data) + 1))
        return self.batches[(step - 1) % len(self.batches)]

    @property
    def shared_biases(self) -> bool:
        """Whether a layer has one bias for all its nodes."""
        return self.train_biases == "shared"

    @property
    def outputs(self) -> list[Quantity]:
        """The outputs: H, or H1 ... of several."""
        last = self.widths[-1]
        return [H()] if last == 1 else [H(k) for k in range(1, (last or 0) + 1)]

    @property
    def differentiated(self) -> list[Quantity]:
        """What gradients are taken of: the outputs, and the loss where there is one."""
        losses = self.loss is not None or any(q.of == L for q in self.given)
        return self.outputs + [L] * losses

    @property
    def is_symbolic(self) -> bool:
        """Whether no number of the network is known."""
        entries = [*self.W, *self.b, *(s.x for s in self.data), *(s.y for s in self.data)]
        return not self.given and all(entry is None for entry in entries)

    @cached_property
    def has_symbols(self) -> bool:
        """Whether the author named an unknown entry."""
        rows = [row for matrix in self.W if matrix for row in matrix]
        vectors = [*rows, *self.b, *(s.x for s in self.data), *(s.y for s in self.data)]
        return any(type(entry) is Quantity for vector in vectors if vector for entry in vector)

    def weights(self) -> list[Quantity]:
        """All weights in reading order, of the layers whose shape is known."""
        return [
            W(layer, i, j)
            for layer in range(1, self.depth + 1)
            for i in range(1, (self.widths[layer - 1] or 0) + 1)
            for j in range(1, (self.widths[layer] or 0) + 1)
        ]

    def biases(self) -> list[Quantity]:
        """All biases in reading order; none of a network without."""
        return [
            b(layer, j)
            for layer in range(1, self.depth + 1)
            for j in range(1, (self.widths[layer] or 0) * self.biased + 1)
        ]

    @property
    def parameters_per_layer(self) -> list[int | None]:
        """The number of weights and biases of each layer; None where a width is not known."""
        pairs = zip(self.widths[:-1], self.widths[1:], strict=True)
        return [m and n and (m + self.biased) * n for m, n in pairs]

    @cached_property
    def parameters(self) -> int | None:
        """The number of all weights and biases: the dimension of the gradient."""
        counts = [count for count in self.parameters_per_layer if count is not None]
        return sum(counts) if len(counts) == self.depth else None

    def memo(self, key: Hashable, compute: Callable[[], Out]) -> Out:
        """What `compute` gives, kept with the network under that key: it never changes."""
        if key not in self._memory:
            self._memory[key] = compute()
        found: Out = self._memory[key]
        return found

    def __getstate__(self) -> dict[str, Any]:
        """What is pickled: without what `memo` keeps, which other processes make anew."""
        return {name: value for name, value in self.__dict__.items() if name != "_memory"}

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}

    def entry(self, quantity: Quantity, sample: int = 0) -> Entry:
        """What the author wrote for x, y, W or b; None for other quantities and what is unknown.

        Args:
            quantity: without a sample.
            sample: which data point's x and y; 0 for the first.
        """
        kind = quantity.kind
        if quantity.of or kind not in ("W", "b", "x", "y"):
            return None
        layer, i, j = quantity.indices
        if kind == "W":
            matrix = self.W[layer - 1]
            return None if matrix is None else matrix[i - 1][j - 1]
        point = self.data[max(sample, 1) - 1]
        vector = {"x": point.x, "y": point.y, "b": self.b[layer - 1]}[kind]
        return None if vector is None else vector[j - 1]

    def quantity(self, name: str) -> Quantity:
        """The quantity of a plain name or of another spelling, if this network has it.

        Raises:
            InputError: if the name is none, or its indices are out of range here.
        """
        from symnn.notation.spellings import to_plain  # patterns that only names need

        return self.canonical(quantity_named(to_plain(name)), name)

    def canonical(self, quantity: Quantity, name: str = "") -> Quantity:
        """The quantity as derivations of this network name it: the only output is H, not H1.

        Raises:
            InputError: if this network has no such quantity.
        """
        return canonical(self, quantity, name)
