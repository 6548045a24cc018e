"""Progressive hints: the law, which numbers it takes, the numbers put in; never the answer.

A hint shows numbers that the person has stated already, and others by their names. Where the law,
or the line with its numbers put in, would show the answer itself, as a copy does, it is held back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symnn.documents.blocks import Block, Inline, Line, Lines, Link, Number, Paragraph, PutIn, Text
from symnn.documents.figures import Figures
from symnn.documents.laws import name_of_law
from symnn.evaluate.value import UNDETERMINED, Missing, known
from symnn.formula import Formula, leaves, parts
from symnn.marking.answers.typed import Typed
from symnn.marking.intervals import meet
from symnn.marking.laws import is_entry
from symnn.marking.marks import Marking
from symnn.marking.own_numbers import own_number, typed_number
from symnn.quantities import Quantity

HELD_BACK = "The numbers put in would be the answer itself: look at the law once more."
LAW_HELD_BACK = "The law written out would be the answer itself: look at it once more in words."


@dataclass(frozen=True)
class Hints:
    """The hints for one quantity.

    Args:
        marking: the paper as far as it has come.
        figures: how numbers are shown.
        quantity: what is asked for.
    """

    marking: Marking
    figures: Figures
    quantity: Quantity

    def __iter__(self) -> Iterator[Block]:
        """The hints, the least telling first."""
        step = self.marking.laws.step(self.quantity)
        if step is None:
            yield Paragraph(("It stands in the network.",))
            return
        yield Paragraph((f"By {name_of_law(step.rule)}: {step.rule.summary}.",))
        if not any(True for _ in leaves(step.formula)):
            yield Paragraph((LAW_HELD_BACK,))
        elif not self._has_number(self.quantity):
            yield self._numbers(step.formula)
            yield Paragraph((LAW_HELD_BACK,))
        else:
            yield Lines((Line(self.quantity, (Link("=", step.formula),)),))
            yield self._numbers(step.formula)
            if self._known(step.formula):  # else the line would be the law again
                yield self._first_line(step.formula)

    def _numbers(self, formula: Formula) -> Block:
        """Which numbers the law takes: those that are known to the person."""
        known, open_ = self._known(formula), []
        text: list[Text] = []
        for quantity in dict.fromkeys(leaves(formula)):
            number = known.get(quantity)
            if number is None or self._tells(quantity):
                open_.append(quantity)
            else:
                text.append((quantity, " = ", number))
        text += [(quantity,) for quantity in open_]
        return Paragraph(("It takes ", *_listed(text), "."))

    def _first_line(self, formula: Formula) -> Block:
        """The law with numbers put in, unless the answer stands there."""
        known = self._known(formula)
        if not parts(formula) or any(map(self._tells, known)):
            return Paragraph((HELD_BACK,))
        return Lines((Line(self.quantity, (Link("=", PutIn(formula, known)),)),))

    def _known(self, formula: Formula) -> dict[Quantity, Number]:
        """The numbers of the network and those that the person has answered."""
        paper, found = self.marking.papers[0], {}
        for quantity in dict.fromkeys(leaves(formula)):
            if self._is_set(quantity) or paper.is_stated(quantity):
                number = self._number(quantity)
                if number is not None:
                    found[quantity] = number
        return found

    def _number(self, quantity: Quantity) -> Number | None:
        paper = self.marking.papers[0]
        answer = paper.answers.get(quantity)
        if not self._is_set(quantity) and paper.instance.is_drawn:
            # What a formula comes to there is nobody's number.
            return typed_number(self.figures, answer) if isinstance(answer, Typed) else None
        return own_number(paper, self.figures, quantity)

    def _is_set(self, quantity: Quantity) -> bool:
        """Whether it is an entry of the network that has a number there."""
        return is_entry(quantity) and self._has_number(quantity)

    def _has_number(self, quantity: Quantity) -> bool:
        value = self.figures.solution.of_quantity(quantity, quantity.sample or 1)
        return value is not UNDETERMINED

    def _tells(self, quantity: Quantity) -> bool:
        """Whether the number of a quantity is the answer."""
        paper = self.marking.papers[0]
        found = known([paper.instance.key(self.quantity), paper.value(quantity)])
        return not isinstance(found, Missing) and meet(*found)


def _listed(texts: list[Text]) -> Iterator[Inline]:
    for k, text in enumerate(texts):
        if k:
            yield " and " if k == len(texts) - 1 else ", "
        yield from text
