"""An interview: one quantity after the other is asked for, judged, and hinted at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from symnn.documents.blocks import Block, Line, Lines, Link, Number, Paragraph, Text
from symnn.documents.figures import Figures
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.sheet import Sheet
from symnn.marking.answers.typed import Answer, Unreadable
from symnn.marking.hints import Hints
from symnn.marking.instances import instances
from symnn.marking.laws import Laws
from symnn.marking.marks import UNREADABLE, Mark, Marking
from symnn.marking.questions import LETTERS, Question, marked
from symnn.marking.report import sentence
from symnn.marking.task import Task
from symnn.quantities import Quantity


class Interview:
    """A paper that comes into being answer by answer.

    Args:
        task: what is asked for; where it does not say, every value and every gradient, unless it
            has questions of its own.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.sheet = Sheet()
        self.others: dict[str, str] = {}
        self.among = instances(task.net)

    @cached_property
    def questions(self) -> list[Quantity | Question]:
        """What is asked for, in the order in which it can be worked out, then the questions."""
        if self.task.asked or self.task.questions:
            return [*self.task.asked, *self.task.questions]
        laws = Laws(self.task.net)
        return [quantity for quantity in laws.positions if laws.step(quantity) is not None]

    @cached_property
    def figures(self) -> Figures:
        """How numbers are shown."""
        return Figures(Solution(self.task.net))

    def asked(self, of: Quantity | Question) -> Text:
        """What is asked, as it stands before the answer."""
        if isinstance(of, Quantity):
            return (of,)
        letters = ", ".join(letter for letter, _ in zip(LETTERS, of.options, strict=False))
        choice: Text = (f" ({letters})",) if letters else ()
        return (*of.prompt, " " if of.prompt else "", of.quantity, *choice)

    def answer(self, of: Quantity | Question, text: str) -> Mark:
        """Judge an answer by those before it; one that can't be read may be given again."""
        if isinstance(of, Quantity):
            return self._quantity(of, text)
        mark = marked(of, text, self._marking(self.sheet.answers))
        if not isinstance(mark.answer, Unreadable):
            self.others[of.name] = text
        return mark

    def _quantity(self, quantity: Quantity, text: str) -> Mark:
        read = read_answer(text, self.task.net, of=quantity)
        marking = self._marking({**self.sheet.answers, quantity: read})
        if marking.marks[quantity].verdict != UNREADABLE:
            self.sheet.answers[quantity] = read
        return marking.marks[quantity]

    def hints(self, quantity: Quantity | Question) -> Iterator[Block]:
        """The hints for a quantity, the least telling first; there are none for questions."""
        if not isinstance(quantity, Quantity):
            return iter(())
        return iter(Hints(self._marking(self.sheet.answers), self.figures, quantity))

    def shown(self, quantity: Quantity | Question) -> Block:
        """The answer, for those who ask for it."""
        if not isinstance(quantity, Quantity):
            return Lines((Line(quantity.quantity, (Link("=", quantity.shown),)),))
        key = self.among[0].key(quantity)
        is_open = self.among[0].net is not self.task.net
        step = Laws(self.task.net).step(quantity)
        if is_open and step is not None:
            return Lines((Line(quantity, (Link("=", step.formula),)),))
        number = self.figures.of(quantity.at(0), key, quantity.sample or 1)
        if isinstance(number, Missing):
            return Paragraph((quantity, " is undefined."))
        return Lines((Line(quantity, tuple(_links(number))),))

    def said(self, mark: Mark) -> Block:
        """The verdict on an answer in a sentence."""
        return Paragraph(sentence(mark))

    def _marking(self, answers: dict[Quantity, Answer]) -> Marking:
        return Marking(self.task.net, answers, (), self.task.decimals, self.among)


def _links(number: Number) -> Iterator[Link]:
    if number.exact is not None:
        yield Link("=", Number(number.exact))
    if number.decimal:
        yield Link("≈" if number.rounded else "=", Number(None, number.decimal))
