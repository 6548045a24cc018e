"""What a wrong value may come from: the mistakes that give it, fed with the person's own values.

A mistake is looked for in the line itself; then in the lines before it that were not answered, made
in all of them where it can be made, or in one; then two of them in the line itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from symnn.derive.derivation import step_for
from symnn.evaluate.value import Missing
from symnn.formula import Formula, replace
from symnn.marking.answers.typed import Typed
from symnn.marking.intervals import bounds
from symnn.marking.laws import tagged
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.marking.paper import Changes, Outcome
from symnn.quantities import Quantity

if TYPE_CHECKING:
    from symnn.marking.marks import Marking

MOST_TRIED = 1_500
"""Formulas that are tried for one answer."""
MOST_LINES = 40
"""Unanswered lines before an answer in which mistakes are looked for."""
LIKELY_CHANCE = Fraction(1, 20)
"""Above this chance that any value is met by some pair of mistakes, pairs explain nothing."""


@dataclass(frozen=True)
class Explanation:
    """What a wrong answer may come from.

    Attributes:
        mistakes: one, or two made together.
        at: the line in which it happened: that of the answer, or one before it.
        done: what was done there.
        others: the names of other mistakes that give the same value.
    """

    mistakes: tuple[Mistake, ...]
    at: Quantity
    done: Formula
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The names of the mistakes, joined by a plus."""
        return " + ".join(mistake.name for mistake in self.mistakes)


@dataclass(frozen=True)
class _Attempt:
    """A mistake and the formulas it puts in the place of laws."""

    mistakes: tuple[Mistake, ...]
    at: Quantity
    changes: Changes


def explained(marking: Marking, quantity: Quantity) -> Explanation | None:
    """The mistake that explains a wrong answer; None if none does."""
    step = marking.laws.step(quantity)
    if step is None:
        return None
    for attempts in (_in_the_line, _before_the_line):
        tried = islice(attempts(marking, quantity), MOST_TRIED)
        hits = [attempt for attempt in tried if _fits(marking, quantity, attempt)]
        if hits:
            return _chosen(marking, hits)
    return _by_two(marking, quantity)


def variants(marking: Marking, mistake: Mistake, quantity: Quantity) -> Iterator[Formula]:
    """What a mistake makes of a line; nothing that is the law itself."""
    net = marking.net
    step = step_for(net, quantity.at(0))
    if step is None or step.rule.name not in mistake.rules:
        return
    for formula in mistake.variants(net, quantity.at(0), step.formula):
        if formula != step.formula:
            yield _of_sample(marking, formula, quantity)


def _of_sample(marking: Marking, formula: Formula, quantity: Quantity) -> Formula:
    if not quantity.sample:
        return formula
    return replace(formula, lambda q: tagged(q, quantity.sample))


def _in_the_line(marking: Marking, quantity: Quantity) -> Iterator[_Attempt]:
    for mistake in MISTAKES:
        for formula in variants(marking, mistake, quantity):
            yield _Attempt((mistake,), quantity, {quantity: formula})


def _before_the_line(marking: Marking, quantity: Quantity) -> Iterator[_Attempt]:
    """The same mistake in all unanswered lines that lead here, then in each of them."""
    lines = _unanswered(marking, quantity)
    for mistake in MISTAKES:
        made = {line: list(variants(marking, mistake, line)) for line in lines}
        made = {line: formulas for line, formulas in made.items() if formulas}
        if len(made) > 1 and not mistake.is_slip:
            for k in range(max(map(len, made.values()))):
                changes = {line: forms[min(k, len(forms) - 1)] for line, forms in made.items()}
                yield _Attempt((mistake,), next(iter(changes)), changes)
        for line, formulas in made.items():
            for formula in formulas:
                yield _Attempt((mistake,), line, {line: formula})


def _unanswered(marking: Marking, quantity: Quantity) -> list[Quantity]:
    """The lines before an answer that nothing was answered of, the nearest first; and itself."""
    found: dict[Quantity, None] = {quantity: None}
    waiting = [quantity]
    while waiting and len(found) < MOST_LINES:
        for need in marking.laws.needs(waiting.pop(0)):
            if need in found or marking.papers[0].is_stated(need) or not marking.laws.step(need):
                continue
            found[need] = None
            waiting.append(need)
    return list(found)


def _fits(marking: Marking, quantity: Quantity, attempt: _Attempt) -> bool:
    return marking.allowed(_outcomes(marking, quantity, attempt), quantity)


def _outcomes(marking: Marking, quantity: Quantity, attempt: _Attempt) -> list[Outcome]:
    """What the mistake gives at every point; nothing can be said is no explanation."""
    step = marking.laws.step(quantity)
    assert step is not None
    formula = attempt.changes.get(quantity, step.formula)
    changes = {line: form for line, form in attempt.changes.items() if line != quantity}
    found = [paper.of(formula, changes) for paper in marking.papers]
    return [_nothing if outcome.value is None else outcome for outcome in found]


def _chosen(marking: Marking, hits: list[_Attempt]) -> Explanation:
    """The most frequent of those that fit, one that this paper has already before all others."""
    seen = {
        mistake.name
        for mark in marking.marks.values()
        if mark.explanation is not None
        for mistake in mark.explanation.mistakes
    }
    best = max(hits, key=lambda a: (a.mistakes[0].name in seen, a.mistakes[0].weight))
    names = dict.fromkeys(a.mistakes[0].name for a in hits)
    names.pop(best.mistakes[0].name)
    return Explanation(best.mistakes, best.at, best.changes[best.at], tuple(names))


def _by_two(marking: Marking, quantity: Quantity) -> Explanation | None:
    """Two mistakes in the line; unless there are so many pairs that any value would be met."""
    attempts = list(islice(_pairs(marking, quantity), MOST_TRIED))
    tried = [(attempt, _outcomes(marking, quantity, attempt)) for attempt in attempts]
    if _chance(marking, quantity, [outcomes[0] for _, outcomes in tried]) > LIKELY_CHANCE:
        return None
    for attempt, outcomes in tried:
        if marking.allowed(outcomes, quantity):
            return Explanation(attempt.mistakes, quantity, attempt.changes[quantity])
    return None


def _pairs(marking: Marking, quantity: Quantity) -> Iterator[_Attempt]:
    net, target = marking.net, quantity.at(0)
    step = step_for(net, target)
    assert step is not None
    fitting = [mistake for mistake in MISTAKES if step.rule.name in mistake.rules]
    singles = {f for m in fitting for f in m.variants(net, target, step.formula)}
    seen = {step.formula, *singles}
    for first in fitting:
        for once in first.variants(net, target, step.formula):
            for second in fitting:
                if second.name == first.name:
                    continue
                for twice in second.variants(net, target, once):
                    if twice not in seen:
                        seen.add(twice)
                        formula = _of_sample(marking, twice, quantity)
                        yield _Attempt((first, second), quantity, {quantity: formula})


def _chance(marking: Marking, quantity: Quantity, outcomes: list[Outcome]) -> Fraction:
    """The share of values, of the answer's size and kind, that the outcomes would explain."""
    stated = marking.papers[0].stated[quantity]
    answer = marking.answers[quantity]
    if isinstance(stated, Missing) or not isinstance(answer, Typed):
        return Fraction(0)
    low, high = bounds(stated)
    grain = 2 * answer.half_unit or Fraction(1, _denominator(answer))
    values = [outcome.value for outcome in outcomes]
    found = {bounds(v) for v in values if v is not None and not isinstance(v, Missing)}
    reach = max(abs(low), abs(high), 10 * grain)
    inside = [(b, t) for b, t in found if abs(b) <= 2 * reach]
    return sum(((t - b) + grain for b, t in inside), Fraction(0)) / (4 * reach)


def _denominator(answer: Typed) -> int:
    meaning = answer.meaning
    return meaning.denominator if isinstance(meaning, (int, Fraction)) else 10**6


_nothing = Outcome(Missing.UNDETERMINED)
"""What explains no answer."""
