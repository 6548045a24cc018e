"""The quantities of a whole layer as one: laws with letters for nodes, and the arrays they fill.

A law called with letters, such as z_j = Σ_i W_ij·a_i + b_j, is one line of index notation (see
`tensors`); the layer is a number, and the sample is one more axis.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symnn.formula import Formula, IndexedSum, Product
from symnn.network.model import Network
from symnn.quantities import Index, L, Letter, Quantity, R, plain_name
from symnn.rules import rule_for

I, J, K = Letter("i"), Letter("j"), Letter("k")  # noqa: E741
"""The letters of nodes, as the laws use them."""
SAMPLE, WIDTH = Letter("s"), Letter("n")


@dataclass(frozen=True)
class InLetters:
    """The network with letters for its widths: its laws come with Σ, for all nodes at once."""

    net: Network
    batch = (0,)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.net, name)

    def width(self, layer: Index) -> Index:
        """As many nodes as there are."""
        return WIDTH


def law(net: Network, target: Quantity) -> Formula:
    """The law of a quantity with letters."""
    rule = rule_for(target)
    assert rule is not None
    formula = rule.law(InLetters(net), target)
    assert formula is not None
    return formula


def mean(net: Network, quantity: Quantity, samples: int) -> Formula:
    """The mean over samples of what belongs to each: of the loss, or of what its law says."""
    of_sample = quantity if quantity == L else law(net, quantity)
    return Product((Fraction(1, samples), IndexedSum(SAMPLE, WIDTH, of_sample)))


def belongs_to_samples(quantity: Quantity) -> bool:
    """Whether it has a value for each sample: not parameters, and nothing of the whole data."""
    of, kind = quantity.of, quantity.kind
    if of == R or kind in ("R", "new_W", "new_b"):
        return False
    return kind not in ("W", "b") or quantity.is_gradient


def family(quantity: Quantity) -> str:
    """The beginning that the plain names of its kind have in common."""
    kind, layer, of = quantity.kind, quantity.layer, quantity.of
    if kind == "slope":
        return f"{of}_prime(z{layer})"
    base = f"{kind}{layer or ''}"
    if not isinstance(of, Quantity):
        return base
    return f"d{family(of) if of.kind == 'a' else plain_name(of)}/d{base}"


def axes(quantity: Quantity) -> Iterator[str]:
    """The letters of the axes of its array: the sample, then its nodes."""
    if belongs_to_samples(quantity):
        yield SAMPLE.name
    of = quantity.of
    row = of.j if isinstance(of, Quantity) and of.kind == "a" else 0
    for index in (row, quantity.i, quantity.j):
        if isinstance(index, Letter):
            yield index.name


def lengths(net: Network, quantity: Quantity, samples: int) -> dict[str, int]:
    """How long the axes of its array are, by their letters: that of its nodes, and of samples."""
    layer = net.depth if quantity.kind in "Hy" else quantity.layer
    assert isinstance(layer, int)
    before, own = net.widths[layer - 1] or 0, net.widths[layer] or 0
    return {SAMPLE.name: samples, I.name: before, J.name: own, K.name: own}
