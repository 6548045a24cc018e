"""Slips that can happen in any line: a sign, an index, the neighbour's value."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.formula import Formula, parts, product, total
from symnn.marking.mistakes.editing import each_leaf, factors, negated_once, neighbours, terms
from symnn.marking.mistakes.table import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity, W

ANY = (
    "weighted-sum", "loss", "claim-1", "claim-2", "claim-3", "bias", "risk",
    "risk-gradient", "activation",
)  # fmt: skip

MULTIPLYING = (
    "weighted-sum", "loss", "claim-1", "claim-2", "claim-3", "risk", "risk-gradient", "step",
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


def _factor(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    """The law with a factor less, in one of its terms; a sign is no factor."""
    listed = terms(law)
    for k, term in enumerate(listed):
        parts_of_it = factors(term)
        for n, factor in enumerate(parts_of_it):
            if len(parts_of_it) > 1 and factor != -1:
                rest = product(*parts_of_it[:n], *parts_of_it[n + 1 :])
                yield total((*listed[:k], rest, *listed[k + 1 :]))


def _term(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    listed = terms(law)
    if len(listed) > 1:
        weighted = [term for term in listed if factors(term) != (term,)]
        yield from (total(each for each in listed if each is not term) for term in weighted)


DIGITS_SWAPPED = Mistake(
    "digits-swapped", "two digits changed places",
    "Compare the number with the one you copied it from, digit by digit.", (),
    lambda net, target, law: (), 2, is_slip=True,
)  # fmt: skip
"""What no formula says: it is seen in the answer as it was typed."""

MISTAKES.add(
    Mistake("sign-lost", "a sign was lost", "Watch the signs, term by term.", ANY, _sign, 5,
            is_slip=True),
    Mistake("index-swapped", "a weight was read with its indices exchanged",
            "W with indices ij leads from node i to node j.", ("weighted-sum", "claim-3"),
            _index, 4, is_slip=True),
    Mistake("copied-from-neighbour", "the value of a neighbour was copied",
            "Every node has a value of its own.", ANY, _neighbour, 1, is_slip=True),
    Mistake("factor-left-out", "a factor was left out",
            "Compare with the law, factor by factor.", MULTIPLYING, _factor, 2, is_slip=True),
    Mistake("term-left-out", "a term of the sum was left out",
            "A pre-activation sums over all nodes of the layer before.", ("weighted-sum",),
            _term, 3, is_slip=True),
    DIGITS_SWAPPED,
)  # fmt: skip
