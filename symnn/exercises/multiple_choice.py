"""Multiple choice: asked values, the alternatives what known mistakes make of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symnn.documents.blocks import Number
from symnn.errors import InputError
from symnn.evaluate.whole_program import memory_for
from symnn.exercises.choices import Option, choice
from symnn.exercises.content import Content
from symnn.exercises.diagnosis import can_be_diagnosed, diagnosis
from symnn.exercises.fairness import computed
from symnn.marking.mistakes import MISTAKES
from symnn.marking.questions import Question

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

MOST_OPTIONS = 5
FEWEST_WRONG = 2


def as_choice(exercise: Exercise, content: Content) -> Content:
    """The content with one question: the asked value that most mistakes change, to be chosen.

    Where no quantity can be asked so, every question with wrong answers enough is a choice.

    Raises:
        InputError: if mistakes can't be tried on the network, or too few change what is asked.
    """
    net = exercise.setting.net
    if not exercise.drawn.memories or not can_be_diagnosed(net):
        return _of_questions(exercise, content)
    asked = computed(net, content.quantities)
    if not asked:
        return _of_questions(exercise, content)
    memory = memory_for(net, exercise.drawn.memories, asked)
    shown = diagnosis(net, memory, asked).shown
    made = [_alternatives(shown, k) for k in range(len(asked))]
    best = max(range(len(asked)), key=lambda k: len(made[k]))
    right = exercise.value(asked[best])
    assert isinstance(right, (int, Fraction))
    wrong = {value: name for value, name in made[best].items() if value != right}
    if len(wrong) < FEWEST_WRONG:
        raise InputError(
            "too few mistakes change what is asked", found=str(len(wrong)),
            expected=f"at least {FEWEST_WRONG} wrong values: other numbers, or more that is asked",
        )  # fmt: skip
    names = sorted(wrong.items(), key=lambda pair: -MISTAKES[pair[1]].weight)
    options = [Option((Number(right),))]
    options += [
        Option((Number(value),), name, MISTAKES[name].summary)
        for value, name in names[: MOST_OPTIONS - 1]
    ]
    prompt = ("Which of these is ", asked[best], "?")
    return replace(
        content, asks=(choice("choice", prompt, options, exercise.source("order of options")),)
    )


def _of_questions(exercise: Exercise, content: Content) -> Content:
    """The content with those of its questions that are choices, or can be made such."""
    asks = tuple(
        question if question.options else _to_choose(exercise, question)
        for question in content.questions
        if question.options or len(question.wrong) >= FEWEST_WRONG
    )
    if not asks:
        raise InputError(
            "an exercise that can't be multiple choice",
            found=exercise.setting.kind.name,
            expected="a kind that asks for quantities of a drawn network with rational numbers,"
            " or questions with wrong answers that are known",
        )
    return replace(content, asks=asks)


def _to_choose(exercise: Exercise, question: Question) -> Question:
    """A question as a choice between its answer and the first of its wrong answers."""
    assert not isinstance(question.right, str)
    options = [Option((question.right,))]
    for wrong in question.wrong[: MOST_OPTIONS - 1]:
        assert not isinstance(wrong.answer, str)
        options.append(Option((wrong.answer,), wrong.name, wrong.why))
    return choice(
        question.name, question.prompt, options, exercise.source(f"order of {question.name}")
    )


def _alternatives(shown: Mapping[str, tuple[Any, ...]], k: int) -> dict[Any, str]:
    """The values that mistakes make of one asked quantity, with the most frequent mistake each."""
    found: dict[Any, str] = {}
    for name, values in shown.items():
        other = found.get(values[k])
        if other is None or MISTAKES[other].weight < MISTAKES[name].weight:
            found[values[k]] = name
    return found
