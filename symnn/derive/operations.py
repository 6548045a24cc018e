"""How many operations the two methods take, and where the direct one repeats its work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symnn.derive.derivation import Step, step_for
from symnn.derive.path_counts import count_paths
from symnn.formula import Formula, Product, Quotient, Sum, parts
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, b, d, z


@dataclass(frozen=True)
class Count:
    """Multiplications (and divisions) and additions (and subtractions)."""

    multiplications: int = 0
    additions: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.multiplications + other.multiplications, self.additions + other.additions)

    def __mul__(self, times: int) -> Count:
        return Count(self.multiplications * times, self.additions * times)


@dataclass(frozen=True)
class LayerWork:
    """The work of the gradient of one quantity by the weights and biases of one layer.

    Attributes:
        paths: to the output from each z of the layer.
        factors: of such a path; one more from a weight.
        chain_rule: every path multiplied out by itself.
        recursion: by the name of the rule, such as `claim-3`.
    """

    paths: tuple[int, ...]
    factors: int
    chain_rule: Count
    recursion: dict[str, Count]


@dataclass(frozen=True)
class Operations:
    """The work of the gradient of one quantity by all weights and biases.

    Attributes:
        layers: layer by layer, from 1.
        paths: the number of paths.
        repeats: for each layer from 1, how often the direct chain rule works out the gradient by
            one z of that layer; backpropagation does so once.
    """

    layers: tuple[LayerWork, ...]
    paths: int
    repeats: tuple[int, ...]

    @property
    def recursion(self) -> Count:
        """By backpropagation."""
        counts = (count for layer in self.layers for count in layer.recursion.values())
        return sum(counts, Count())

    @property
    def chain_rule(self) -> Count:
        """Every path multiplied out by itself."""
        return sum((layer.chain_rule for layer in self.layers), Count())


def operations(net: Network, of: Quantity) -> Operations:
    """Count the operations of both methods for the gradient of `of` by all parameters.

    All widths have to be known. Slopes and activations count as known numbers in both.
    """
    layers = tuple(_of_layer(net, of, layer) for layer in range(1, net.depth + 1))
    widths = [width or 0 for width in net.widths]
    pairs = zip(layers, widths, strict=False)
    paths = sum(sum(layer.paths) * (n_in + net.biased) for layer, n_in in pairs)
    return Operations(layers, paths, _repeats(net))


def _of_layer(net: Network, of: Quantity, layer: int) -> LayerWork:
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    paths = tuple(count_paths(net, d(of, z(layer, j))) or 0 for j in range(1, n_out + 1))
    factors = _factors_from_z(net, of, layer)
    by_paths = Count()
    for ways in paths:
        by_paths += _summed(ways, factors + 1) * n_in + _summed(ways, factors) * net.biased
    recursion: dict[str, Count] = {}
    for step in _recursion(net, of, layer):
        before = recursion.get(step.rule.name, Count())
        recursion[step.rule.name] = before + count(step.formula)
    return LayerWork(paths, factors, by_paths, recursion)


def count(formula: Formula) -> Count:
    """The operations of one formula as it is written; a sign costs nothing."""
    here = Count()
    if isinstance(formula, Sum):
        here = Count(0, len(formula.terms) - 1)
    elif isinstance(formula, Product):
        here = Count(len(formula.factors) - 1 - (formula.factors[0] == -1), 0)
    elif isinstance(formula, Quotient):
        here = Count(1, 0)
    return sum((count(part) for part in parts(formula)), here)


def _summed(ways: int, factors: int) -> Count:
    """A sum over paths with that many factors each."""
    return Count(ways * max(factors - 1, 0), max(ways - 1, 0))


def _factors_from_z(net: Network, of: Quantity, layer: int) -> int:
    """The factors of a path to a z of the layer: edges, local derivatives, the loss's slope."""
    local = sum(not net.activation(m).is_identity for m in range(layer, net.depth + 1))
    return net.depth - layer + local + (of.kind == "L")


def _recursion(net: Network, of: Quantity, layer: int) -> Iterator[Step]:
    """The lines of a layer."""
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    for j in range(1, n_out + 1):
        targets = [d(of, a(layer, j)), d(of, z(layer, j)), d(of, b(layer, j))]
        targets += [d(of, W(layer, i, j)) for i in range(1, n_in + 1)]
        for target in targets:
            step = step_for(net, target)
            if step is not None:
                yield step


def _repeats(net: Network) -> tuple[int, ...]:
    """Per layer: the parameters that lead into a node, and all that come by through it."""
    repeats: list[int] = []
    for layer in range(1, net.depth + 1):
        before = net.widths[layer - 1] or 0
        through = before * repeats[-1] if repeats else 0
        repeats.append(before + net.biased + through)
    return tuple(repeats)
