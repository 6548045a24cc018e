"""The lines of a hand computation: which law gives each quantity, sample by sample, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from symnn.derive.derivation import IN_SYMBOLS, Step, step_for
from symnn.derive.order import families, overall_families
from symnn.evaluate.exact import is_overall
from symnn.formula import leaves, replace
from symnn.network.model import Network
from symnn.quantities import Quantity

PARAMETERS = frozenset(["W", "b", "new_W", "new_b", "R", "symbol"])
"""What belongs to no sample."""


@dataclass(frozen=True)
class Laws:
    """The laws of a network, with the sample in every quantity that belongs to one of several.

    Args:
        net: the network.
    """

    net: Network

    @property
    def has_samples(self) -> bool:
        """Whether quantities carry the number of a sample."""
        return len(self.net.data) > 1

    def step(self, target: Quantity) -> Step | None:
        """The line that gives a quantity; None for what is simply there, or given."""
        return self.net.memo(("marking step", target), lambda: self._step(target))

    def _step(self, target: Quantity) -> Step | None:
        given = self.net.given
        if target in given or target.at(0) in given:
            return None
        step = step_for(self.net, target.at(0))
        if step is None or not self.has_samples or is_overall(target):
            return step
        return Step(target, step.rule, replace(step.formula, lambda q: tagged(q, target.sample)))

    def needs(self, target: Quantity) -> tuple[Quantity, ...]:
        """What the law of a quantity uses, each once."""
        step = self.step(target)
        return () if step is None else tuple(dict.fromkeys(leaves(step.formula)))

    def closure(self, targets: Iterable[Quantity]) -> set[Quantity]:
        """The quantities and all that they need."""
        found: set[Quantity] = set()
        waiting = list(targets)
        while waiting:
            target = waiting.pop()
            if target not in found:
                found.add(target)
                waiting.extend(self.needs(target))
        return found

    @cached_property
    def positions(self) -> dict[Quantity, int]:
        """The place of every quantity in the lecture's order, sample after sample."""
        return {q: place for place, q in enumerate(self._in_order())}

    def _in_order(self) -> Iterator[Quantity]:
        samples = range(1, len(self.net.data) + 1) if self.has_samples else (0,)
        of_a_sample = [q for family in families(self.net) for q in family.members()]
        for sample in samples:
            yield from (tagged(q, sample) for q in of_a_sample)
        for family in overall_families(self.net):
            yield from family.members()

    def sampled(self, quantity: Quantity) -> Iterator[Quantity]:
        """The quantity in every sample, where there are several and it does not say which."""
        samples = range(1, len(self.net.data) + 1) if self.has_samples else (0,)
        if quantity.sample or is_overall(quantity):
            samples = (quantity.sample,)
        yield from dict.fromkeys(tagged(quantity, sample) for sample in samples)

    def ordered(self, quantities: Iterable[Quantity]) -> list[Quantity]:
        """The quantities in the lecture's order; entries, which no law gives, come first."""
        return sorted(quantities, key=lambda q: self.positions.get(q, -1))


def tagged(quantity: Quantity, sample: int) -> Quantity:
    """The quantity of a sample; a parameter belongs to all of them."""
    if quantity.kind in PARAMETERS and not quantity.is_gradient:
        return quantity
    return quantity.at(sample)


def is_entry(quantity: Quantity) -> bool:
    """Whether it is simply there: an input, a target, a weight or a bias."""
    return quantity.kind in IN_SYMBOLS and not quantity.is_gradient
