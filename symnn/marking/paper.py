"""One person's values in one instance: what was stated, and what it implies of what was not.

A quantity that was answered stands for all numbers within half a unit of its last typed decimal.
One that was not is what its law makes of the answers before it; or, where a later answer can only
come from another value (∂H/∂b = ∂H/∂z, or ∂H/∂W = ∂H/∂z · a), what that answer implies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from symnn.evaluate.value import UNDEFINED, Missing, Value
from symnn.formula import Formula, Product, leaves
from symnn.marking.answers.typed import Answer, Typed
from symnn.marking.enclosing import ARITHMETIC, Enclosing, Undecidable
from symnn.marking.instances import Instance
from symnn.marking.intervals import may_be_zero, widened
from symnn.marking.laws import Laws
from symnn.marking.outcome import Outcome
from symnn.quantities import H, Quantity


@dataclass
class Paper:
    """A person's values.

    Args:
        laws: the laws of the network as it was set.
        instance: a network with numbers.
        answers: what was answered, by quantity.
        stated: the values of the answers that could be read, each within its half unit.
        marked: those of them that have been marked already.
        witnesses: of quantities that were not answered, the value that a wrong answer implies.
    """

    laws: Laws
    instance: Instance
    answers: Mapping[Quantity, Answer]
    stated: dict[Quantity, Value] = field(default_factory=dict)
    marked: set[Quantity] = field(default_factory=set)
    witnesses: dict[Quantity, Value] = field(default_factory=dict)
    _implied: dict[Quantity, Outcome] = field(default_factory=dict)
    _before: dict[Quantity, frozenset[Quantity]] = field(default_factory=dict)
    _own: dict[Quantity, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for quantity in self.laws.ordered(self.answers):
            answer = self.answers[quantity]
            if isinstance(answer, Typed):
                self.stated[quantity] = self.said(answer)

    def said(self, answer: Typed, of_key: bool = False) -> Value:
        """The value of an answer, within its half unit.

        Args:
            answer: what was typed.
            of_key: whether names in a formula stand for the right values, not the person's own.
        """
        if isinstance(answer.meaning, Missing):
            return answer.meaning
        lookup = self.instance.key if of_key else self.value
        reading = Enclosing(lookup, self.instance.functions)
        try:
            value = reading.enclosure(answer.meaning)
        except Undecidable:
            return UNDEFINED
        return value if isinstance(value, Missing) else widened(value, answer.half_unit)

    def value(self, quantity: Quantity) -> Value:
        """A quantity as the person has it: stated, implied, or simply there."""
        stated = self._stated(quantity)
        if stated is not None:
            return stated
        outcome = self.implied(quantity)
        if outcome.value is None:
            raise Undecidable
        return outcome.value

    def value_or_none(self, quantity: Quantity) -> Value | None:
        """The same, or None where nothing can be said."""
        try:
            return self.value(quantity)
        except Undecidable:
            return None

    def implied(self, quantity: Quantity) -> Outcome:
        """What the law of a quantity makes of what stands before it; entries are as they are."""
        if quantity not in self._implied:
            step = self.laws.step(quantity)
            found = Outcome(self.instance.key(quantity)) if step is None else self.of(step.formula)
            self._implied[quantity] = found
        return self._implied[quantity]

    def of(self, formula: Formula) -> Outcome:
        """What a formula can give from the person's values."""
        if self.is_own(formula):
            return self._of(formula)
        return self.instance.memo((formula,), lambda: self._of(formula))

    def _of(self, formula: Formula) -> Outcome:
        return self._outcome(Enclosing(self.value, self.instance.functions), formula)

    def is_own(self, *formulas: Formula) -> bool:
        """Whether what formulas give hangs on any answer; else it is the same for everyone."""
        return any(self._hangs_on_answers(q) for formula in formulas for q in leaves(formula))

    def _hangs_on_answers(self, quantity: Quantity) -> bool:
        if quantity not in self._own:
            self._own[quantity] = self.is_stated(quantity) or any(
                map(self._hangs_on_answers, self.laws.needs(quantity))
            )
        return self._own[quantity]

    def _outcome(self, reading: Enclosing, formula: Formula) -> Outcome:
        try:
            value = reading.enclosure(formula)
        except Undecidable:
            return Outcome(None, reading.met_kink)
        kink = reading.met_kink or any(self.is_at_kink(q) for q in leaves(formula))
        return Outcome(value, kink)

    def is_at_kink(self, quantity: Quantity) -> bool:
        """Whether an implied value stands on a slope that the person's numbers leave open."""
        return not self.is_stated(quantity) and self.implied(quantity).at_kink

    def before(self, quantity: Quantity) -> frozenset[Quantity]:
        """What an implied value hangs on: itself and all before it, back to what was stated."""
        if self.is_stated(quantity):
            return frozenset()
        if quantity not in self._before:
            needs = map(self.before, self.laws.needs(quantity))
            self._before[quantity] = frozenset((quantity,)).union(*needs)
        return self._before[quantity]

    def is_stated(self, quantity: Quantity) -> bool:
        """Whether the person answered it, under this name or another."""
        return self._stated(quantity) is not None

    def _stated(self, quantity: Quantity) -> Value | None:
        """What was stated, under this name or another: the last layer's activation is H."""
        stated = self.stated.get(quantity)
        if stated is None and (other := self.alias(quantity)) is not None:
            return self.stated.get(other)
        return stated

    def alias(self, quantity: Quantity) -> Quantity | None:
        """The other name of an activation of the last layer, H, once that has been marked.

        Before, H itself is to be judged by what stands before the activation.
        """
        net = self.laws.net
        if quantity.kind != "a" or quantity.is_gradient or quantity.layer != net.depth:
            return None
        output = H(0 if net.widths[-1] == 1 else quantity.j).at(quantity.sample)
        return output if output in self.marked and quantity not in self.stated else None

    def close(self, quantity: Quantity) -> None:
        """Take an answer as marked."""
        if quantity in self.stated:
            self.marked.add(quantity)
            if quantity.kind == "H":  # from now on it stands for the last activation
                for known in (self._implied, self._before, self._own):
                    known.clear()

    def testify(self, answered: Quantity) -> None:
        """Take a wrong answer as a witness of the unanswered quantity that it must come from."""
        for hidden, value in self._behind(answered):
            if self._stated(hidden) is None and hidden not in self.witnesses:
                self.witnesses[hidden] = value

    def _behind(self, answered: Quantity) -> Iterator[tuple[Quantity, Value]]:
        """The quantity that an answer is, or is a multiple of, and the value it must have."""
        step, value = self.laws.step(answered), self.stated[answered]
        if step is None or isinstance(value, Missing):
            return
        if type(step.formula) is Quantity:
            yield step.formula, value
        if isinstance(step.formula, Product) and step.rule.name == "claim-1":
            hidden, factor = step.formula.factors
            assert isinstance(hidden, Quantity)
            assert isinstance(factor, Quantity)
            by = self.value(factor)
            if not isinstance(by, Missing) and not may_be_zero(by):
                yield hidden, ARITHMETIC.divide(value, by)
