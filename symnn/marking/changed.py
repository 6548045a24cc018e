"""One person's values if other formulas than the laws stood before an answer."""

from __future__ import annotations

from symnn.evaluate.value import Value
from symnn.formula import Formula
from symnn.marking.enclosing import Enclosing, Undecidable
from symnn.marking.outcome import Changes, Outcome
from symnn.marking.paper import Paper
from symnn.quantities import Quantity


def outcome_of(
    paper: Paper, formula: Formula, changes: Changes, witnessed: bool = False
) -> Outcome:
    """What a formula can give from a person's values.

    Args:
        paper: the person's values.
        formula: the formula.
        changes: other formulas for quantities that were not answered.
        witnessed: whether what later answers imply goes before what laws imply.
    """
    is_witnessed = witnessed and bool(paper.witnesses)
    if not changes and not is_witnessed:
        return paper.of(formula)
    if is_witnessed or paper.is_own(formula, *changes.values()):
        return Changed(paper, changes, witnessed).of(formula)
    return paper.instance.memo(
        (formula, *changes.items()), lambda: Changed(paper, changes, witnessed=False).of(formula)
    )


class Changed:
    """A person's values where some laws are changed and witnesses are believed.

    Args:
        paper: the person's values as they are.
        changes: the formulas that stand for laws, by quantity.
        witnessed: whether what wrong answers imply of unanswered quantities is believed.
    """

    def __init__(self, paper: Paper, changes: Changes, witnessed: bool) -> None:
        self.paper = paper
        self.changes = changes
        self.witnesses = paper.witnesses if witnessed else {}
        self.other = frozenset(self.changes) | frozenset(self.witnesses)
        self.at_kink = False
        self._known: dict[Quantity, Value] = {}
        self._open: set[Quantity] = set()

    def of(self, formula: Formula) -> Outcome:
        """What a formula gives."""
        reading = Enclosing(self.value, self.paper.instance.functions)
        try:
            value = reading.enclosure(formula)
        except Undecidable:
            return Outcome(None, reading.met_kink)
        self.at_kink |= reading.met_kink
        return Outcome(value, self.at_kink)

    def value(self, quantity: Quantity) -> Value:
        """A quantity: as it is where nothing before it is changed.

        Raises:
            Undecidable: if it can be anything.
        """
        if self.other.isdisjoint(self.paper.before(quantity)):
            self.at_kink |= self.paper.is_at_kink(quantity)
            return self.paper.value(quantity)
        if quantity in self._open:
            raise Undecidable  # a value copied from a neighbour that was copied from this one
        if quantity not in self._known:
            self._open.add(quantity)
            self._known[quantity] = self._found(quantity)
            self._open.discard(quantity)
        return self._known[quantity]

    def _found(self, quantity: Quantity) -> Value:
        if quantity in self.changes:
            return self._of(self.changes[quantity])
        if quantity in self.witnesses:
            return self.witnesses[quantity]
        step = self.paper.laws.step(quantity)
        return self.paper.value(quantity) if step is None else self._of(step.formula)

    def _of(self, formula: Formula) -> Value:
        outcome = self.of(formula)
        if outcome.value is None:
            raise Undecidable
        return outcome.value
