"""The files that programs read of an exercise: the exercise itself, and its answer key."""

from __future__ import annotations

import json
from collections.abc import Iterator

from symnn.evaluate.value import Missing
from symnn.exercises.exercise import Exercise
from symnn.exercises.network_file import network_yaml
from symnn.marking.questions import question_entry
from symnn.quantities import plain_name
from symnn.render.json_solution import exact_text

LONGEST_EXACT = 40
"""Characters of an exact expression above which the key has a decimal of `KEY_DIGITS`."""
KEY_DIGITS = 15
NOTHING = "{}\n"
"""The key of a worked example, which asks nothing."""


def exercise_yaml(exercise: Exercise) -> str:
    """The exercise as a file that `solve` and `check` take like a network file."""
    places = exercise.setting.decimals
    extra: dict[str, object] = {
        "kind": exercise.setting.kind.name,
        "points": exercise.setting.points,
    }
    content = exercise.content
    if content.quantities:
        extra["ask"] = [plain_name(q) for q in content.quantities]
    if content.questions:
        extra["questions"] = {q.name: question_entry(q) for q in content.questions}
    if places is not None:
        extra["numbers"] = {"decimals": places}
    return network_yaml(exercise.net, extra)


def answers_yaml(exercise: Exercise) -> str:
    """The key: every asked quantity with its exact value, or with enough digits of it.

    Rounding is left to those who are asked: a key rounded to their places would not say which
    answer is nearer.
    """
    return "".join(f"{name}: {text}\n" for name, text in _answers(exercise)) or NOTHING


def _answers(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for question in exercise.content.questions:
        yield question.name, _quoted(question.text)
    for quantity in exercise.asked:
        value = exercise.value(quantity)
        text = value.value if isinstance(value, Missing) else exact_text(value)
        if text is None or len(text) > LONGEST_EXACT:
            text = str(exercise.solution.decimal(quantity, KEY_DIGITS, quantity.sample or 1))
        yield plain_name(quantity), _quoted(text)


def _quoted(text: str) -> str:
    return text if text.lstrip("-").isdigit() else json.dumps(text)
