"""Slips that can happen in any line: a sign, an index, the neighbour's value."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.formula import Formula, parts
from symnn.marking.mistakes.editing import each_leaf, negated_once, neighbours
from symnn.marking.mistakes.table import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity, W

ANY = (
    "weighted-sum", "loss", "claim-1", "claim-2", "claim-3", "bias", "risk",
    "risk-gradient", "activation",
)  # fmt: skip


def _sign(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if parts(law) or target.is_gradient:
        yield from negated_once(law)


def _index(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    def swapped(quantity: Quantity) -> Iterator[Formula]:
        layer, i, j = quantity.layer, quantity.i, quantity.j
        if quantity.kind != "W" or quantity.is_gradient or i == j:
            return
        assert isinstance(layer, int)
        assert isinstance(i, int)
        assert isinstance(j, int)
        if j <= (net.widths[layer - 1] or 0) and i <= (net.widths[layer] or 0):
            yield W(layer, j, i)

    yield from each_leaf(law, swapped)


def _neighbour(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.kind in ("z", "a", "W", "b"):
        yield from neighbours(net, target)


MISTAKES.add(
    Mistake("sign-lost", "a sign was lost", "Watch the signs, term by term.", ANY, _sign, 5,
            is_slip=True),
    Mistake("index-swapped", "a weight was read with its indices exchanged",
            "W with indices ij leads from node i to node j.", ("weighted-sum", "claim-3"),
            _index, 4, is_slip=True),
    Mistake("copied-from-neighbour", "the value of a neighbour was copied",
            "Every node has a value of its own.", ANY, _neighbour, 1, is_slip=True),
)  # fmt: skip
