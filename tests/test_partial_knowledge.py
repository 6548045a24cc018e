"""What is determined holds whatever the rest is; slopes at kinks are never guessed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDEFINED, UNDETERMINED, Missing, Value
from symnn.network import network
from symnn.quantities import plain_name
from tests import strategies
from tests.oracles import same

BITS = 200


@given(strategies.keys(), st.data())
def test_what_is_determined_holds_in_every_completion(
    whole: strategies.Keys, data: st.DataObject
) -> None:
    told = data.draw(strategies.with_unknowns(whole))
    partly = Solution(network(**told), bits=BITS).samples()[0]
    others = [data.draw(strategies.completions(told, whole)) for _ in range(2)]
    for completed in (whole, *others):
        values = Solution(network(**completed), bits=BITS).samples()[0]
        for quantity, value in partly.items():
            assert value is UNDETERMINED or same(value, values[quantity]), str(quantity)


@given(strategies.keys(hidden=strategies.PIECEWISE_LINEAR), st.data())
def test_given_values_do_not_change_anything(whole: strategies.Keys, data: st.DataObject) -> None:
    values = Solution(network(**whole)).samples()[0]
    derived = {
        plain_name(q): value
        for q, value in values.items()
        if q.kind not in ("x", "y", "W", "b", "slope", "L") and not isinstance(value, Missing)
    }
    names = data.draw(st.lists(st.sampled_from(sorted(derived)), max_size=5, unique=True))
    told = data.draw(strategies.with_unknowns(whole)) | {"given": {n: derived[n] for n in names}}
    for quantity, value in Solution(network(**told)).samples()[0].items():
        assert value is UNDETERMINED or value == values[quantity], str(quantity)


# ReLU at exactly 0: nodes 1 and 2 of layer 1 have z = 0, and the weight that leads on from 2 is 0.

AT_A_KINK = {
    "layers": [1, 3, 1],
    "activation": "relu",
    "W": [[[1, 1, 1]], [[2], [0], [3]]],
    "b": [[-1, -1, 1], [0]],
    "x": [1],
}


def found(names: str, **keys: Any) -> list[Value]:
    """The values of some quantities, with the given keys changed."""
    solution = Solution(network(**AT_A_KINK | keys))
    return [solution.value(name) for name in names.split()]


@pytest.mark.parametrize(
    ("convention", "slope", "by_z", "by_x"),
    [("undefined", UNDEFINED, UNDEFINED, UNDEFINED), (0, 0, 0, 3), (1, 1, 2, 5)],
)
def test_relu_at_zero(convention: Any, slope: Value, by_z: Value, by_x: Value) -> None:
    names = "relu_prime(z1_1) relu_prime(z1_2) dH/dz1_1 dH/dW1_11 dH/db1_1 dH/dx1"
    assert found(names, relu_at_zero=convention) == [slope, slope, by_z, by_z, by_z, by_x]


@pytest.mark.parametrize("convention", ["undefined", 0, 1])
def test_a_kink_matters_only_where_something_depends_on_it(convention: Any) -> None:
    names = "H a1_1 dH/da1_1 dH/dz1_2 dH/dW1_12 dH/dW2_11 dH/dz1_3 dH/dW1_13"
    assert found(names, relu_at_zero=convention) == [6, 0, 2, 0, 0, 0, 3, 3]


@pytest.mark.parametrize(
    ("activation", "at_zero"),
    [("relu", (0, 1)), ("leaky_relu", (Fraction(1, 100), 1)), ("step", (0, 0))],
)
def test_every_kink_has_its_conventions(activation: str, at_zero: tuple[Value, Value]) -> None:
    name = f"{activation}_prime(z1_1)"
    keys = {"activation": activation}
    assert found(name, **keys) == [UNDEFINED]
    assert [found(name, relu_at_zero=k, **keys)[0] for k in (0, 1)] == list(at_zero)


def test_step_at_zero_is_one() -> None:
    assert found("a1_1", activation="step") == [1]


def test_absolute_loss_is_undefined_only_where_the_output_is_its_target() -> None:
    keys = {"loss": "absolute", "y": [6]}
    assert found("L dL/da2_1 dL/dW2_31 dL/dW2_11", **keys) == [0, UNDEFINED, UNDEFINED, 0]
    assert found("dL/da2_1 dL/dW2_31", **keys | {"y": [5]}) == [1, 2]
    assert found("dL/da2_1", **keys, relu_at_zero=0) == [0]


def test_an_undefined_slope_beside_an_unknown_is_undetermined() -> None:
    # ∂H/∂z1_1 = ? · g′(0): whether the slope matters is not known, for the unknown may be 0.
    assert found("dH/dz1_1 dH/dz1_3", W=[[[1, 1, 1]], None]) == [UNDETERMINED] * 2


def test_a_dead_relu_makes_gradients_zero_whatever_the_rest() -> None:
    unknown = {"x": ["?"], "W": [[[0, 0, 0]], ["?", "?", "?"]], "b": [[-1, -2, -3], ["?"]]}
    assert found("dH/dW1_11 dH/dz1_2 dH/dW2_31 H", **unknown) == [0, 0, 0, UNDETERMINED]
