"""The single linear model that a network is whose activations are all linear: H = [w]ᵀx + w₀.

Every layer passes on z = [W]ᵀa + b as it is. Put into each other these are one weighted sum of the
inputs: w = W⁽¹⁾ W⁽²⁾ ⋯ W⁽ᴸ⁾, and w₀ is every bias, times the weights on its way to the output.
"""

from __future__ import annotations

from functools import reduce

from symnn.derive.chain_rule import chain_rule_formula
from symnn.formula import Formula, Product, parts, total
from symnn.matrix_formula import MatrixFormula, MatrixProduct, MatrixSum, Transposed, Whole
from symnn.matrix_rules import whole
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, b, d, x

MOST_PATHS = 24
"""Paths above which the sum over them is not written out."""


def slopes_law(net: Network) -> MatrixFormula:
    """w, n_0 rows by n_L columns: the product of all weights, in the order of the layers."""
    layers: list[MatrixFormula] = [whole(net, W(layer, 0, 0)) for layer in range(1, net.depth + 1)]
    return reduce(MatrixProduct, layers[1:], layers[0])


def constant_law(net: Network) -> MatrixFormula | None:
    """w₀, a column of n_L: the biases of each layer, sent through all layers after it.

    None for a network without biases.
    """
    if not net.biased:
        return None
    terms = [_sent_on(net, layer) for layer in range(1, net.depth + 1)]
    return MatrixSum(tuple(terms))


def prediction_law(net: Network, slopes: Quantity, constant: Quantity) -> MatrixFormula:
    """The outputs of the model, [w]ᵀx + w₀, with these names for its numbers."""
    inputs = whole(net, a(0, 0))
    outputs = whole(net, a(net.depth, 0)).shape[0]
    named = Whole(slopes, (inputs.shape[0], outputs))
    weighted = MatrixProduct(Transposed(named), inputs)
    return MatrixSum((weighted, Whole(constant, (outputs, 1)))) if net.biased else weighted


def slope_formula(net: Network, of: Quantity, i: int, most: int = MOST_PATHS) -> Formula | None:
    """What input i is multiplied by in an output: the sum over all paths from one to the other.

    None if these are more than `most`, or a width on the way is unknown.
    """
    return chain_rule_formula(net, d(of, x(i)), most)


def constant_formula(net: Network, of: Quantity, most: int = MOST_PATHS) -> Formula | None:
    """What is left of an output where all inputs are 0: each bias times its sum over paths.

    None if there are no biases, if the terms or the paths of one are more than `most`, or if a
    width is unknown.
    """
    if None in net.widths:
        return None  # there are biases that are not listed
    onward = {bias: chain_rule_formula(net, d(of, bias), most) for bias in net.biases()}
    known = {bias: by for bias, by in onward.items() if by is not None}
    if not known or len(known) < len(onward):
        return None
    found = total(_times(bias, by) for bias, by in known.items() if by != 0)
    return found if len(parts(found)) <= most else None


def _sent_on(net: Network, layer: int) -> MatrixFormula:
    """The biases of a layer, times the weights of all layers after it."""
    onward = [Transposed(whole(net, W(k, 0, 0))) for k in range(net.depth, layer, -1)]
    factors: list[MatrixFormula] = [*onward, whole(net, b(layer, 0))]
    return reduce(MatrixProduct, factors[1:], factors[0])


def _times(bias: Quantity, by: Formula) -> Formula:
    return bias if by == 1 else Product((bias, by))
