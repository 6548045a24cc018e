"""Gradient descent of a linear model: against networks, NumPy, and the definition of the risk."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.api import solve
from symnn.learning import FitProblem, least_squares
from symnn.learning.descent import Descent, descent
from symnn.learning.plan import Plan
from symnn.learning.risk import slopes
from symnn.network.build import network
from symnn.numbers.value import with_enough_bits
from symnn.quantities import R, W, b, d, new
from symnn.render.json_fit import fit_json
from tests.fits import EXACT, Row, problem

LINE = "data: [{x: -1, y: 3}, {x: 0, y: -1}, {x: 2, y: 5}]\nlearning_rate: 1/2"
numbers = st.fractions(-9, 9, max_denominator=12) | st.integers(-3, 3)
rates = st.fractions(Fraction(1, 100), 2, max_denominator=100)


@st.composite
def descents(draw: st.DrawFn) -> FitProblem:
    """A few points, a start, a rate and steps; sometimes with batches."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    row = st.lists(numbers, min_size=columns, max_size=columns).map(tuple)
    design = tuple((1, *draw(row)) for _ in range(rows))
    y = tuple(draw(numbers) for _ in range(rows))
    batch = st.lists(st.integers(1, rows), min_size=1, unique=True).map(tuple)
    batches = tuple(draw(st.lists(batch, max_size=3)))
    plan = Plan((draw(numbers), *draw(row)), draw(rates), draw(st.integers(1, 5)), batches)
    return FitProblem(design, y, augmented=True, descent=plan)


def made(wanted: FitProblem) -> Descent:
    """The steps of a problem."""
    return with_enough_bits(lambda exact: descent(least_squares(wanted, exact), exact))


def as_rows(wanted: FitProblem) -> tuple[list[Row], Row]:
    """The design matrix and the targets of a rational problem."""
    return list(wanted.design), wanted.y  # type: ignore[arg-type]


# --- a step ---------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(descents())
def test_steps_are_those_of_a_network_with_one_layer(wanted: FitProblem) -> None:
    """R, its gradient and every parameter, exactly, as backpropagation on `solve` has them."""
    steps, plan = made(wanted), wanted.descent
    assert plan is not None
    points = [{"x": row[1:], "y": [target]} for row, target in zip(*as_rows(wanted), strict=True)]
    inputs = len(wanted.design[0]) - 1
    parameters = [b(1, 1), *(W(1, i, 1) for i in range(1, inputs + 1))]
    for t in range(plan.steps):
        first, *others = steps.points[t]
        batch = list(plan.batch(t + 1))
        keys = {"batch": batch} if batch else {}
        net = network(
            [inputs, 1], output_activation="linear", W=[[[w] for w in others]], b=[[first]],
            data=points, loss="square", learning_rate=plan.rate, **keys,
        )  # fmt: skip
        whole = solve(net).whole()
        assert [whole[d(R, q)] for q in parameters] == list(steps.gradients[t])
        assert [whole[new(q)] for q in parameters] == list(steps.points[t + 1])
        if not batch:
            assert whole[R] == steps.risks[t]


@settings(max_examples=60)
@given(descents())
def test_risk_is_the_mean_of_the_square_losses(wanted: FitProblem) -> None:
    """Over all samples, from its definition; and so many points, gradients and risks."""
    steps, (design, y) = made(wanted), as_rows(wanted)
    assert wanted.descent is not None
    counts = [len(steps.points), len(steps.gradients), len(steps.risks)]
    assert counts == [wanted.descent.steps + 1] * 3
    for w, risk in zip(steps.points, steps.risks, strict=True):
        missed = [
            sum(a * c for a, c in zip(row, w, strict=True)) - target  # type: ignore[operator]
            for row, target in zip(design, y, strict=True)
        ]
        assert risk == Fraction(sum(m * m for m in missed)) / len(y)


@settings(max_examples=60)
@given(descents())
def test_gradient_is_the_mean_of_what_the_samples_add(wanted: FitProblem) -> None:
    """1/n Σ ∂ℓ/∂H ∇H is 2/n (XᵀX w − Xᵀy), for all samples and for batches."""
    steps, fit, plan = made(wanted), least_squares(wanted, EXACT), wanted.descent
    assert plan is not None
    for t in range(plan.steps):
        found = slopes(fit, steps.points[t], plan.batch(t + 1), EXACT)
        mean = [Fraction(total) / len(found.samples) for total in found.total]  # type: ignore[arg-type]
        assert mean == list(steps.gradients[t])


@settings(max_examples=60)
@given(descents())
def test_steps_are_numpys(wanted: FitProblem) -> None:
    """In floating point, to nine digits of the largest number on the way."""
    steps, plan = made(wanted), wanted.descent
    assert plan is not None
    X, y = (np.array(part, float) for part in as_rows(wanted))
    w = np.array(plan.start, float)
    largest = 1.0
    for t in range(plan.steps):
        chosen = [k - 1 for k in plan.batch(t + 1)] or slice(None)
        A, c = X[chosen], y[chosen]
        w = w - float(plan.rate) * 2 / len(c) * A.T @ (A @ w - c)  # type: ignore[arg-type]
        largest = max(largest, np.abs(w).max())
        assert np.allclose(w, np.array(steps.points[t + 1], float), rtol=1e-9, atol=1e-9 * largest)


# --- long descents, irrational numbers, JSON ------------------------------------------------------


def test_many_steps_come_to_numpys_least_squares() -> None:
    """A thousand steps, whose exact numbers have thousands of digits."""
    steps = made(problem(f"{LINE}\nsteps: 1000"))
    w, *_ = np.linalg.lstsq(np.array([[1, -1], [1, 0], [1, 2]]), np.array([3, -1, 5]))
    last = steps.points[-1]
    assert np.allclose(w, [float(entry) for entry in last])  # type: ignore[arg-type]
    assert max(entry.denominator for entry in last) > 10**450  # type: ignore[union-attr]


def test_digits_of_a_long_descent_are_those_of_the_exact_numbers() -> None:
    """Every one, though the exact number is too long to be written."""
    written = fit_json(problem(f"{LINE}\nsteps: 60"), digits=30)["descent"]
    w = Fraction(0), Fraction(0)
    for t in range(61):
        texts = written["w"][t]  # type: ignore[index]
        for text, exact in zip(texts, w, strict=True):
            unit = Fraction(10) ** Decimal(text).as_tuple().exponent  # type: ignore[operator]
            assert abs(Fraction(text) - exact) <= unit / 2
        slope = 3 * w[0] + w[1] - 7, w[0] + 5 * w[1] - 7
        w = w[0] - slope[0] / 3, w[1] - slope[1] / 3


def test_irrational_data_are_followed_with_certified_digits() -> None:
    """As floating point has them, which sees ten digits at least."""
    text = "data: [{x: sqrt(2), y: 1}, {x: 2, y: ln 3}, {x: pi, y: -2}]\nlearning_rate: exp(-3)"
    written = fit_json(problem(f"{text}\nsteps: 40\nw0: [1/3, sqrt(3)]"), digits=20)["descent"]
    X = np.array([[1, np.sqrt(2)], [1, 2], [1, np.pi]])
    y, w = np.array([1, np.log(3), -2]), np.array([1 / 3, np.sqrt(3)])
    for t in range(41):
        missed = X @ w - y
        assert np.allclose(w, np.array(written["w"][t], float), rtol=1e-10)  # type: ignore[index]
        assert np.isclose(missed @ missed / 3, float(written["risk"][t]), rtol=1e-9)  # type: ignore[index]
        w = w - np.exp(-3) * 2 / 3 * X.T @ missed


def test_json_has_the_steps_exactly() -> None:
    """By hand: ∇R(0) = −2/3 (7, 7), so w⁽¹⁾ = (7/3, 7/3)."""
    written = fit_json(problem(LINE))["descent"]
    assert written == {
        "learning_rate": "1/2",
        "steps": 1,
        "w": [["0", "0"], ["7/3", "7/3"]],
        "risk": ["35/3", "217/27"],
        "gradient": [["-14/3", "-14/3"], ["14/9", "14/3"]],
        "gradient_norm": ["14*sqrt(2)/3", "14*sqrt(10)/9"],
        "step_size": {
            "bound": "3/(4 + sqrt(2))",
            "quickest": "3/8",
            "largest_eigenvalue": "4 + sqrt(2)",
            "least_eigenvalue": "4 - sqrt(2)",
            "trend": "converges",
            "limit": ["2", "1"],
        },
    }


def test_json_names_batches_and_knows_no_bound_for_several() -> None:
    """As they stand in the file; of a single one, the bound is the batch's own."""
    several = fit_json(problem(f"{LINE}\nbatch: [[1, 2], [3]]\nsteps: 3"))["descent"]
    assert several["batches"] == ((1, 2), (3,))  # type: ignore[index]
    assert "step_size" not in several  # type: ignore[operator]
    single = fit_json(problem(f"{LINE}\nbatch: [1, 2]"))["descent"]
    assert single["step_size"]["limit"] == ["-1", "-4"]  # type: ignore[index]


@pytest.mark.parametrize("steps", [1, 7])
def test_a_start_of_least_risk_is_not_left(steps: int) -> None:
    """Its gradient is 0, whatever the learning rate."""
    wanted = problem(f"{LINE}\nw0: [2, 1]")
    assert wanted.descent is not None
    found = made(replace(wanted, descent=replace(wanted.descent, rate=99, steps=steps)))
    assert set(found.points) == {(2, 1)}
    assert set(found.norms(EXACT)) == {0}
