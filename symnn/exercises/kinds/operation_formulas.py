"""How many operations a gradient takes, as formulas over the widths: the lines of a solution."""

from __future__ import annotations

from symnn.derive.operations import Operations, operations
from symnn.exercises.exact import number_of
from symnn.formula import Formula, Product, product, total
from symnn.network.model import Network
from symnn.quantities import H, Quantity
from symnn.rules import CLAIM_1, CLAIM_2, CLAIM_3, Rule

CLAIMS = (CLAIM_3, CLAIM_2, CLAIM_1)
"""In the order in which backpropagation uses them."""


class Counted:
    """The counts of a network as formulas, with what else one may come to.

    Args:
        net: the network.
        weight: the weight of layer 1 that is looked at by itself.
        at: the node that many paths run through, a z of the last hidden layer.
    """

    def __init__(self, net: Network, weight: Quantity, at: Quantity) -> None:
        self.net, self.weight, self.at = net, weight, at
        self.found: Operations = operations(net, H())
        self.widths = [width or 0 for width in net.widths]

    def of_claim(self, rule: Rule) -> int:
        """What a claim takes in all layers."""
        return sum(layer.recursion[rule.name].multiplications for layer in self.found.layers)

    def paths(self, layer: int = 1) -> Formula:
        """Paths from a node of a layer to the output: the widths of all layers after it."""
        return product(*(self.widths[layer + 1 :] or [1]))

    def one(self) -> Formula:
        """The multiplications of one weight of layer 1: of f factors, f - 1 on each path."""
        paths, factors = number_of(self.paths()), self.found.layers[0].factors
        return Product((paths, factors))

    def direct(self) -> Formula:
        """Weights, times paths, times multiplications on each; then the same of the biases."""
        terms: list[Formula] = []
        for k, layer in enumerate(self.found.layers):
            n_in, n_out, paths = self.widths[k], self.widths[k + 1], layer.paths[0]
            if layer.factors:
                terms.append(Product((n_in * n_out, paths, layer.factors)))
            if self.net.biased and layer.factors > 1:
                terms.append(Product((n_out, paths, layer.factors - 1)))
        return total(terms)

    def recursion(self) -> Formula:
        """The three claims, layer by layer from the last one on."""
        return total(
            layer.recursion[rule.name].multiplications
            for layer in reversed(self.found.layers)
            for rule in CLAIMS
            if layer.recursion[rule.name].multiplications
        )

    def through(self) -> Formula:
        """The paths through a node of the last hidden layer: from the parameters of each layer."""
        widths, last = self.widths, self.net.depth - 1
        terms: list[Formula] = []
        for layer in range(1, last + 1):
            # From a parameter of this layer to the node: any node of the layers between.
            onward = widths[layer:last]
            terms.append(product(widths[layer - 1] + self.net.biased, *onward))
        return total(terms)
