"""Marks as JSON: section 5 of the interface."""

from __future__ import annotations

import json
from fractions import Fraction

from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDETERMINED, Missing
from symnn.marking.answers.typed import Answer
from symnn.marking.credit import Award, Result
from symnn.quantities import Quantity, plain_name
from symnn.render.json_solution import exact_text, with_symbols
from symnn.render.writer import plain

DIGITS = 12
"""Significant digits of expected numbers that have no short exact form."""


def marks_json(result: Result) -> str:
    """The JSON text of a marked paper; points are exact, as fractions."""
    solution = Solution(result.task.net)
    told = {
        "format": "symnn/marks",
        "version": 1,
        "points": _exact(result.points),
        "of": _exact(result.of),
        "policy": result.policy.name,
        "answers": [_answer(result, solution, award) for award in result.awards.values()],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _answer(result: Result, solution: Solution, award: Award) -> dict[str, object]:
    mark = award.mark
    explanation = mark.explanation
    told: dict[str, object] = {
        "quantity": plain_name(mark.quantity),
        "given": _given(mark.answer),
        "expected": expected_text(result, solution, mark.quantity),
        "verdict": mark.verdict,
        "mistake": None if explanation is None else explanation.name,
        "points": _exact(award.points),
        "of": _exact(award.of),
    }
    if explanation is not None:
        told["at"] = plain_name(explanation.at)
        told["done"] = plain(explanation.done)
        told["others"] = list(explanation.others)
    sure = result.marking.certainty.get(mark.quantity)
    if sure is not None:
        bound = sure.error_bound
        chance = None if bound is None else f"{float(bound):.0e}" if bound else "0"
        told["certainty"] = {"how": sure.how, "chance_of_error": chance}
    flags = {"kink": mark.at_kink, "fewer-digits": mark.fewer_digits}
    told["flags"] = [name for name, is_set in flags.items() if is_set]
    return told


def expected_text(result: Result, solution: Solution, quantity: Quantity) -> str:
    """The right answer: exact, a decimal where that would be long, or a formula one step deep."""
    for question in result.task.questions:
        if question.quantity == quantity:
            return question.text
    value = solution.of_quantity(quantity, quantity.sample or 1)
    if value is UNDETERMINED:
        step = result.marking.laws.step(quantity)
        return plain(with_symbols(result.task.net, quantity if step is None else step.formula))
    if isinstance(value, Missing):
        return value.value
    exact = exact_text(value)
    return (
        exact
        if exact is not None
        else str(solution.decimal(quantity.at(0), DIGITS, quantity.sample or 1))
    )


def _given(answer: Answer | None) -> str | None:
    return None if answer is None else answer.text


def _exact(points: Fraction) -> str:
    return str(points)
