"""Facts about activations, against mpmath: derivatives by differences, ranges by many values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import mpmath
import pytest

from symnn.errors import InputError
from symnn.exercises.activation_facts import FACTS, Facts, Growth
from symnn.functions import ALPHA
from symnn.quantities import symbol
from tests.kind_checks import SEEDS, exercise_of, files_of, graded

KIND = "activation-facts"
FUNCTIONS: Mapping[str, Callable[[Any], Any]] = {
    "linear": lambda z: z,
    "relu": lambda z: max(z, 0),
    "leaky_relu": lambda z: z if z > 0 else z / 100,
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "softplus": lambda z: mpmath.log(1 + mpmath.exp(z)),
    "elu": lambda z: z if z > 0 else mpmath.exp(z) - 1,
    "gelu": lambda z: z * (1 + mpmath.erf(z / mpmath.sqrt(2))) / 2,
    "silu": lambda z: z / (1 + mpmath.exp(-z)),
}
POINTS = [mpmath.mpf(k) / 7 + mpmath.mpf(1) / 31 for k in range(-60, 61)]
EXPONENTIALS = {"exp": mpmath.exp, "ln": mpmath.log, **FUNCTIONS}


def value(text: str, z: Any) -> Any:
    """The value of an answer in plain names."""
    return eval(text, {"__builtins__": {}}, {**EXPONENTIALS, "z": mpmath.mpf(z)})


DERIVED: Mapping[str, Mapping[str, Callable[[Any], Any]]] = {
    "sigmoid": {
        "inner": lambda z: mpmath.diff(lambda t: 1 + mpmath.exp(-t), z),
        "rest": lambda z: 1 - FUNCTIONS["sigmoid"](z),
        "mirror": lambda z: FUNCTIONS["sigmoid"](z) + FUNCTIONS["sigmoid"](-z),
    },
    "tanh": {
        "top": lambda z: mpmath.diff(lambda t: mpmath.exp(t) - mpmath.exp(-t), z),
        "bottom": lambda z: mpmath.diff(lambda t: mpmath.exp(t) + mpmath.exp(-t), z),
        "mirror": lambda z: FUNCTIONS["tanh"](z) + FUNCTIONS["tanh"](-z),
    },
    "softplus": {
        "inner": lambda z: mpmath.diff(lambda t: 1 + mpmath.exp(t), z),
        "mirror": lambda z: FUNCTIONS["softplus"](z) - FUNCTIONS["softplus"](-z),
    },
}


@pytest.mark.parametrize("name", DERIVED)
def test_every_step_of_a_derivation_is_right(name: str) -> None:
    _, key = files_of(exercise_of(KIND, 1, f'{{"output_activation": "{name}"}}'))
    g = FUNCTIONS[name]
    steps = {
        **DERIVED[name],
        "slope": lambda z: mpmath.diff(g, z),
        "closed": lambda z: mpmath.diff(g, z),
    }
    for step, right in steps.items():
        for z in ("-2.5", "-0.3", "0.7", "3.1"):
            assert mpmath.almosteq(value(key[step], z), right(mpmath.mpf(z)), 1e-10, 1e-10)
    if "peak" in key:
        slopes = [mpmath.diff(g, z) for z in POINTS]
        assert max(slopes) < value(key["peak"], 0)
        assert mpmath.almosteq(mpmath.diff(g, 0), value(key["peak"], 0), 1e-10)


def end(formula: object) -> Any:
    """An end of a range as a number."""
    signs = {str(symbol("∞")): mpmath.inf}
    return (
        signs[str(formula)]
        if str(formula) in signs
        else (-mpmath.inf if not isinstance(formula, int) else mpmath.mpf(formula))
    )


@pytest.mark.parametrize("facts", FACTS.values(), ids=lambda facts: facts.name)
def test_facts_are_what_many_values_show(facts: Facts) -> None:
    g = FUNCTIONS[facts.name]
    values = [g(z) for z in POINTS]
    steps = [later - earlier for earlier, later in pairwise(values)]
    shows = {
        Growth.STRICT: all(step > 0 for step in steps),
        Growth.WEAK: min(steps) == 0 < max(steps),
        Growth.NONE: min(steps) < 0 < max(steps),
    }
    assert [growth for growth, holds in shows.items() if holds] == [facts.growth]
    for side, slope in ((-40, facts.left), (40, facts.right)):
        known = mpmath.mpf(1) / 100 if slope == ALPHA else mpmath.mpf(slope)  # type: ignore[arg-type]
        assert mpmath.almosteq(mpmath.diff(g, side), known, 1e-6, 1e-6)
    if facts.range is not None:
        low, high = end(facts.range.low), end(facts.range.high)
        assert all(low < v < high or (v == low and facts.range.has_low) for v in values)
        assert facts.range.has_low == (low in values)
        far_left, far_right = g(-(mpmath.mpf(10) ** 6)), g(mpmath.mpf(10) ** 6)
        assert far_left < -1000 if low == -mpmath.inf else far_left - low < 1e-6
        assert far_right > 1000 if high == mpmath.inf else high - far_right < 1e-6


def spoken(prompt: str) -> str:
    """The activation that the beginning of a prompt names."""
    return prompt.removesuffix(": ").removesuffix(" gives back ").lower()


def test_choices_say_what_the_facts_say() -> None:
    by_name = {facts.spoken.lower(): facts for facts in FACTS.values()}
    for seed in SEEDS:
        *_, range_, growth, saturation = exercise_of(KIND, seed).content.questions
        facts = [by_name[spoken(str(q.prompt[0]))] for q in (range_, growth, saturation)]
        chosen = [q.options["abcd".index(q.text)] for q in (range_, growth, saturation)]
        assert facts[0].range is not None
        assert chosen[0] == facts[0].range.text
        assert str(chosen[1][0]).lower() == facts[1].growth.value + "."
        sides = {(0, 0): "On both", (0, 1): "On the left only", (1, 1): "On neither"}
        left, right = (int(slope != 0) for slope in (facts[2].left, facts[2].right))
        assert str(chosen[2][0]).startswith(sides[left, right])


def test_what_is_asked_for_is_no_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    exercise = exercise_of(KIND, 1)
    _, key = files_of(exercise)
    for name, text in (
        ("closed", "σ'(z)"),
        ("slope", "sigmoid(z)*(1-sigmoid(z))"),
        ("rest", "1-a1_1"),
    ):
        assert not graded(exercise, {**key, name: text}, tmp_path_factory).is_right
    other = {**key, "closed": "σ(z) - σ(z)^2", "slope": "e^-z/(1+e^(-z))^2", "mirror": "1.0"}
    assert graded(exercise, other, tmp_path_factory).is_right


REFUSED = (
    ('{"output_activation": "relu"}', "no activation whose slope is derived here"),
    ('{"layers": [2, 1], "W": null, "x": null}', "no activation whose slope is derived here"),
)


@pytest.mark.parametrize(("told", "message"), REFUSED)
def test_others_are_refused(told: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        exercise_of(KIND, 1, told)
