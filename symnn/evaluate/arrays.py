"""The laws over NumPy arrays: a whole layer and a batch of samples at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from symnn.activations import Entrywise
from symnn.errors import InputError
from symnn.evaluate.doubles import array_parameters, checked_parameters, data
from symnn.evaluate.exact import definitions
from symnn.evaluate.families import (
    I,
    J,
    K,
    axes,
    belongs_to_samples,
    family,
    law,
    lengths,
    mean,
)
from symnn.evaluate.tensors import ArrayReading, Tensor, arranged, numpy
from symnn.formula import Formula
from symnn.functions import Definition
from symnn.network.model import Network
from symnn.quantities import H, L, Quantity, R, W, a, b, d, slope, z
from symnn.rules import CLAIM_3

if TYPE_CHECKING:
    from symnn.evaluate.doubles import Arrays


def array_values(
    net: Network,
    X: object = None,
    Y: object = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    per_sample: Iterable[str] = (),
) -> Arrays:
    """The values of a network over a batch: arrays, by what their plain names begin with.

    `x`, `z1`, `a1`, ... and `H` are samples by nodes. With a loss and targets, `L` has an entry for
    each sample, `dL/da1`, `dL/dz1`, ... and `dL/dx` are samples by nodes, `R` is the mean loss with
    its penalty, and `dR/dW1`, `dR/db1`, ... have the shapes of the parameters.

    Args:
        net: the network; what it says of a sample's batch is only heeded where X is None.
        X: the inputs, samples by nodes; None for the data of the network's batch.
        Y: the targets, samples by outputs; None for those of the data, if X is None, too.
        parameters: arrays `W1`, `b1`, ... in the place of the network's own.
        per_sample: what else to differentiate, such as `H2` or `L`: gives `dH2/dz1`, ..., and
            `dH2/dW1`, ... with one matrix a sample.

    Raises:
        InputError: for an entry that is not known, given values, an abstract activation, or
            arrays that do not fit.
        MissingExtraError: if NumPy is not installed.
    """
    _refuse(net)
    known = array_parameters(net) if parameters is None else checked_parameters(net, parameters)
    return _Pass(net, {**known, **data(net, X, Y)}).everything(per_sample)


def _refuse(net: Network) -> None:
    if net.given:
        raise InputError(
            "values are given",
            found=str(next(iter(net.given))),
            expected="none: arrays use only x, y, W and b",
        )
    for activation in net.activations:
        if isinstance(activation, Entrywise) and activation.value is None:
            raise InputError("an abstract activation has no values", found=activation.name)


@dataclass(frozen=True)
class _Pass:
    """One way through the network and back.

    Args:
        net: the network.
        known: the arrays so far, by the names of `_family`.
    """

    net: Network
    known: Arrays

    def everything(self, per_sample: Iterable[str]) -> Arrays:
        """The arrays of all quantities."""
        tops = dict.fromkeys(self.net.quantity(name) for name in per_sample)
        with numpy().errstate(all="ignore"):
            self.forward()
            for of in tops:
                if of not in (L, *self.net.outputs) or (of == L and "L" not in self.known):
                    raise InputError(
                        "nothing to differentiate here",
                        found=str(of),
                        expected="an output, or the loss if the targets are known",
                    )
                self.backward(of)
                self.by_parameters(of)
            if "L" in self.known:
                self.backward(L)
                self.overall()
        return self.known

    def forward(self) -> None:
        """z, a and the activation's own derivatives, layer by layer; H and L."""
        for layer in range(1, self.net.depth + 1):
            self.find(z(layer, J))
            self.find(a(layer, J))
            self.find_local(layer)
        self.find(H(J))
        if self.net.loss is not None and "y" in self.known:
            self.find(L)

    def find_local(self, layer: int) -> None:
        """The slopes of a layer; of a vector-valued activation its Jacobian, by its two laws."""
        activation = self.net.activation(layer)
        if isinstance(activation, Entrywise):
            self.find(slope(activation.name, layer, J))
            return
        jacobian = d(a(layer, K), z(layer, J))
        self.find(jacobian)
        diagonal = self.read(law(self.net, d(a(layer, J), z(layer, J))))
        nodes = range(self.net.widths[layer] or 0)
        self.known[family(jacobian)][:, nodes, nodes] = arranged(diagonal, ("s", "j"))

    def backward(self, of: Quantity) -> None:
        """The gradients of an output or the loss by a, z and x, from the last layer on."""
        for layer in range(self.net.depth, 0, -1):
            self.find_by_a(of, layer)
            self.find(d(of, z(layer, J)))
        self.find(d(of, a(0, J)))

    def find_by_a(self, of: Quantity, layer: int) -> None:
        """The gradient by a; of an output by the last a, 0 and 1 are found node by node."""
        target = d(of, a(layer, J))
        if layer < self.net.depth or of == L:
            self.find(target)
            return
        nodes = range(1, (self.net.widths[layer] or 0) + 1)
        laws = [CLAIM_3.law(self.net, d(of, a(layer, j))) for j in nodes]
        self.store(target, Tensor(numpy().array(laws, dtype=float), ("j",)))

    def by_parameters(self, of: Quantity) -> None:
        """The gradients by weights and biases, sample by sample."""
        for target in self.parameters(of):
            self.find(target)

    def overall(self) -> None:
        """The risk and its gradient."""
        for target in (R, *self.parameters(R)):
            self.store(target, self.reading(self.of_the_whole)(law(self.net, target)))

    def parameters(self, of: Quantity) -> list[Quantity]:
        """The gradients by W and b of each layer."""
        layers = range(1, self.net.depth + 1)
        by_weights = [d(of, W(layer, I, J)) for layer in layers]
        return by_weights + [d(of, b(layer, J)) for layer in layers if self.net.biased]

    def of_the_whole(self, quantity: Quantity) -> Tensor:
        """A parameter, or the mean over all samples of what belongs to each."""
        if not belongs_to_samples(quantity):
            return self.tensor(quantity)
        return self.read(mean(self.net, quantity, len(self.known["x"])))

    def find(self, target: Quantity) -> None:
        """Keep the value of a quantity by its law."""
        self.store(target, self.read(law(self.net, target)))

    def read(self, formula: Formula) -> Tensor:
        """The value of a formula, sample by sample."""
        return self.reading(self.tensor)(formula)

    def reading(self, lookup: Callable[[Quantity], Tensor]) -> ArrayReading:
        """The reading of formulas with these values of quantities."""
        return ArrayReading(lookup, self.functions, self.net.relu_at_zero)

    @cached_property
    def functions(self) -> dict[str, Definition]:
        """The functions that the laws use."""
        return definitions(self.net)

    def tensor(self, quantity: Quantity) -> Tensor:
        """The array of a quantity, with the letters that it has here."""
        return Tensor(self.known[family(quantity)], tuple(axes(quantity)))

    def store(self, target: Quantity, tensor: Tensor) -> None:
        """Keep an array, with a length for each letter of the target."""
        np, letters = numpy(), tuple(axes(target))
        length = lengths(self.net, target, len(self.known["x"]))
        shape = [length[letter] for letter in letters]
        self.known[family(target)] = np.array(np.broadcast_to(arranged(tensor, letters), shape))
