"""Both methods on the numbers of a network: the recursion against the sum over all paths."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from symnn.derive.agreement import Agreement, agreement
from symnn.derive.path_counts import count_paths
from symnn.derive.path_sums import PathSums
from symnn.evaluate.exact import Values, valuation
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDETERMINED, Missing, Value, known, multiply
from symnn.network.model import Network
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.quantities import Quantity, a

QUICK_PRODUCTS = 2_000
"""Multiplications of all path sums up to which a comparison is quick."""
MOST_PRODUCTS = 2_000_000
"""Multiplications of all path sums above which only the formulas are compared."""


@dataclass(frozen=True)
class Comparison:
    """What a comparison of the two methods has found.

    Attributes:
        formulas: the comparison of the formulas.
        values: the number of gradients whose numbers were compared; 0 for a network too large.
        differing: sample and gradient wherever the numbers differ.
    """

    formulas: Agreement
    values: int
    differing: tuple[tuple[int, Quantity], ...]

    @property
    def agree(self) -> bool:
        """Whether no difference was found, neither in formulas nor in numbers."""
        return self.formulas.agree and not self.differing


def is_quick(net: Network) -> bool:
    """Whether a comparison takes no time worth mentioning: then it is made without being asked."""
    return _products(net) * len(net.data) <= QUICK_PRODUCTS


def compare(solution: Solution) -> Comparison:
    """Compare the methods: as formulas, and on every number that both determine."""
    net, compared = solution.net, 0
    differing: list[tuple[int, Quantity]] = []
    if _products(net) * len(net.data) <= MOST_PRODUCTS:
        for sample, values in enumerate(solution.samples(), 1):
            for gradient, by_paths in values_by_paths(net, values, solution.bits).items():
                by_recursion = values[gradient]
                if isinstance(by_paths, Missing) or isinstance(by_recursion, Missing):
                    continue
                compared += 1
                if differ(by_recursion, by_paths, solution.bits):
                    differing.append((sample, gradient))
    return Comparison(agreement(net), compared, tuple(differing))


def values_by_paths(net: Network, values: Values, bits: int) -> Values:
    """The gradients among the values, worked out afresh as sums over paths.

    Args:
        net: the network.
        values: of one sample; its weights, activations and local derivatives are used.
        bits: the precision of irrational values.
    """
    arithmetic = Arithmetic(bits)

    def add(terms: list[Value]) -> Value:
        numbers = known(terms)
        return numbers if isinstance(numbers, Missing) else arithmetic.add(numbers)

    reading = valuation(net, arithmetic, lambda q: values.get(q, UNDETERMINED))
    sums = PathSums(net, reading, add, lambda pair: multiply(arithmetic, list(pair)))
    at_node: Values = {}
    found: Values = {}
    for gradient in values:
        if not isinstance(gradient.of, Quantity) or gradient.of.kind not in "HL":
            continue
        if count_paths(net, gradient) is None or gradient in net.given:
            continue
        node = gradient._replace(kind="z", i=0) if gradient.kind in "Wb" else gradient
        if node not in at_node:
            at_node[node] = sums.at_node(node)
        found[gradient] = at_node[node]
        if gradient.kind == "W":
            factor = reading(a(gradient.layer - 1, gradient.i))
            found[gradient] = multiply(arithmetic, [at_node[node], factor])
    return found


def differ(left: Real, right: Real, bits: int) -> bool:
    """Whether two numbers certainly differ: rational ones exactly, others by their enclosures."""
    if not isinstance(left, Irrational) and not isinstance(right, Irrational):
        return left != right
    from symnn.numbers.balls import ends

    arithmetic = Arithmetic(bits)
    (low, high), (bottom, top) = (ends(arithmetic.ball(n)) for n in (left, right))
    return high < bottom or top < low


def _products(net: Network) -> int:
    """About how many multiplications all path sums of a sample take."""
    widths = [width or 0 for width in net.widths]
    pairs = [m * n for m, n in pairwise(widths)]
    onward = (width * sum(pairs[layer:]) for layer, width in enumerate(widths))
    return sum(onward) * len(net.differentiated)
