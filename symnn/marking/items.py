"""What is worth something by itself: the zeros that follow from one dead unit are one item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symnn.documents.reasons import is_piecewise_constant
from symnn.formula import Formula, Product, Sum
from symnn.marking.instances import Instance
from symnn.marking.laws import Laws
from symnn.quantities import Quantity

Unit = tuple[int, int, int]
"""A node: sample, layer and j."""


def items(laws: Laws, among: Sequence[Instance], asked: Sequence[Quantity]) -> list[list[Quantity]]:
    """The asked quantities, those together that are zero because of one and the same dead unit.

    Args:
        laws: of the network.
        among: the network with numbers; a zero is one at all points.
        asked: the quantities.
    """
    zeros = _Zeros(laws, among)
    together: dict[object, list[Quantity]] = {}
    for quantity in asked:
        unit = zeros.origin(quantity) if quantity.is_gradient else None
        together.setdefault(quantity if unit is None else unit, []).append(quantity)
    return list(together.values())


@dataclass(frozen=True)
class _Zeros:
    laws: Laws
    among: Sequence[Instance]

    def origin(self, quantity: Quantity) -> Unit | None:
        """The dead unit because of which a quantity is zero; None if there is none."""
        if not self._is_zero(quantity):
            return None
        if self._is_local(quantity):
            layer, _, j = quantity.indices
            return quantity.sample, layer, j
        step = self.laws.step(quantity)
        return None if step is None else self._of(step.formula)

    def _of(self, formula: Formula) -> Unit | None:
        units = [self._of_term(term) for term in _terms(formula)]
        return units[0] if len(set(units)) == 1 else None

    def _of_term(self, term: Formula) -> Unit | None:
        factors = term.factors if isinstance(term, Product) else (term,)
        zeros = [f for f in factors if type(f) is Quantity and self._is_zero(f)]
        found = (self.origin(factor) for factor in zeros)
        return next((unit for unit in found if unit is not None), None)

    def _is_zero(self, quantity: Quantity) -> bool:
        return all(instance.key(quantity) == 0 for instance in self.among)

    def _is_local(self, quantity: Quantity) -> bool:
        """Whether it is the value, or the slope, of a unit that a ReLU or the like turns off."""
        if quantity.is_gradient or quantity.kind not in ("slope", "a"):
            return False
        return is_piecewise_constant(self.laws.net.activation(quantity.layer))


def _terms(formula: Formula) -> Iterator[Formula]:
    yield from formula.terms if isinstance(formula, Sum) else (formula,)
