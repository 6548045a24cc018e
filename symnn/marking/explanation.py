"""What a wrong value may come from: the mistakes that give it, fed with the person's own values.

A mistake in the line itself, or in a line before it that was not answered, explains a value if it
gives that value, and if the other answers that come from the same lines bear it out. Two mistakes
made together explain one only where so few values can be met by pairs that it is no accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from symnn.evaluate.value import UNDEFINED, UNDETERMINED, Missing
from symnn.formula import Formula
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed
from symnn.marking.attempts import Attempt, pairs, singles, unanswered
from symnn.marking.changed import outcome_of
from symnn.marking.intervals import bounds
from symnn.marking.mistakes import Mistake
from symnn.marking.mistakes.arithmetic import DIGITS_SWAPPED
from symnn.marking.outcome import Changes, Outcome
from symnn.quantities import Quantity

if TYPE_CHECKING:
    from symnn.marking.marks import Marking

MOST_CONSULTED = 12
"""Other answers that are asked whether they bear a mistake out."""
LIKELY_CHANCE = Fraction(1, 50)
"""Above this chance that any value is met by some pair of mistakes, pairs explain nothing."""
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")


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


def explained(marking: Marking, quantity: Quantity) -> Explanation | None:
    """The mistake that explains a wrong answer; None if none does."""
    if marking.laws.step(quantity) is None:
        return None
    hits = [each for each in singles(marking.papers[0], quantity) if _fits(marking, quantity, each)]
    hits = _borne_out(marking, quantity, hits)
    if hits:
        return _chosen(marking, hits)
    return _by_digits(marking, quantity) or _by_two(marking, quantity)


def _fits(marking: Marking, quantity: Quantity, attempt: Attempt) -> bool:
    if marking.allowed(_outcomes(marking, quantity, attempt), quantity):
        return True
    if not marking.papers[0].witnesses:
        return False
    return marking.allowed(_outcomes(marking, quantity, attempt, witnessed=True), quantity)


def _outcomes(
    marking: Marking, quantity: Quantity, attempt: Attempt, witnessed: bool = False
) -> list[Outcome]:
    """What the mistake gives at every point; where anything may come of it, it explains nothing."""
    step = marking.laws.step(quantity)
    assert step is not None
    formula = attempt.changes.get(quantity, step.formula)
    changes = {line: form for line, form in attempt.changes.items() if line != quantity}
    return [_said(outcome_of(paper, formula, changes, witnessed)) for paper in marking.papers]


def _said(outcome: Outcome) -> Outcome:
    """What an outcome says for sure: at a kink, that there is no value."""
    if outcome.value is None:
        return Outcome(UNDETERMINED)
    return Outcome(UNDEFINED) if outcome.at_kink else outcome


def _borne_out(marking: Marking, quantity: Quantity, hits: list[Attempt]) -> list[Attempt]:
    """Those of the hits that most of the other answers agree with.

    A mistake in a line that was not answered shows in all answers that come from it. It is refuted
    where they agree with it less than with no mistake before the answer at all.
    """
    if not hits:
        return hits
    consulted = _consulted(marking, quantity)
    if not consulted:
        return hits
    support = [_support(marking, consulted, hit.changes) for hit in hits]
    most = max(_support(marking, consulted, {}), *support)
    return [hit for hit, agree in zip(hits, support, strict=True) if agree == most]


def _consulted(marking: Marking, quantity: Quantity) -> list[Quantity]:
    """The answers not marked yet that come from the same unanswered lines."""
    lines = set(unanswered(marking.papers[0], quantity)[1:])
    found: list[Quantity] = []
    if not lines:
        return found
    for other in marking.laws.ordered(marking.papers[0].stated):
        is_new = other != quantity and other not in marking.marks
        if is_new and not lines.isdisjoint(unanswered(marking.papers[0], other)):
            found.append(other)
            if len(found) == MOST_CONSULTED:
                break
    return found


def _support(marking: Marking, consulted: Sequence[Quantity], changes: Changes) -> int:
    """How many of the answers agree with what was done in the lines before them."""
    return sum(_agrees(marking, other, changes) for other in consulted)


def _agrees(marking: Marking, other: Quantity, changes: Changes) -> bool:
    step = marking.laws.step(other)
    if step is None:
        return True
    formula = changes.get(other, step.formula)
    outcomes = [outcome_of(paper, formula, changes) for paper in marking.papers]
    return marking.allowed(outcomes, other)


def _chosen(marking: Marking, hits: list[Attempt]) -> Explanation:
    """The most frequent of those that fit, one that this paper has already before all others.

    In the line itself a mistake is more likely than in each of many before it.
    """
    seen = {
        mistake.name
        for mark in marking.marks.values()
        if mark.explanation is not None
        for mistake in mark.explanation.mistakes
    }

    def likely(hit: Attempt) -> tuple[bool, int]:
        return hit.mistakes[0].name in seen, hit.mistakes[0].weight * (1 + hit.is_in_its_line)

    best = max(hits, key=likely)
    names = dict.fromkeys(a.mistakes[0].name for a in hits)
    names.pop(best.mistakes[0].name)
    return Explanation(best.mistakes, best.at, best.changes[best.at], tuple(names))


def _by_digits(marking: Marking, quantity: Quantity) -> Explanation | None:
    """Two neighbouring digits exchanged, in an answer that the law would have given."""
    step, answer = marking.laws.step(quantity), marking.answers[quantity]
    assert step is not None
    assert isinstance(answer, Typed)
    outcomes = [_said(paper.of(step.formula)) for paper in marking.papers]
    for text in _digits_swapped(answer.text):
        meant = read_answer(text, marking.net)
        if isinstance(meant, Typed) and all(
            outcome.allows(paper.said(meant))
            for outcome, paper in zip(outcomes, marking.papers, strict=True)
        ):
            return Explanation((DIGITS_SWAPPED,), quantity, step.formula)
    return None


def _digits_swapped(text: str) -> Iterator[str]:
    """A number with two neighbouring digits, or those beside its point, exchanged."""
    if not _NUMBER.fullmatch(text.strip()):
        return
    places = [k for k, character in enumerate(text) if character.isdigit()]
    for first, second in pairwise(places):
        if text[first] != text[second]:
            changed = list(text)
            changed[first], changed[second] = text[second], text[first]
            yield "".join(changed)


def _by_two(marking: Marking, quantity: Quantity) -> Explanation | None:
    """Two mistakes in the line; unless there are so many pairs that any value would be met."""
    attempts = pairs(marking.net, quantity)
    tried = [(attempt, _outcomes(marking, quantity, attempt)) for attempt in attempts]
    hits = [attempt for attempt, outcomes in tried if marking.allowed(outcomes, quantity)]
    if not hits or _chance(marking, quantity, [each[0] for _, each in tried]) > LIKELY_CHANCE:
        return None
    return Explanation(hits[0].mistakes, quantity, hits[0].changes[quantity])


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
