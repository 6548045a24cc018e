"""A network and the data it is looked at with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from symnn.activations import Activation
from symnn.errors import InputError, nearest
from symnn.formula import Formula
from symnn.losses import Loss
from symnn.names import quantity_named
from symnn.quantities import H, Index, L, Quantity, R, W, b, plain_name

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
        batch: the samples of a step, by number; the risk is the mean over them.
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
    steps_on: tuple[int, ...] = ()
    learning_rate: Formula | None = None
    train_biases: Training = "true"
    l2: int | Fraction = 0
    alpha: Formula = Fraction(1, 100)
    relu_at_zero: AtZero = "undefined"
    given: Mapping[Quantity, Formula] = field(default_factory=lambda: MappingProxyType({}))

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
    def batch(self) -> tuple[int, ...]:
        """The numbers of the samples of a step; `(0,)`, the untagged one, where there is one."""
        if len(self.data) == 1:
            return (0,)
        return self.steps_on or tuple(range(1, len(self.data) + 1))

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

    @cached_property
    def _memory(self) -> dict[Hashable, Any]:
        return {}

    def entry(self, quantity: Quantity, sample: int = 0) -> Entry:
        """What the author wrote for x, y, W or b; None for other quantities and what is unknown.

        Args:
            quantity: without a sample.
            sample: which data point's x and y; 0 for the first.
        """
        kind, layer, i, j, of, _ = quantity
        if of:
            return None
        assert isinstance(layer, int) and isinstance(i, int) and isinstance(j, int)
        if kind == "W":
            matrix = self.W[layer - 1]
            return matrix and matrix[i - 1][j - 1]
        if kind == "b":
            vector = self.b[layer - 1]
            return vector and vector[j - 1]
        if kind in "xy":
            point = self.data[max(sample, 1) - 1]
            values = point.x if kind == "x" else point.y
            return values and values[j - 1]
        return None

    def quantity(self, name: str) -> Quantity:
        """The quantity of a plain name, if this network has it.

        Raises:
            InputError: if the name is none, or its indices are out of range here.
        """
        return self.canonical(quantity_named(name), name)

    def canonical(self, quantity: Quantity, name: str = "") -> Quantity:
        """The quantity as derivations of this network name it: the only output is H, not H1.

        Raises:
            InputError: if this network has no such quantity.
        """
        single = self.widths[-1] == 1
        if single and quantity.kind == "H" and quantity.j == 1:
            quantity = quantity._replace(j=0)
        if single and isinstance(quantity.of, Quantity) and quantity.of == H(1):
            quantity = quantity._replace(of=H())
        problem = self._lacks(quantity)
        if problem:
            what = f"there is no {name or plain_name(quantity)} in this network: {problem}"
            raise InputError(what, near=nearest(name, self._like(quantity)))
        return quantity

    def _lacks(self, quantity: Quantity) -> str:
        """Why this network has no such quantity; empty if it has."""
        kind, layer, i, j, of, sample = quantity
        if sample > len(self.data):
            return f"it has {len(self.data)} samples"
        if isinstance(of, Quantity) and (problem := self._lacks(of)):
            return problem
        if kind in ("L", "R") or (isinstance(of, Quantity) and of.kind in "LR"):
            if self.loss is None and L not in self.differentiated:
                return "it has no loss"
            if kind in "LR":
                return ""
        if kind == "H":
            several = f"it has {self.widths[-1]} outputs, H1 ... H{self.widths[-1]}"
            return "" if quantity in self.outputs else several
        return self._out_of_range(quantity)

    def _out_of_range(self, quantity: Quantity) -> str:
        kind, layer, i, j, of, _ = quantity
        at = self.depth if kind == "y" else layer
        assert isinstance(at, int) and isinstance(i, int) and isinstance(j, int)
        if at > self.depth or (at == 0 and kind not in "xy"):
            return f"it has layers 1 to {self.depth}"
        if kind == "b" and not self.biased:
            return "it has no biases"
        if kind == "slope" and self.activations[at - 1].name != of:
            return f"the activation of layer {at} is {self.activations[at - 1].name}"
        for index, its_layer in ((i, at - 1), (j, at)):
            width = self.widths[its_layer] if index else None
            if width is not None and index > width:
                return f"layer {its_layer} has {width} node{'s' * (width != 1)}"
        return ""

    def _like(self, quantity: Quantity) -> list[str]:
        """Names of that kind that this network does have, for `did you mean`."""
        of = [quantity.of] if isinstance(quantity.of, Quantity) else [""]
        tops: list[Quantity | str] = [*self.differentiated] if of[0] else [""]
        some = self.weights()[:500] if quantity.kind == "W" else self.biases()[:500]
        return [plain_name(base._replace(of=top)) for top in tops[:3] for base in some]


__all__ = ["AtZero", "Entry", "Matrix", "Network", "R", "Sample", "Training", "Vector"]
