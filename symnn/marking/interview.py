"""An interview: one quantity after the other is asked for, judged, and hinted at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from symnn.documents.blocks import Block, Line, Lines, Link, Number, Paragraph
from symnn.documents.figures import Figures
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.sheet import Sheet
from symnn.marking.answers.typed import Answer, Unreadable
from symnn.marking.hints import Hints
from symnn.marking.instances import instances
from symnn.marking.laws import Laws
from symnn.marking.marks import Mark, Marking
from symnn.marking.report import sentence
from symnn.marking.task import Task
from symnn.quantities import Quantity


class Interview:
    """A paper that comes into being answer by answer.

    Args:
        task: what is asked for; where it does not say, every value and every gradient.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.sheet = Sheet()
        self.among = instances(task.net)

    @cached_property
    def questions(self) -> list[Quantity]:
        """What is asked for, in the order in which it can be worked out."""
        if self.task.asked:
            return list(self.task.asked)
        laws = Laws(self.task.net)
        return [quantity for quantity in laws.positions if laws.step(quantity) is not None]

    @cached_property
    def figures(self) -> Figures:
        """How numbers are shown."""
        return Figures(Solution(self.task.net))

    def answer(self, quantity: Quantity, text: str) -> Mark:
        """Judge an answer by those before it; one that can't be read may be given again."""
        read = read_answer(text, self.task.net, of=quantity)
        marking = self._marking({**self.sheet.answers, quantity: read})
        if not isinstance(read, Unreadable):
            self.sheet.answers[quantity] = read
        return marking.marks[quantity]

    def hints(self, quantity: Quantity) -> Iterator[Block]:
        """The hints for a quantity, the least telling first."""
        return iter(Hints(self._marking(self.sheet.answers), self.figures, quantity))

    def shown(self, quantity: Quantity) -> Block:
        """The answer, for those who ask for it."""
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
