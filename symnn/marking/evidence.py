"""What a paper shows that its author can do: rules applied where that takes something.

Whoever answers 0 everywhere, or one huge number, satisfies many laws: zero times anything is zero,
and a copy of a wrong number is its copy. Such lines earn something only if their law was applied
elsewhere on the paper to numbers for which it says more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from symnn.evaluate.value import Missing, Value
from symnn.formula import leaves
from symnn.marking.answers.typed import Typed
from symnn.marking.intervals import between, bounds, meet, middle
from symnn.marking.marks import CARRIED, CORRECT, ROUNDED, WRONG, Mark, Marking
from symnn.numbers.real import Real
from symnn.quantities import Quantity

FOLLOWS = (CORRECT, ROUNDED, CARRIED)
"""The verdicts of lines that follow from the person's own values."""
FEWEST_ALIKE = 3
"""Answers above which a paper with one number throughout shows nothing."""


@dataclass(frozen=True)
class Evidence:
    """What a marked paper shows.

    Args:
        marking: the paper.
    """

    marking: Marking

    @cached_property
    def is_one_number(self) -> bool:
        """Whether one and the same number was answered throughout, where the key has several."""
        paper = self.marking.papers[0]
        answered = list(paper.stated)
        numbers = {_typed(self.marking.marks[quantity]) for quantity in answered}
        keys = {_key(paper.instance.key(quantity)) for quantity in answered}
        return len(answered) > FEWEST_ALIKE and len(numbers) == 1 < len(keys)

    @cached_property
    def fillers(self) -> set[object]:
        """The numbers that were put wherever something had to be: wrong, again and again."""
        wrong = [_typed(mark) for mark in self.marking.marks.values() if mark.verdict == WRONG]
        return {number for number, times in Counter(wrong).items() if times > FEWEST_ALIKE}

    def earns(self, mark: Mark) -> bool:
        """Whether a line that follows from the person's values says anything of its law."""
        if self.is_one_number:
            return False
        if not self.is_trivial(mark.quantity) or self.marking.is_sound(mark.quantity):
            return True
        if self._is_copy_by_law(mark.quantity):
            number = _typed(mark)
            return bool(self.demonstrated) and number != 0 and number not in self.fillers
        return self._rule(mark.quantity) in self.demonstrated

    def earns_again(self, mark: Mark) -> bool:
        """Whether a line with a mistake that was charged before says anything but that.

        It does if its value took some working out, or all the answers that it starts from did, or
        if the law was applied correctly elsewhere.
        """
        if self.is_one_number:
            return False
        if not self.is_trivial(mark.quantity) or self._rule(mark.quantity) in self.demonstrated:
            return True
        needs = self.marking.laws.needs(mark.quantity)
        return all(self._demonstrates(need) for need in needs if need in self.marking.marks)

    def _demonstrates(self, quantity: Quantity) -> bool:
        mark = self.marking.marks.get(quantity)
        return mark is not None and mark.verdict in FOLLOWS and self._shows_something(quantity)

    def _is_copy_by_law(self, quantity: Quantity) -> bool:
        """Whether the law itself is a copy, as H = a and ∂H/∂b = ∂H/∂z are."""
        step = self.marking.laws.step(quantity)
        return step is not None and type(step.formula) is Quantity

    @cached_property
    def demonstrated(self) -> set[str]:
        """The names of the rules that were applied correctly where that takes something."""
        return {
            self._rule(quantity) for quantity in self.marking.marks if self._demonstrates(quantity)
        }

    def _shows_something(self, quantity: Quantity) -> bool:
        if not self._used(quantity):
            return False  # a constant, such as the slope of a linear unit
        if not self.is_trivial(quantity):
            return True
        return self.marking.is_sound(quantity) and _typed(self.marking.marks[quantity]) != 0

    def is_trivial(self, quantity: Quantity) -> bool:
        """Whether the answer is zero, or a number the line starts from, with either sign."""
        value = self._stated(quantity)
        if isinstance(value, Missing):
            return False
        if self._is_cut(quantity):
            return False
        return middle(value) == 0 or any(_is_copy(value, each) for each in self._used(quantity))

    def _is_cut(self, quantity: Quantity) -> bool:
        """Whether the activation changed its argument: a negative z became 0."""
        step = self.marking.laws.step(quantity)
        if step is None or step.rule.name not in ("activation", "local-derivative"):
            return False
        used, value = self._used(quantity), self._stated(quantity)
        return bool(used) and not isinstance(value, Missing) and not any(
            _is_copy(value, each) for each in used
        )  # fmt: skip

    def _used(self, quantity: Quantity) -> list[Value]:
        """The numbers that a line starts from, as far as they were answered or set."""
        step, paper = self.marking.laws.step(quantity), self.marking.papers[0]
        used = () if step is None else dict.fromkeys(leaves(step.formula))
        return [
            paper.value(q) for q in used if q in paper.stated or self.marking.laws.step(q) is None
        ]

    def _stated(self, quantity: Quantity) -> Value:
        return self.marking.papers[0].stated[quantity]

    def _rule(self, quantity: Quantity) -> str:
        step = self.marking.laws.step(quantity)
        return "" if step is None else step.rule.name


def _is_copy(value: Real, other: Value) -> bool:
    """Whether a number is another one, or that with the other sign."""
    if isinstance(other, Missing):
        return False
    low, high = bounds(other)
    return meet(value, other) or meet(value, between(-high, -low))


def _typed(mark: Mark) -> object:
    """The number that was typed, with however many decimals; a formula as it is."""
    assert isinstance(mark.answer, Typed)
    return mark.answer.meaning


def _key(value: Value) -> object:
    return value if isinstance(value, Missing) else bounds(value)
