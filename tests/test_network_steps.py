"""Steps one after the other, against a plain loop of forward and backward passes in fractions."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import symnn
from symnn.evaluate import descent as steps
from symnn.evaluate.descent import descent, parameters_after, risk_of
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDEFINED
from symnn.learning import least_squares
from symnn.learning.descent import descent as fit_descent
from symnn.network import network
from symnn.numbers.real import Arithmetic, Irrational
from symnn.numbers.value import with_enough_bits
from symnn.quantities import R, W, b, new
from tests import strategies
from tests.documents import ROOT
from tests.fits import problem
from tests.oracles import LOSSES, PIECEWISE, entries, forward, interval, loss

MINI, MAZUR = (str(ROOT / "examples" / f"{name}.yaml") for name in ("mini-batches", "mazur"))
STEPS = 3
SLOPES = {"linear": (1, 1), "relu": (0, 1), "leaky_relu": (Fraction(1, 100), 1)}
"""Below and above 0."""
LOSS_SLOPES = {
    "square": lambda a, y: 2 * (a - y),
    "half_square": lambda a, y: a - y,
    "absolute": lambda a, y: 1 if a > y else -1,
}
OPTIONS = st.fixed_dictionaries(
    {
        "batch": st.lists(
            st.lists(st.integers(1, 3), min_size=1, unique=True), min_size=1, max_size=2
        ),
        "steps": st.just(STEPS),
        "l2": st.sampled_from([Fraction(0), Fraction(1, 10)]),
        "train_biases": st.sampled_from(["true", "false", "shared"]),
        "learning_rate": st.sampled_from([Fraction(1, 2), Fraction(1, 10)]),
    }
)
Keys = dict[str, Any]


def passes(told: Keys, point: Keys) -> list[tuple[list[Any], list[Any]]]:
    """For every layer the activations before it and the loss's derivatives by its z."""
    pre, outputs = forward(told, point["x"])
    errors = [a - y for a, y in zip(outputs, point["y"], strict=True)]
    kinked = [
        z for zs, g in zip(pre, told["activations"], strict=True) for z in zs if g != "linear"
    ]
    assume(0 not in kinked + errors * (told["loss"] == "absolute"))
    by_a = [LOSS_SLOPES[told["loss"]](a, y) for a, y in zip(outputs, point["y"], strict=True)]
    found = []
    for layer in range(len(pre) - 1, -1, -1):
        below, above = SLOPES[told["activations"][layer]]
        by_z = [e * (above if z > 0 else below) for e, z in zip(by_a, pre[layer], strict=True)]
        name = told["activations"][layer - 1]
        before = [PIECEWISE[name](z) for z in pre[layer - 1]] if layer else point["x"]
        found.insert(0, (before, by_z))
        by_a = [sum(w * e for w, e in zip(row, by_z, strict=True)) for row in told["W"][layer]]
    return found


def plain_step(told: Keys, batch: list[int]) -> Keys:
    """The network after a step."""
    moved, rate = copy.deepcopy(told), told["learning_rate"]
    gradients = [passes(told, told["data"][s - 1]) for s in batch]
    for layer, matrix in enumerate(moved["W"]):
        of_layer = [each[layer] for each in gradients]
        for i, row in enumerate(matrix):
            for j, weight in enumerate(row):
                mean = sum(before[i] * by_z[j] for before, by_z in of_layer) / Fraction(len(batch))
                row[j] = weight - rate * (mean + told["l2"] * weight)
        if "b" in told and told["train_biases"] != "false":
            sums = [sum(each) for each in zip(*(by_z for _, by_z in of_layer), strict=True)]
            if told["train_biases"] == "shared":
                sums = [sum(sums)] * len(sums)
            for j, total in enumerate(sums):
                moved["b"][layer][j] -= rate * total / Fraction(len(batch))
    return moved


def plain_risk(told: Keys, batch: list[int]) -> Fraction:
    """The mean loss over the batch with its penalty."""
    points = [told["data"][s - 1] for s in batch]
    losses = [loss(told, forward(told, point["x"])[1], point["y"]) for point in points]
    squares = sum(w * w for matrix in told["W"] for row in matrix for w in row)
    return sum(losses) / Fraction(len(losses)) + Fraction(told["l2"]) / 2 * squares


@settings(deadline=None)
@given(strategies.keys(hidden=[*SLOPES], samples=3, layers=2), OPTIONS)
def test_steps_are_those_of_a_plain_loop(told: Keys, options: Keys) -> None:
    assert {*LOSSES} == {*LOSS_SLOPES}
    now: Keys = copy.deepcopy(told | options)
    net = network(**now)
    solved = descent(Solution(net))
    assert len(solved) == STEPS
    for number, step in enumerate(solved):
        batch = options["batch"][number % len(options["batch"])]
        after = plain_step(now, batch)
        whole = step.whole()
        assert whole[R] == plain_risk(now, batch)
        assert risk_of(step, tuple(batch), after=True).whole()[R] == plain_risk(after, batch)
        assert risk_of(step, (), after=False).whole()[R] == plain_risk(now, [1, 2, 3])
        left = parameters_after(step, Arithmetic())
        for name, row, place in entries(after):
            parameter = net.quantity(name)
            assert left[parameter] == row[place]
            is_kept = name[0] == "b" and options["train_biases"] == "false"
            assert whole.get(new(parameter)) == (None if is_kept else row[place])
        now = after


def test_numbers_that_grow_long_are_enclosed(monkeypatch: pytest.MonkeyPatch) -> None:
    net = symnn.load(MINI)
    exact = descent(Solution(net))
    assert all(isinstance(value, Fraction | int) for value in exact[-1].whole().values())
    monkeypatch.setattr(steps, "LONGEST_FRACTION", 12)
    enclosed = descent(Solution(net))
    last = enclosed[-1].whole()
    assert any(isinstance(value, Irrational) for value in last.values())
    for quantity, value in exact[-1].whole().items():
        low, high = interval(last[quantity])
        assert low <= value <= high
        written = [Fraction(str(one[-1].decimal(quantity, 40))) for one in (enclosed, exact)]
        assert written[0] == written[1]


def test_digits_asked_for_later_are_right_all_the_same() -> None:
    """The last step is refined after it was worked out with fewer bits, and all before it."""
    coarse, fine = (descent(symnn.solve(MAZUR, steps=3))[-1] for _ in "12")
    name = coarse.net.quantity("new_W1_11")
    coarse.whole()
    assert coarse.decimal(name, 100) == fine.decimal(name, 100)
    assert coarse.decimal(name, 6) == "0.149437"
    assert len(str(coarse.decimal(name, 100))) == 102


def test_a_kink_leaves_nothing_to_go_on_with() -> None:
    net = network(W=[[[1]], [[1]]], b=[[0], [0]], x=[0], y=[1], loss="square", learning_rate=1)
    second = descent(symnn.solve(net, steps=2))[1]
    assert second.value("R") is UNDEFINED


def test_short_closed_forms_are_carried_on() -> None:
    net = network(W=[[["sqrt(2)"]]], x=[1], y=[0], loss="half_square", learning_rate="1/2")
    values = [step.value("new_W1_11") for step in descent(symnn.solve(net, steps=3))]
    forms = [symnn.text(value.closed) for value in values if isinstance(value, Irrational)]
    assert forms == ["sqrt(2)/2", "sqrt(2)/4", "sqrt(2)/8"]


def test_batches_are_taken_in_turn() -> None:
    solved = descent(symnn.solve(MINI, steps=5))
    assert [step.net.batch for step in solved] == [(1, 2), (3, 4), (1, 2), (3, 4), (1, 2)]


@pytest.mark.parametrize("steps", [0, -1, 101])
def test_a_number_of_steps_from_python_is_checked(steps: int) -> None:
    with pytest.raises(symnn.InputError, match="from 1 to 100"):
        symnn.solve(MINI, steps=steps)


def test_one_batch_or_several() -> None:
    told: Keys = {"W": [[[1]]], "data": [{"x": [1], "y": [1]}] * 3, "loss": "square"}
    assert network(**told).batch == (1, 2, 3)
    assert network(**told, batch=[2]).batches == ((2,),)
    assert network(x=[1], W=[[[2]]], y=[1], loss="square", batch=[[1], [1]]).batches == ()
    several = network(**told, batch=[[1], [2, 3]], steps=2, learning_rate=1)
    assert [several.batch_of(step) for step in (1, 2, 3)] == [(1,), (2, 3), (1,)]


def test_a_line_is_fitted_in_the_same_steps() -> None:
    """`symnn fit` descends on the design matrix, and knows nothing of networks."""
    data = "data: [{x: -1, y: 3}, {x: 0, y: -1}, {x: 2, y: 5}]"
    wanted = problem(f"{data}\nlearning_rate: 1/7\nsteps: 5\nbatch: [[1, 2], [3]]")
    fitted = with_enough_bits(lambda exact: fit_descent(least_squares(wanted, exact), exact))
    net = network(
        W=[[[0]]], b=[[0]],
        data=[{"x": [x], "y": [y]} for x, y in ((-1, 3), (0, -1), (2, 5))],
        loss="square", learning_rate="1/7", steps=5, batch=[[1, 2], [3]],
    )  # fmt: skip
    after = [parameters_after(step, Arithmetic()) for step in descent(Solution(net))]
    assert [(left[b(1, 1)], left[W(1, 1, 1)]) for left in after] == [*fitted.points[1:]]
