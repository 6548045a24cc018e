"""Lines of solutions whose formulas are a kind's own: formula, numbers put in, value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symnn.documents.blocks import Line, Link, Number, PutIn, Text
from symnn.exercises.exact import number_of
from symnn.formula import Formula, leaves, replace
from symnn.marking.questions import Question
from symnn.quantities import Quantity

Known = Mapping[Quantity, Formula]
"""Numbers by name."""


def valued(formula: Formula, known: Known) -> Formula:
    """The number of a formula over quantities that are known.

    Raises:
        KeyError: for a quantity that is not.
    """
    return number_of(replace(formula, lambda quantity: known[quantity]))


def worked_line(target: Formula, formula: Formula, known: Known, note: Text = ()) -> Line:
    """The line of a target: its formula, the numbers put in, its value; nothing twice."""
    numbers = {q: Number(known[q]) for q in leaves(formula)}
    links, value = [Link("=", formula)], valued(formula, known)
    if numbers and not isinstance(formula, Quantity):
        links.append(Link("=", PutIn(formula, numbers)))
    if formula != value:
        links.append(Link("=", Number(value)))
    return Line(target, tuple(links), note)


def numbers_of(questions: Sequence[Question]) -> dict[Quantity, Formula]:
    """The right answers by name, of questions whose answers are numbers."""
    return {q.quantity: q.right for q in questions if not isinstance(q.right, str)}
