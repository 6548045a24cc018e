"""Working out no more than an answer needs: what is multiplied by 0 may be anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.worked import Worked
from symnn.formula import Formula, Product, parts
from symnn.quantities import Quantity


def sparing(worked: Worked) -> Worked:
    """The same without the lines that nothing depends on, since a factor beside them is 0.

    Args:
        worked: of a few quantities of a single sample.
    """
    goals = worked.solution.goals.sample
    if worked.shown is None or not goals or len(worked.net.data) > 1:
        return worked
    found: dict[Quantity, None] = {}
    waiting = list(goals)
    while waiting:
        quantity = waiting.pop()
        if quantity not in found:
            found[quantity] = None
            step = None if quantity in worked.net.given else worked.solution.step(quantity)
            waiting.extend(() if step is None else _that_matter(worked, step.formula))
    shown = worked.shown & found.keys()
    return replace(worked, shown=shown, spared=worked.shown - shown)


def _that_matter(worked: Worked, formula: Formula) -> Iterator[Quantity]:
    """The quantities of a formula; of a product with a factor 0, that factor alone."""
    if type(formula) is Quantity:
        yield formula
        return
    zeros = [part for part in parts(formula) if type(part) is Quantity and _is_zero(worked, part)]
    if isinstance(formula, Product) and zeros:
        slopes = [zero for zero in zeros if zero.kind == "slope"]
        yield (slopes or zeros)[0]
        return
    for part in parts(formula):
        yield from _that_matter(worked, part)


def _is_zero(worked: Worked, quantity: Quantity) -> bool:
    return worked.value(quantity) == 0
