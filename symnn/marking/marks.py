"""The verdict on every answer of a paper: section 5 of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from symnn.errors import UndecidedError
from symnn.evaluate.value import Missing
from symnn.formula import Formula
from symnn.marking.accepted import accepted, alarms
from symnn.marking.admitted import admitted
from symnn.marking.answers.equality import Same, same
from symnn.marking.answers.typed import Answer, Typed
from symnn.marking.changed import outcome_of
from symnn.marking.explanation import Explanation, explained
from symnn.marking.instances import Instance, instances
from symnn.marking.laws import Laws, is_entry
from symnn.marking.outcome import Outcome
from symnn.marking.paper import Paper
from symnn.network.model import Network
from symnn.quantities import Quantity

CORRECT, LUCKY, ROUNDED, CARRIED, WRONG = "correct", "lucky", "rounded", "carried", "wrong"
BLANK, UNREADABLE = "blank", "unreadable"
PATIENCE = 40_000
"""How much is tried on one paper to explain wrong lines; each counts as its numbers squared."""
RIGHT = (CORRECT, ROUNDED)
"""The verdicts of a paper without a flaw."""


@dataclass(frozen=True)
class Mark:
    """What is said of one answer.

    Attributes:
        quantity: what was asked.
        answer: what was typed; None where nothing was.
        verdict: one of the words above.
        explanation: what a wrong answer may come from.
        at_kink: whether it hangs on a slope that the person's own numbers leave open, so that a
            person has to look.
        fewer_digits: whether it has fewer decimals than the sheet asked for.
    """

    quantity: Quantity
    answer: Answer | None
    verdict: str
    explanation: Explanation | None = None
    at_kink: bool = False
    fewer_digits: bool = False


@dataclass
class Marking:
    """A paper marked along the derivation, each line fed with the person's own earlier values.

    Args:
        net: the network that was set.
        answers: what the person answered.
        asked: what was asked for; empty for whatever was answered.
        decimals: how many the sheet asked for; None if it did not say.
        among: the network with numbers, if somebody has it already.
        patience: how much is tried to explain wrong lines; with 0 there are verdicts alone.

    Attributes:
        marks: what is said of each answer, in the lecture's order.
        certainty: of formulas that are right, how that was found out and how sure it is.
    """

    net: Network
    answers: Mapping[Quantity, Answer]
    asked: Sequence[Quantity] = ()
    decimals: int | None = None
    among: tuple[Instance, ...] = ()
    patience: int = PATIENCE
    marks: dict[Quantity, Mark] = field(init=False, default_factory=dict)
    certainty: dict[Quantity, Same] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.laws = Laws(self.net)
        self.answers = admitted(self.laws, self.answers)
        for quantity in self.laws.ordered({*self.asked, *self.answers}):
            mark = self._mark(quantity)
            self.marks[quantity] = mark
            for paper in self.papers:
                paper.close(quantity)
                if mark.verdict == WRONG:
                    paper.testify(quantity)

    @cached_property
    def papers(self) -> list[Paper]:
        """The person's values at every point; made when the first quantity is looked at."""
        points = self.among or instances(self.net)
        return [Paper(self.laws, instance, self.answers) for instance in points]

    @cached_property
    def is_right(self) -> bool:
        """Whether all that was asked is right."""
        return all(mark.verdict in RIGHT for mark in self.marks.values())

    def _mark(self, quantity: Quantity) -> Mark:
        answer = self.answers.get(quantity)
        if answer is None:
            return Mark(quantity, None, BLANK)
        if not isinstance(answer, Typed):
            return Mark(quantity, answer, UNREADABLE)
        near = self._is_near(quantity, answer)
        outcomes = self._fed(quantity, near)
        follows = self.allowed(outcomes, quantity)
        kink = any(outcome.at_kink for outcome in outcomes)
        fewer = self._has_fewer_digits(answer)
        if not follows and not is_entry(quantity):
            witnessed = self._fed(quantity, near, witnessed=True)
            if self.allowed(witnessed, quantity):
                return Mark(quantity, answer, LUCKY if near else CARRIED, None, kink, fewer)
        if near:
            return Mark(quantity, answer, CORRECT if follows else LUCKY, None, kink, fewer)
        if follows:
            sound = not fewer and not kink and self.is_sound(quantity)
            return Mark(quantity, answer, ROUNDED if sound else CARRIED, None, kink, fewer)
        return Mark(quantity, answer, WRONG, self._explained(quantity), kink, fewer)

    def _explained(self, quantity: Quantity) -> Explanation | None:
        """What a wrong answer may come from; not searched for once a paper took too long."""
        if self.patience <= 0:
            return None
        self.patience -= (1 + len(self.laws.needs(quantity))) ** 2
        return explained(self, quantity)

    def _is_near(self, quantity: Quantity, answer: Typed) -> bool:
        """Whether the answer is the right value, within half a unit of its last decimal.

        A formula that is right at all points has to be so by the comparison of formulas, too, which
        says how certain that is.
        """
        near = all(
            Outcome(paper.instance.key(quantity)).allows(paper.said(answer, of_key=True))
            for paper in self.papers
        )
        if not near or not answer.is_formula or isinstance(answer.meaning, Missing):
            return near
        try:
            found = same(self.net, answer.meaning, quantity)
        except UndecidedError:  # the points have the last word
            return near
        self.certainty[quantity] = found
        return found.same

    def _fed(self, quantity: Quantity, near: bool, witnessed: bool = False) -> list[Outcome]:
        """What the law gives at every point, or another way that is as right does."""
        step = self.laws.step(quantity)
        if step is None:
            return [paper.implied(quantity) for paper in self.papers]
        ways: list[Formula] = [step.formula, *accepted(self.net, step.rule.name, quantity)]
        if near:
            ways += alarms(self.net, step.rule.name, quantity)
        found = [[outcome_of(paper, way, {}, witnessed) for paper in self.papers] for way in ways]
        return next((each for each in found if self.allowed(each, quantity)), found[0])

    def allowed(self, outcomes: Sequence[Outcome], quantity: Quantity) -> bool:
        """Whether the answer may come from these at every point."""
        pairs = zip(outcomes, self.papers, strict=True)
        return all(outcome.allows(paper.stated[quantity]) for outcome, paper in pairs)

    def _has_fewer_digits(self, answer: Typed) -> bool:
        """Whether fewer decimals were typed than asked for; exact answers have all of them."""
        if self.decimals is None or answer.decimals is None:
            return False
        return answer.decimals < self.decimals

    def is_sound(self, quantity: Quantity) -> bool:
        """Whether all that a line uses was answered correctly, or rounded, or not at all."""
        waiting, seen = list(self.laws.needs(quantity)), set()
        while waiting:
            need = waiting.pop()
            if need in seen:
                continue
            seen.add(need)
            other = self.papers[0].alias(need)
            mark = self.marks.get(need if other is None else other)
            if mark is not None and isinstance(mark.answer, Typed):
                if mark.verdict not in RIGHT:
                    return False
            else:
                waiting.extend(self.laws.needs(need))
        return True
