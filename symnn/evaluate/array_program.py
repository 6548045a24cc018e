"""The laws of a network over a batch as a program: compiled once, run for many parameters.

It reads the same laws as `array_values`, whole layers at once, and computes what its goals need and
nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symnn.evaluate.array_code import Code, Memory, Operation
from symnn.evaluate.array_compiler import ArrayCompiler, Lookup, Node
from symnn.evaluate.exact import definitions
from symnn.evaluate.families import I, J, K, axes, belongs_to_samples, family, law, lengths, mean
from symnn.evaluate.tensors import Tensor, arranged, numpy
from symnn.formula import Formula
from symnn.network.model import Network
from symnn.quantities import Quantity, a, d, z

if TYPE_CHECKING:
    from symnn.evaluate.doubles import Arrays

GIVEN = ("x", "y", "W", "b")
"""The kinds of quantities that no law gives."""


@dataclass(frozen=True)
class ArrayProgram:
    """Laws compiled for arrays.

    Attributes:
        start: the memory before a run, with the numbers that are always the same.
        inputs: the places of what is given: `x`, `y`, `W1`, `b1`, ...
        operations: what is computed, in order.
        outputs: the places of the goals.
    """

    start: Memory
    inputs: Mapping[str, int]
    operations: Sequence[Operation]
    outputs: Mapping[str, int]

    def __call__(self, *given: Mapping[str, Any]) -> Arrays:
        """The arrays of the goals, by what their plain names begin with.

        What is undefined or too large is infinite or nan, and so is what depends on it.

        Args:
            given: the arrays of what the goals need, by their names.
        """
        memory = self.start.copy()
        for arrays in given:
            for name, array in arrays.items():
                if name in self.inputs:
                    memory[self.inputs[name]] = array
        with numpy().errstate(all="ignore"):
            for operation in self.operations:
                operation(memory)
        return {name: memory[place] for name, place in self.outputs.items()}


def array_program(net: Network, samples: int, goals: Sequence[Quantity]) -> ArrayProgram:
    """The program that computes some quantities of a network for a batch.

    Args:
        net: a network whose widths are known, without given values and abstract activations, and of
            no more than some twenty layers, since a law asks for what it needs.
        samples: how many samples the batch has.
        goals: quantities with the letters `I`, `J`, `K` of `families` for their nodes; with a
            learning rate also `new_W` and `new_b`.
    """
    key = ("array-program", samples, tuple(goals))
    return net.memo(key, lambda: _Compilation(net, samples).program(goals))


class _Compilation:
    """Laws asked for by what needs them, until only what is given is left."""

    def __init__(self, net: Network, samples: int) -> None:
        self.net, self.samples = net, samples
        self.code = Code()
        self.functions = definitions(net)
        self.places: dict[str, int] = {}
        self.inputs: dict[str, int] = {}

    def program(self, goals: Sequence[Quantity]) -> ArrayProgram:
        """The program of the goals."""
        outputs = {family(goal): self.node(goal).place for goal in goals}
        return ArrayProgram(self.code.memory, self.inputs, self.code.operations, outputs)

    def node(self, quantity: Quantity) -> Node:
        """Where the array of a quantity will stand, with the letters that it has here."""
        name = family(quantity)
        if name not in self.places:
            self.places[name] = self.made(_lettered(quantity))
        return Node(self.places[name], tuple(axes(quantity)))

    def of_the_whole(self, quantity: Quantity) -> Node:
        """A parameter, or the mean over all samples of what belongs to each."""
        if not belongs_to_samples(quantity):
            return self.node(quantity)
        return self.read(mean(self.net, quantity, self.samples), self.node)

    def made(self, target: Quantity) -> int:
        """Where the array of a quantity stands that was not asked for before."""
        if target.kind in GIVEN and not target.is_gradient:
            place = self.inputs[family(target)] = self.code.free_place()
            return place
        lookup = self.node if belongs_to_samples(target) else self.of_the_whole
        place = self.stored(target, self.read(law(self.net, target), lookup))
        if isinstance(target.of, Quantity) and target.of.kind == "a":
            return self.with_diagonal(target, place)
        return place

    def with_diagonal(self, jacobian: Quantity, place: int) -> int:
        """The Jacobian of a vector-valued activation, which has another law on its diagonal."""
        layer = jacobian.layer
        diagonal = self.read(law(self.net, d(a(layer, J), z(layer, J))), self.node)
        nodes = numpy().arange(self.net.width(layer) or 0)

        def filled(array: Any, values: Any) -> Any:
            whole = array.copy()
            whole[:, nodes, nodes] = values
            return whole

        return self.code.compute(filled, place, diagonal.place)

    def stored(self, target: Quantity, node: Node) -> int:
        """The place of an array, with an axis for each letter of its target."""
        letters = tuple(axes(target))
        if node.axes == letters:
            return node.place
        np, length = numpy(), lengths(self.net, target, self.samples)
        shape = tuple(length[letter] for letter in letters)

        def spread(array: Any) -> Any:
            return np.broadcast_to(arranged(Tensor(array, node.axes), letters), shape)

        return self.code.compute(spread, node.place)

    def read(self, formula: Formula, lookup: Lookup) -> Node:
        """Where the value of a formula will stand."""
        return ArrayCompiler(self.code, lookup, self.functions, self.net.relu_at_zero)(formula)


def _lettered(quantity: Quantity) -> Quantity:
    """The quantity with the letters that its law is asked for with."""
    of = quantity.of
    if isinstance(of, Quantity) and of.kind == "a":
        of = of._replace(j=K)
    return quantity._replace(i=I if quantity.i else 0, j=J if quantity.j else 0, of=of)
