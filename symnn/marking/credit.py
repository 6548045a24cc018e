"""What a marked paper is worth: policies in a table, points as fractions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from symnn.marking.answers.typed import Typed
from symnn.marking.evidence import FOLLOWS, Evidence
from symnn.marking.items import items
from symnn.marking.marks import BLANK, CARRIED, CORRECT, LUCKY, RIGHT, WRONG, Mark, Marking
from symnn.marking.task import Task
from symnn.quantities import Quantity
from symnn.registry import Registry

FULL, HALF, NOTHING = Fraction(1), Fraction(1, 2), Fraction(0)


@dataclass(frozen=True)
class Policy:
    """What a verdict is worth, as a share of the points of its item.

    Args:
        name: its name.
        summary: one line about it.
        carried: of a line that follows from the person's own wrong values.
        repeated: of a line with a mistake that was charged before on the paper.
        lucky: of a right value that does not follow from the person's own.
        known: of a blank from which a right answer was worked out all the same.
    """

    name: str
    summary: str
    carried: Fraction = FULL
    repeated: Fraction = FULL
    lucky: Fraction = FULL
    known: Fraction = NOTHING


POLICIES: Registry[Policy] = Registry("policy", "symnn.policies")
"""All policies by name, the default first."""

POLICIES.add(
    Policy("follow-through", "an error costs its own line; a mistake is charged once"),
    Policy("reduced", "what follows from an error earns half", HALF, HALF),
    Policy("lenient", "like follow-through; a skipped line counts if its result was used",
           known=FULL),
    Policy("strict", "right values only, and they must follow", NOTHING, NOTHING, NOTHING),
)  # fmt: skip


@dataclass(frozen=True)
class Award:
    """What one answer is worth.

    Attributes:
        mark: the answer and its verdict.
        points: what it earned.
        of: what it could earn.
        why: why a verdict was worth more or less than one would think; often empty.
    """

    mark: Mark
    points: Fraction
    of: Fraction
    why: str = ""


@dataclass(frozen=True)
class Result:
    """A paper with its marks and points.

    Attributes:
        task: what was set.
        marking: the verdicts.
        awards: by quantity, in the lecture's order, then the questions by their names; what was
            answered but not asked earns nothing.
        policy: by which points were given.
    """

    task: Task
    marking: Marking
    awards: dict[Quantity, Award]
    policy: Policy

    @property
    def is_right(self) -> bool:
        """Whether all is right that was asked or answered; where that is nothing, nothing is."""
        verdicts = [award.mark.verdict for award in self.awards.values()]
        return bool(verdicts) and all(verdict in RIGHT for verdict in verdicts)

    @property
    def points(self) -> Fraction:
        """What was earned."""
        return sum((award.points for award in self.awards.values()), NOTHING)

    @property
    def of(self) -> Fraction:
        """What could be earned."""
        return sum((award.of for award in self.awards.values()), NOTHING)


def credited(
    task: Task, marking: Marking, policy: Policy | None = None, questions: Sequence[Mark] = ()
) -> Result:
    """The points of a marked paper.

    Args:
        task: what was set.
        marking: the paper.
        policy: how points are given; None for the first of the table.
        questions: the marks of what was asked beside quantities.
    """
    policy = policy or next(iter(POLICIES))
    worth = dict(_worth(task, marking, questions))
    giving = _Giving(marking, policy, Evidence(marking))
    awards = {}
    for quantity, mark in marking.marks.items():
        share, why = giving.share(mark)
        of = worth.get(quantity, NOTHING)
        awards[quantity] = Award(mark, share * of, of, why)
    for mark in questions:
        of = worth[mark.quantity]
        awards[mark.quantity] = Award(mark, of if mark.verdict == CORRECT else NOTHING, of)
    return Result(task, marking, awards, policy)


def _worth(
    task: Task, marking: Marking, questions: Sequence[Mark]
) -> Iterator[tuple[Quantity, Fraction]]:
    """What everything asked is worth: items alike, and alike within an item."""
    asked = task.asked or (() if questions else tuple(marking.marks))
    among = [paper.instance for paper in marking.papers] if asked else []
    found = [*items(marking.laws, among, asked), *([mark.quantity] for mark in questions)]
    whole = Fraction(len(found)) if task.points is None else task.points
    for item in found:
        for quantity in item:
            yield quantity, whole / (len(found) * len(item))


class _Giving:
    """The shares of one paper, in its order: what was charged once is not charged again."""

    def __init__(self, marking: Marking, policy: Policy, evidence: Evidence) -> None:
        self.marking = marking
        self.policy = policy
        self.evidence = evidence
        self.charged: set[str] = set()

    def share(self, mark: Mark) -> tuple[Fraction, str]:
        """The share of its points that an answer earns, and why if that is not plain."""
        if mark.verdict in FOLLOWS:
            return self._following(mark)
        if mark.verdict == WRONG:
            return self._wrong(mark)
        if mark.verdict == LUCKY:
            return (self.policy.lucky, "") if not self.evidence.is_one_number else _ONE_NUMBER
        if mark.verdict == BLANK and self.policy.known and self._was_known(mark.quantity):
            return self.policy.known, "its right value was used further on"
        return NOTHING, ""

    def _following(self, mark: Mark) -> tuple[Fraction, str]:
        if self.evidence.is_one_number:
            return _ONE_NUMBER
        if not self.evidence.earns(mark):
            return NOTHING, "an earlier error made this line trivial, and its law is shown nowhere"
        return (self.policy.carried if mark.verdict == CARRIED else FULL), ""

    def _wrong(self, mark: Mark) -> tuple[Fraction, str]:
        if mark.explanation is None:
            return NOTHING, ""
        names = {mistake.name for mistake in mark.explanation.mistakes if not mistake.is_slip}
        new, self.charged = names - self.charged, self.charged | names
        slipped = any(mistake.is_slip for mistake in mark.explanation.mistakes)
        if new or slipped or not self.evidence.earns_again(mark):
            return NOTHING, ""
        return self.policy.repeated, "the same mistake again, charged once"

    def _was_known(self, quantity: Quantity) -> bool:
        """Whether a right answer uses a blank, directly or by way of other blanks."""
        laws = self.marking.laws
        for other, mark in self.marking.marks.items():
            if mark.verdict not in FOLLOWS or mark.verdict == CARRIED:
                continue
            if quantity in _through_blanks(self.marking, laws.needs(other)):
                return not self.evidence.is_trivial(other)
        return False


def _through_blanks(marking: Marking, needs: tuple[Quantity, ...]) -> set[Quantity]:
    found, waiting = set(needs), list(needs)
    while waiting:
        need = waiting.pop()
        mark = marking.marks.get(need)
        if mark is not None and isinstance(mark.answer, Typed):
            continue
        further = [q for q in marking.laws.needs(need) if q not in found]
        found.update(further)
        waiting.extend(further)
    return found


_ONE_NUMBER = (NOTHING, "one and the same number everywhere shows nothing")
