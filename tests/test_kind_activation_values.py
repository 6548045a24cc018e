"""Activation functions: rational values by the definitions, on both sides of 0."""

from __future__ import annotations

import re
from fractions import Fraction
from math import tanh
from pathlib import Path
from typing import Any

import pytest

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.errors import InputError
from symnn.evaluate.sympy import to_sympy
from tests.kinds import answers, check_kind, drawn, named, told

KIND = "kind: activation-values"
LN = re.compile(r"(-?)ln\((\d+)\)")


def ratio(point: Any) -> Fraction:
    """exp(z) of a z that is a logarithm, or 0."""
    match = LN.fullmatch(str(point))
    if match is None:
        assert point == 0
        return Fraction(1)
    return 1 / Fraction(match[2]) if match[1] else Fraction(match[2])


def expected(network: dict[str, Any]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for layer, name in enumerate(network["activations"], 1):
        points = [
            network["given"][f"z{layer}_{j}"] for j in range(1, int(network["layers"][layer]) + 1)
        ]
        total = sum(map(ratio, points)) if name == "softmax" else 0
        for j, point in enumerate(points, 1):
            value, slope = one(name, point, network.get("alpha"), total)
            found[f"a{layer}_{j}"] = value
            found[f"{name}_prime(z{layer}_{j})"] = slope
        if name == "softmax":
            first, second = (found[f"a{layer}_{j}"] for j in (1, 2))
            found[f"da{layer}_1/dz{layer}_1"] = first - first**2
            found[f"da{layer}_1/dz{layer}_2"] = -first * second
    return found


def one(name: str, point: Any, alpha: Any, total: Any) -> tuple[Fraction, Fraction]:
    """The value and the slope of a function."""
    if name in ("relu", "leaky_relu"):
        slope = Fraction(1) if point > 0 else Fraction(0 if name == "relu" else alpha)
        return slope * point, slope
    r = ratio(point)
    if name == "softmax":
        return r / total, Fraction(0)
    if name == "sigmoid":
        return r / (1 + r), r / (1 + r) ** 2
    return (r * r - 1) / (r * r + 1), 4 * r * r / (r * r + 1) ** 2


def test_right_and_whole(tmp_path: Path) -> None:
    for exercise in check_kind(KIND, tmp_path):
        network = told(exercise)
        values = expected(network)
        assert {k: Fraction(v) for k, v in answers(exercise).items()} == {
            name: values[name] for name in answers(exercise)
        }
        assert len(answers(exercise)) == 21
        for layer in (1, 2, 3, 4):
            signs = [str(network["given"][f"z{layer}_{j}"]).startswith("-") for j in (1, 2)]
            assert sorted(signs) == [False, True]


def test_functions_of_ones_own_choice(tmp_path: Path) -> None:
    text = f"{KIND}, layers: [1, 2], activations: [tanh], ask: ['a*']"
    for exercise in check_kind(text, tmp_path, 6):
        assert list(answers(exercise)) == ["a1_1", "a1_2"]
    check_kind(f"{KIND}, layers: [1, 2, 1], activations: [elu, softplus], numbers: {{decimals: 3}}",
               tmp_path, 3)  # fmt: skip


def test_wrong_answers_are_named(tmp_path: Path) -> None:
    (exercise,) = drawn(KIND, 1)
    right, network = answers(exercise), told(exercise)
    off = next(j for j in (1, 2) if network["given"][f"z2_{j}"] < 0)
    wrong = {
        "leaky-slope-forgotten": {f"leaky_relu_prime(z2_{off})": "0"},
        "exponent-sign": {"a3_1": str(1 - Fraction(right["a3_1"]))},
        "softmax-not-normed": {"a5_2": str(ratio(network["given"]["z5_2"]))},
    }
    for name, change in wrong.items():
        assert name in named(exercise, {**right, **change}, tmp_path)


@pytest.mark.parametrize("activation", [g for g in ACTIVATIONS if getattr(g, "spelled", None)])
def test_functions_spelled_out_are_the_same(activation: Entrywise) -> None:
    import sympy

    assert activation.name == "tanh"
    spelled = to_sympy(activation.spelled)
    (z,) = spelled.free_symbols
    assert sympy.simplify(spelled.rewrite(sympy.tanh) - sympy.tanh(z)) == 0
    assert float(spelled.subs(z, 0.7)) == pytest.approx(tanh(0.7))


def test_numbers_of_an_author_are_not_left_unheard() -> None:
    with pytest.raises(InputError, match="draws all of them by itself"):
        drawn(f"{KIND}, W: [[[1]]], activations: [sigmoid]", 1)
