"""Laws compiled for arrays: what they give is what the laws give read directly, and exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.evaluate.array_program import array_program
from symnn.evaluate.arrays import array_values
from symnn.evaluate.doubles import array_parameters, data
from symnn.evaluate.families import I, J, K
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Product
from symnn.functions import Z
from symnn.learning.training import stepped
from symnn.network import Network, network
from symnn.quantities import H, L, Quantity, R, W, a, b, d, new, z
from tests import strategies
from tests.test_arrays import is_near

np = pytest.importorskip("numpy")

OPTIONS = st.fixed_dictionaries(
    {
        "l2": st.sampled_from([0, "1/3"]),
        "train_biases": st.sampled_from(["true", "false", "shared"]),
        "learning_rate": st.sampled_from(["1/2", "sqrt(2)/3"]),
        "relu_at_zero": st.sampled_from([0, 1]),
    }
)


def goals(net: Network) -> list[Quantity]:
    """Everything that a program may be asked for."""
    layers = range(1, net.depth + 1)
    found = [R, H(J), L, d(L, a(0, J)), *stepped(net)]
    for layer in layers:
        found += [z(layer, J), a(layer, J), d(L, a(layer, J)), d(L, z(layer, J))]
        found += [d(L, W(layer, I, J)), d(R, W(layer, I, J))]
        if net.biased:
            found += [d(R, b(layer, J))]
        if not net.activation(layer).entrywise:
            found += [d(a(layer, K), z(layer, J))]
    return found


def compiled(net: Network, wanted: list[Quantity]) -> dict[str, Any]:
    arrays = data(net)
    return array_program(net, len(arrays["x"]), wanted)(arrays, array_parameters(net))


@given(strategies.keys(samples=3), OPTIONS)
def test_a_program_gives_what_its_laws_give(told: strategies.Keys, options: dict[str, Any]) -> None:
    net = network(**told, **options)
    direct = array_values(net, per_sample=["L"])
    # What is undefined spreads in a program, also where a factor 0 decides otherwise.
    assume(all(np.isfinite(array).all() for array in direct.values()))
    scale = max(1.0, *(np.abs(array).max() for array in direct.values()))
    found = compiled(net, goals(net))
    for name in found.keys() & direct.keys():
        assert np.shape(found[name]) == np.shape(direct[name])
        assert np.abs(found[name] - direct[name]).max() <= scale**2 / 2**38, name


@given(strategies.keys(samples=3), OPTIONS)
def test_a_step_over_arrays_is_the_exact_step(
    told: strategies.Keys, options: dict[str, Any]
) -> None:
    net = network(**told, **options)
    solution = Solution(net)
    whole = solution.whole()
    samples = [*solution.samples(), whole]
    known = [v for values in samples for v in values.values()]
    assume(not any(isinstance(value, Missing) for value in known))
    sizes = [abs(float(value)) if isinstance(value, (int, Fraction)) else 0 for value in known]
    found = compiled(net, list(stepped(net)))
    arrays = array_values(net)
    scale = max(1.0, *sizes, *(np.abs(array).max() for array in arrays.values()))
    for layer in range(1, net.depth + 1):
        # Thirds are no doubles: a sum of them may miss a kink at exactly 0, and fall beside it.
        exact = [s[z(layer, j)] for s in solution.samples() for j in _nodes(net, layer)]
        near = arrays[f"z{layer}"].ravel()
        assume(all(v != 0 or n == 0 for v, n in zip(exact, near, strict=True)))
    for parameter in [*net.weights(), *net.biases()]:
        layer, i, j = parameter.indices
        after = found.get(f"new_{parameter.kind}{layer}")
        if after is None:
            assert new(parameter) not in whole
            continue
        place = (i - 1, j - 1) if i else (j - 1,)
        assert is_near(whole[new(parameter)], float(after[place]), scale), str(parameter)


def _nodes(net: Network, layer: int) -> range:
    return range(1, (net.widths[layer] or 0) + 1)


def test_a_program_computes_what_its_goals_need() -> None:
    net = network([2, 3, 3, 1], activation="tanh", loss="square", learning_rate=1)
    forward = array_program(net, 4, (a(1, J),))
    assert forward.inputs.keys() == {"x", "W1", "b1"}
    assert len(forward.operations) == 3
    assert array_program(net, 4, (H(J),)).inputs.keys() == {
        f"{k}{n}" for k in "Wb" for n in (1, 2, 3)
    } | {"x"}
    step = array_program(net, 4, stepped(net))
    assert step is array_program(net, 4, stepped(net))
    assert step.outputs.keys() == {f"new_{k}{n}" for k in "Wb" for n in (1, 2, 3)}


@pytest.mark.parametrize(
    ("last", "loss", "z_last", "y", "finite"),
    [
        ("sigmoid", "binary_cross_entropy", 800, 1, True),
        ("sigmoid", "binary_cross_entropy", 800, 0, False),
        ("sigmoid", "binary_cross_entropy", -800, 0, True),
        ("sigmoid", "binary_cross_entropy", -800, 1, False),
        ("linear", "square", "1e200", 0, False),
    ],
)
def test_zero_times_ln_0_is_0_and_what_is_too_large_is_seen(
    last: str, loss: str, z_last: Any, y: int, finite: bool
) -> None:
    net = network(
        W=[[[1]]], b=[[0]], output_activation=last, loss=loss, x=[z_last], y=[y],
        learning_rate=1, relu_at_zero=0,
    )  # fmt: skip
    assert np.isfinite(compiled(net, [R])["R"]) == finite


def test_an_activation_with_a_constant_slope(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ACTIVATIONS, "_entries", dict(ACTIVATIONS._entries))
    ACTIVATIONS.add(Entrywise("triple", "g(z) = 3z", Product((3, Z)), 3))
    net = network(
        W=[[[1, 2]], [[1], [1]]], activations=["triple", "triple"], loss="half_square",
        data=[{"x": [1], "y": [0]}, {"x": [2], "y": [1]}], learning_rate=1,
    )  # fmt: skip
    assert compiled(net, list(stepped(net)))["new_W1"].tolist() == [
        [1 - 9 * (27 * 1 + 53 * 2) / 2, 2 - 9 * (27 * 1 + 53 * 2) / 2]
    ]
