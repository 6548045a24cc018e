"""The report on a paper as a document: the first wrong line leads, then every answer in a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.documents.blocks import (
    Block,
    Document,
    Heading,
    Inline,
    Line,
    Lines,
    Link,
    Paragraph,
    TableBlock,
    Text,
)
from symnn.documents.figures import Figures, brief
from symnn.documents.laws import name_of_law
from symnn.documents.listing import listed
from symnn.errors import shortened
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Apply, Formula, parts
from symnn.marking.answers.typed import Answer, Unreadable
from symnn.marking.credit import Award, Result
from symnn.marking.functions import is_by_convention
from symnn.marking.marks import BLANK, CARRIED, CORRECT, LUCKY, ROUNDED, UNREADABLE, WRONG, Mark
from symnn.marking.own_numbers import number_of, put_in, typed_number
from symnn.numbers.digits import Places, decimal
from symnn.quantities import Quantity

WORDS = {
    CORRECT: "right",
    ROUNDED: "right, but for rounding",
    LUCKY: "right, but not from your values",
    CARRIED: "follows from your values",
    WRONG: "wrong",
    BLANK: "blank",
    UNREADABLE: "not understood",
}
"""The verdicts as people read them."""
AT_KINK = "a slope at a kink, which your numbers leave open; a person should look"
MOST_NAMED = 6
"""Answers that a remark names; of more it says how many."""
LONGEST_SHOWN = 30
"""Characters of an answer that could not be read, in the table."""
MOST_EXPLAINED = 12
"""Wrong lines that are gone into; more would be a second lecture."""


def report(result: Result, title: str = "", tells_all: bool = True) -> Document:
    """The report on a paper.

    Args:
        result: the paper, marked.
        title: what it is headed with, such as a person's name; empty for a plain title.
        tells_all: whether the right answers stand there that nobody has tried to find.
    """
    page = _Report(result, tells_all)
    blocks = (*page.lead(), *page.errors(), *page.table(), *page.remarks())
    return Document((title or "Your computation, checked",), blocks, page.figures.decimals)


@dataclass(frozen=True)
class _Report:
    result: Result
    tells_all: bool = True

    @cached_property
    def figures(self) -> Figures:
        """How exact numbers are shown."""
        return Figures(self.solution)

    @cached_property
    def solution(self) -> Solution:
        """The right values, open where the network is."""
        return Solution(self.result.task.net)

    @cached_property
    def is_numeric(self) -> bool:
        """Whether the network is all numbers, so that they can be put in."""
        return self.result.marking.papers[0].instance.net is self.result.task.net

    @cached_property
    def marks(self) -> list[Mark]:
        """The marks, in the lecture's order, those of questions last."""
        return [award.mark for award in self.result.awards.values()]

    def lead(self) -> Iterator[Block]:
        """The points, and the first wrong line."""
        result = self.result
        marks = self.marks
        yield Paragraph((f"{_points(result.points)} of {_points(result.of)} points.",))
        first = next((mark for mark in marks if mark.verdict in (WRONG, UNREADABLE)), None)
        if first is not None:
            yield Paragraph(("The first line that is wrong: ", first.quantity, *_why(first)))
        elif not marks:
            yield Paragraph(("Nothing was answered.",))
        elif result.is_right:
            yield Paragraph(("Everything is right.",))
        else:
            yield Paragraph(("No line that was answered is wrong.",))
        carried = sum(mark.verdict == CARRIED for mark in marks)
        if carried and first is not None:
            yield Paragraph((f"{_lines(carried)} right, given your earlier values.",))

    def errors(self) -> Iterator[Block]:
        """Every wrong line: what was done, what the law says, and what it gives."""
        wrong = [m for m in self.marks if m.verdict == WRONG]
        unreadable = [m for m in self.marks if m.verdict == UNREADABLE]
        if not wrong and not unreadable:
            return
        yield Heading(2, ("Line by line",))
        told: set[str] = set()
        for mark in wrong[:MOST_EXPLAINED]:
            yield from self._error(mark, told)
        if len(wrong) > MOST_EXPLAINED:
            yield Paragraph((f"... and {len(wrong) - MOST_EXPLAINED} more wrong lines.",))
        for mark in unreadable:
            assert isinstance(mark.answer, Unreadable)
            error = mark.answer.error
            expected = f" Expected: {error.expected}." if error.expected else ""
            yield Paragraph((mark.quantity, f" was not understood: {error.what}.{expected}"))

    def _error(self, mark: Mark, told: set[str]) -> Iterator[Block]:
        explanation = mark.explanation
        if mark.quantity.kind == "symbol":
            yield Paragraph((mark.quantity, *(_why(mark) if explanation else (" is wrong.",))))
            return
        if explanation is None:
            lead: Text = (mark.quantity, ": no mistake that we know gives this value.")
            yield Lines(tuple(self._lines(mark)), lead)
            return
        advice = [" " + mistake.advice for mistake in explanation.mistakes]
        new = explanation.name not in told
        told.add(explanation.name)
        lead = (mark.quantity, *_why(mark), *(advice if new else ()))
        yield Lines(tuple(self._lines(mark)), lead)

    def _lines(self, mark: Mark) -> Iterator[Line]:
        """What was done, in the person's own numbers, and what should have been."""
        explanation = mark.explanation
        at = mark.quantity if explanation is None else explanation.at
        if explanation is not None and not _is_special(explanation.done):
            yield self._line(at, explanation.done, ("what you seem to have done",))
        elif explanation is None:
            yield Line(at, (Link("=", self._given(mark)),), ("your answer",))
        step = self.result.marking.laws.step(at)
        if step is not None:
            with_numbers = ", with your numbers" if self.is_numeric else ""
            yield self._line(at, step.formula, (name_of_law(step.rule) + with_numbers,))

    def _line(self, target: Quantity, formula: Formula, note: Text) -> Line:
        links = [Link("=", formula)]
        paper = self.result.marking.papers[0]
        if self.is_numeric and not isinstance(formula, (int, Fraction)):
            value = paper.of(formula).value
            number = None if value is None else number_of(self.figures, value)
            shown = put_in(paper, self.figures, formula)
            if parts(formula) and shown.values:
                links.append(Link("=", shown))
            if number is not None and number.exact != formula:
                links.append(Link("≈" if number.rounded else "=", number))
        return Line(target, tuple(links), note)

    def table(self) -> Iterator[Block]:
        """Every answer with what is right, the verdict and the points."""
        if not self.marks:
            return
        yield Heading(2, ("All answers",))
        header: tuple[Text, ...] = tuple(
            (word,) for word in ("quantity", "your answer", "right answer", "verdict", "points")
        )
        rows = [self._row(award) for award in self.result.awards.values()]
        yield TableBlock(header, tuple(rows), frozenset([4]))

    def _row(self, award: Award) -> tuple[Text, ...]:
        mark = award.mark
        flag = " *" if mark.at_kink or mark.fewer_digits or award.why else ""
        points = f"{_points(award.points)} / {_points(award.of)}" if award.of else ""
        verdict = (WORDS[mark.verdict] + flag,)
        tells = self.tells_all or mark.answer is not None
        right: Inline = self.expected(mark.quantity) if tells else ""
        return (mark.quantity,), (self._given(mark),), (right,), verdict, (points,)

    def _given(self, mark: Mark) -> Inline:
        """The answer as it was typed, as far as it can be set."""
        return given(mark.answer, self.figures)

    def expected(self, quantity: Quantity) -> Inline:
        """The right answer: a number, or the law where unknowns remain."""
        for question in self.result.task.questions:
            if question.quantity == quantity:
                return question.right
        value = self.solution.of_quantity(quantity, quantity.sample or 1)
        step = self.result.marking.laws.step(quantity)
        if value is Missing.UNDETERMINED and step is not None:
            return step.formula
        number = self.figures.of(quantity.at(0), value, quantity.sample or 1)
        return number if isinstance(number, Missing) else brief(number)

    def remarks(self) -> Iterator[Block]:
        """What the stars in the table mean: each remark once, with the answers that it is about."""
        about: dict[str, list[Quantity]] = {}
        for award in self.result.awards.values():
            for remark in self._remarks(award):
                about.setdefault(remark, []).append(award.mark.quantity)
        for remark, quantities in about.items():
            yield Paragraph(("* ", *listed(quantities, MOST_NAMED), f": {remark}."))

    def _remarks(self, award: Award) -> Iterator[str]:
        if award.mark.at_kink:
            yield AT_KINK
        if award.mark.fewer_digits:
            yield f"fewer than the {self.result.task.decimals} decimals asked for"
        if award.why:
            yield award.why


def given(answer: Answer | None, figures: Figures) -> Inline:
    """An answer in a table: set where it is a number or a formula, else as it was typed."""
    if answer is None:
        return ""
    if isinstance(answer, Unreadable):
        return shortened(answer.text, LONGEST_SHOWN)
    if isinstance(answer.meaning, Missing):
        return answer.meaning
    number = typed_number(figures, answer)
    return answer.meaning if number is None else number


def sentence(mark: Mark) -> Text:
    """The verdict on one answer in a sentence."""
    if isinstance(mark.answer, Unreadable):
        return (str(mark.answer.error),)
    words = WORDS[mark.verdict].capitalize()
    if mark.explanation is None:
        return (f"{words}.",)
    advice = [" " + mistake.advice for mistake in mark.explanation.mistakes]
    return (words, *_why(mark), *advice)


def _why(mark: Mark) -> Text:
    if mark.explanation is None:
        return (".",)
    at, summary = mark.explanation.at, mark.explanation.mistakes
    said = " and ".join(mistake.summary for mistake in summary)
    where: Text = () if at == mark.quantity else (" (at ", at, ")")
    return (": " + said, *where, ".")


def _is_special(formula: Formula) -> bool:
    """Whether a formula uses a function that exists in our books only."""
    if isinstance(formula, Apply) and is_by_convention(formula.function):
        return True
    return any(map(_is_special, parts(formula)))


def _lines(count: int) -> str:
    return "One line is" if count == 1 else f"{count} lines are"


def _points(points: Fraction) -> str:
    """Points in at most two decimals, as people count them."""
    text = decimal(points, Places(2), 0)
    return text.rstrip("0").rstrip(".") if "." in text else text
