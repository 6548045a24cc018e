"""Output activations, against the values that functions really take."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from symnn.errors import InputError
from symnn.exercises.activation_facts import FACTS, RANGED
from symnn.exercises.prediction_tasks import GIVES, NEEDS
from tests.kind_checks import SEEDS, exercise_of
from tests.test_kind_activation_facts import FUNCTIONS

KIND = "output-activation"
MEANT = {
    "number": "linear",
    "one probability": "sigmoid",
    "classes": "softmax",
    "labels": "sigmoid",
    "above 0": "softplus",
    "between −1 and 1": "tanh",
}
"""What belongs to which sort of target."""


def test_needs_have_the_activation_that_is_meant() -> None:
    assert len(NEEDS) == len(MEANT)
    for need in NEEDS:
        (meant,) = {name for words, name in MEANT.items() if words in need.says}
        assert need.activation == meant
        assert need.tempting in GIVES
        assert need.tempting != need.activation
        assert len(set(need.tasks)) >= 3


def test_tasks_are_answered_by_what_they_need() -> None:
    by_task = {task: need for need in NEEDS for task in need.tasks}
    for seed in SEEDS:
        for question in exercise_of(KIND, seed, '{"tasks": 6}').content.questions[:6]:
            (task,) = (task for task in by_task if f"predict {task}." in str(question.prompt[0]))
            options = [str(option[0]) for option in question.options]
            assert options["abcd".index(question.text)] == by_task[task].activation
            assert by_task[task].tempting in options
            assert len(set(options)) == 4


def of_output(prompt: tuple[object, ...]) -> str:
    """The activation at the output of the network in a prompt."""
    written = str(prompt[0]).split(" and ")[1].removesuffix(" at its output.").strip()
    return {"LReLU": "leaky_relu", "ReLU": "relu", "ELU": "elu"}.get(written, written)


def can_be(name: str, number: Fraction) -> bool:
    """Whether a function takes a value, by looking for where it does."""
    g = FUNCTIONS[name]
    with mpmath.workdps(100):  # tanh(50) is not yet 1
        points = [mpmath.mpf(k) / 8 for k in range(-400, 401)]
        points += [mpmath.mpf(-(10**4))] if name == "leaky_relu" else []
        values = [g(z) - mpmath.mpf(number.numerator) / number.denominator for z in points]
        return bool(min(values) <= 0 <= max(values))


def test_ranges_and_what_is_outside() -> None:
    for seed in SEEDS:
        *_, values, never = exercise_of(KIND, seed).content.questions
        facts = FACTS[of_output(values.prompt)]
        assert facts.range is not None
        assert values.options["abcd".index(values.text)] == facts.range.text
        assert len({str(option) for option in values.options}) == 4
        name = of_output(never.prompt)
        for letter, (number,) in zip("abcd", never.options, strict=True):
            assert can_be(name, Fraction(str(number))) == (letter != never.text)


def test_ranges_hold_what_functions_give() -> None:
    for facts in RANGED:
        assert facts.range is not None
        for number in map(Fraction, (-3, -1, 0, 1, 3, "1/2", "-1/2")):
            assert (number in facts.range) == can_be(facts.name, number)


def test_more_tasks_than_there_are_needs() -> None:
    with pytest.raises(InputError, match="a number of tasks"):
        exercise_of(KIND, 1, '{"tasks": 7}')
