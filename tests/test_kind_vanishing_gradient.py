"""Chains of slopes against plain products, and bounds against many samples."""

from __future__ import annotations

from fractions import Fraction
from math import exp, tanh

import pytest

from symnn.errors import InputError
from tests.kind_checks import SEEDS, exercise_of, files_of, some

CHAINS = ("{}", '{"activation": "tanh"}', '{"layers": [1, 1, 1, 1, 1, 1]}')
SLOPES = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - a * a}
FUNCTIONS = {"sigmoid": lambda z: 1 / (1 + exp(-z)), "tanh": tanh}


@pytest.mark.parametrize("told", CHAINS)
def test_gradients_are_products_of_slopes_and_weights(told: str) -> None:
    for seed in some(8):
        file, key = files_of(exercise_of("vanishing-gradient", seed, told))
        slope_of = SLOPES[file["activations"][0]]
        depth = len(file["layers"]) - 1
        slopes = [slope_of(Fraction(file["given"][f"a{k}_1"])) for k in range(1, depth)]
        gradient, product = Fraction(1), Fraction(1)
        for k in range(depth - 1, 0, -1):
            product *= slopes[k - 1]
            gradient *= Fraction(file["W"][k][0][0]) * slopes[k - 1]
            assert Fraction(key[f"dH/dz{k}_1"]) == gradient
        assert Fraction(key["slopes"]) == product
        assert product <= Fraction(key["steepest"]) ** (depth - 1)


@pytest.mark.parametrize("name", [*FUNCTIONS])
def test_no_slope_is_steeper(name: str) -> None:
    _, key = files_of(exercise_of("vanishing-gradient", 1, f'{{"activation": "{name}"}}'))
    function, step = FUNCTIONS[name], 1e-4
    measured = [
        (function(z + step) - function(z - step)) / (2 * step)
        for z in (k / 100 for k in range(-800, 801))
    ]
    assert abs(max(measured) - float(Fraction(key["steepest"]))) < 1e-6


def test_bounds_are_powers_and_fall_below_the_limit_just_then() -> None:
    seen = set()
    for seed in SEEDS:
        exercise = exercise_of("vanishing-gradient", seed)
        _, key = files_of(exercise)
        assert Fraction(key["bound"]) == Fraction(1, 4) ** 3
        (limit,) = (q.prompt[1] for q in exercise.content.questions if q.name == "layers")
        layers = int(key["layers"])
        assert Fraction(1, 4) ** layers < limit <= Fraction(1, 4) ** (layers - 1)
        seen.add(layers)
    assert seen == {4, 5, 7}


def test_tanh_has_no_bound_that_says_anything() -> None:
    _, key = files_of(exercise_of("vanishing-gradient", 1, CHAINS[1]))
    assert key["steepest"] == "1"
    assert not {"bound", "layers"} & {*key}


def test_weights_of_an_author_are_kept() -> None:
    file, key = files_of(
        exercise_of("vanishing-gradient", 1, '{"W": [[[2]], [[3]], [["?"]], [[-1]]]}')
    )
    weights = [int(matrix[0][0]) for matrix in file["W"]]
    assert (weights[0], weights[1], weights[3]) == (2, 3, -1)
    assert weights[2]
    a = Fraction(file["given"]["a3_1"])
    assert Fraction(key["dH/dz3_1"]) == -a * (1 - a)


REFUSED = (
    ('{"x": [1]}', "numbers that say too much"),
    ('{"layers": [1, 2, 1, 1]}', "all of one node"),
    ('{"layers": [1, 1, 1]}', "at least two hidden layers"),
    ('{"activation": "relu"}', "sigmoid or tanh in all hidden layers"),
    ('{"output_activation": "sigmoid"}', "a linear output"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_networks_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        exercise_of("vanishing-gradient", 1, told)
