"""Ways to change a formula that several mistakes share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symnn.formula import Formula, Product, Sum, leaves, minus, product, replace, total
from symnn.network.model import Network
from symnn.quantities import Quantity


def terms(formula: Formula) -> tuple[Formula, ...]:
    """What is added; of what is no sum, the formula itself."""
    return formula.terms if isinstance(formula, Sum) else (formula,)


def factors(formula: Formula) -> tuple[Formula, ...]:
    """What is multiplied; of what is no product, the formula itself."""
    return formula.factors if isinstance(formula, Product) else (formula,)


def put(formula: Formula, old: Quantity, new: Formula) -> Formula:
    """The formula with another one in the place of a quantity."""
    return replace(formula, lambda q: new if q == old else q)


def without(formula: Formula, dropped: Callable[[Formula], bool]) -> Formula:
    """The formula without the factors, or the terms, that are quantities of some sort."""
    kept_terms = [term for term in terms(formula) if not dropped(term)]
    kept = [product(*(f for f in factors(term) if not dropped(f))) for term in kept_terms]
    return total(kept)


def neighbours(net: Network, quantity: Quantity) -> Iterator[Quantity]:
    """The same quantity of the other nodes of its layer."""
    layer = net.depth if quantity.kind in ("y", "H") else quantity.layer
    for node in range(1, (net.width(layer) or 0) + 1):
        if node != quantity.j:
            yield quantity._replace(j=node)


def each_leaf(
    formula: Formula, other: Callable[[Quantity], Iterator[Formula]]
) -> Iterator[Formula]:
    """The formula with one of its quantities changed, for every quantity and every change."""
    for quantity in dict.fromkeys(leaves(formula)):
        for changed in other(quantity):
            yield put(formula, quantity, changed)


def negated_once(formula: Formula) -> Iterator[Formula]:
    """The formula with the sign of one term, or of all of it, turned."""
    parts = terms(formula)
    if len(parts) > 1:
        for k, term in enumerate(parts):
            yield Sum((*parts[:k], minus(term), *parts[k + 1 :]))
    yield minus(formula)
