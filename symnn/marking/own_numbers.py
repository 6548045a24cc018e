"""The numbers of a paper as they are shown: what the person typed, or what that implies."""

from __future__ import annotations

from fractions import Fraction

from symnn.documents.blocks import Number, PutIn
from symnn.documents.figures import Figures, brief
from symnn.evaluate.value import Missing, Value
from symnn.formula import Formula, leaves
from symnn.marking.answers.typed import Typed
from symnn.marking.intervals import is_wide, middle
from symnn.marking.paper import Paper
from symnn.numbers.digits import decimal
from symnn.numbers.real import Irrational
from symnn.quantities import Quantity

DIGITS = 6
"""Significant digits of what follows from exact numbers."""
FEWER_DIGITS = 4
"""The same of what follows from rounded ones."""
BITS = 128


def own_number(paper: Paper, figures: Figures, quantity: Quantity) -> Number | None:
    """A quantity's number as the person has it; None where it has none.

    Args:
        paper: the person's values.
        figures: how exact numbers are shown.
        quantity: stated, implied, or an entry of the network.
    """
    answer = paper.answers.get(quantity)
    if isinstance(answer, Typed) and (typed := typed_number(figures, answer)) is not None:
        return typed
    value = paper.value_or_none(quantity)
    return None if value is None else number_of(figures, value)


def typed_number(figures: Figures, answer: Typed) -> Number | None:
    """What was typed: a decimal with all its digits, anything else exactly; None of a formula."""
    form = answer.number
    if form is None:
        return None
    if isinstance(form, (int, Fraction)) and (answer.decimals or 0) > 0:
        return Number(decimal=_with_decimals(Fraction(form), answer.decimals or 0))
    return brief(figures.closed(form))


def number_of(figures: Figures, value: Value) -> Number | None:
    """A value that was worked out from the person's numbers; None where it is none."""
    if isinstance(value, Missing):
        return None
    if isinstance(value, Irrational):
        digits = FEWER_DIGITS if is_wide(value) else DIGITS
        return Number(decimal=decimal(middle(value), digits, BITS), rounded=True)
    return brief(figures.closed(value))


def put_in(paper: Paper, figures: Figures, formula: Formula) -> PutIn:
    """A formula with the person's own numbers put in."""
    numbers = {q: own_number(paper, figures, q) for q in leaves(formula)}
    return PutIn(formula, {q: number for q, number in numbers.items() if number is not None})


def _with_decimals(number: Fraction, decimals: int) -> str:
    """The decimal with that many digits behind the point, which it has exactly."""
    scaled = number * 10**decimals
    digits = str(abs(scaled.numerator)).rjust(decimals + 1, "0")
    return ("-" if number < 0 else "") + f"{digits[:-decimals]}.{digits[-decimals:]}"
