"""With which learning rates a descent converges: against SymPy, NumPy, and what steps do."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symnn.learning import FitProblem, least_squares
from symnn.learning.descent import descent
from symnn.learning.plan import Plan
from symnn.learning.spectrum import spectrum
from symnn.learning.step_sizes import StepSizes
from symnn.numbers.balls import ends
from symnn.numbers.real import Irrational, Real
from symnn.numbers.value import with_enough_bits
from symnn.render.json_fit import fit_json
from tests.fits import EXACT, problem
from tests.test_least_squares_laws import systems

rates = st.fractions(Fraction(1, 1000), 2, max_denominator=1000)


def known(wanted: FitProblem) -> StepSizes:
    """What is known of a problem's learning rate."""
    found = with_enough_bits(lambda exact: descent(least_squares(wanted, exact), exact))
    assert found.step_sizes is not None
    return found.step_sizes


def asked(system: tuple, rate: Fraction, steps: int = 1, start: int = 0) -> FitProblem:
    """A descent on a random system."""
    design, y = system
    plan = Plan((start,) * len(design[0]), rate, steps)
    return FitProblem(tuple(map(tuple, design)), tuple(y), augmented=False, descent=plan)


def number(real: Real) -> float:
    """About that number."""
    return float(sum(ends(real.ball)) / 2 if isinstance(real, Irrational) else real)


# --- eigenvalues ----------------------------------------------------------------------------------


@settings(max_examples=60)
@given(systems())
def test_eigenvalues_are_numpys(system: tuple) -> None:
    """The largest, and the least that is not 0, to nine digits of the largest."""
    fit = least_squares(asked(system, Fraction(1)), EXACT)
    found = with_enough_bits(lambda exact: spectrum(fit.gram, exact))
    values = np.linalg.eigvalsh(np.array(fit.gram, float))[len(fit.w) - fit.rank :]
    assert found is not None
    shown = [number(value) for value in found.values]
    if not fit.rank:
        assert shown == []
        return
    assert np.allclose([shown[0], shown[-1]], [values[-1], values[0]], atol=1e-9 * values[-1])
    assert (len(shown) == 1) == np.isclose(values[0], values[-1], rtol=1e-9)


@settings(max_examples=25)
@given(systems())
def test_characteristic_polynomial_is_sympys_and_has_the_eigenvalues_as_roots(
    system: tuple,
) -> None:
    """Its coefficients exactly; enclosures hold a root, closed forms are one."""
    fit = least_squares(asked(system, Fraction(1)), EXACT)
    found = with_enough_bits(lambda exact: spectrum(fit.gram, exact))
    gram = sympy.Matrix([[sympy.Rational(str(e)) for e in row] for row in fit.gram])
    polynomial = gram.charpoly()
    assert found is not None
    assert [sympy.Rational(str(c)) for c in found.polynomial] == polynomial.all_coeffs()
    for value in found.values:
        if not isinstance(value, Irrational):
            assert polynomial.eval(sympy.Rational(str(value))) == 0
            continue
        low, high = (sympy.Rational(e.numerator, e.denominator) for e in ends(value.ball))
        assert polynomial.count_roots(low, high) == 1
        assert 0 < high - low < sympy.Rational(1, 10**25) * high


@pytest.mark.parametrize(
    ("design", "largest", "least"),
    [
        ("[[2]]", "4", "4"),
        ("[[1, 0], [0, 3]]", "9", "1"),
        ("[[1, 1], [1, -1]]", "2", "2"),
        ("[[1, 1], [1, 1]]", "4", "4"),
        ("[[1, -1], [1, 0], [1, 2]]", "4 + sqrt(2)", "4 - sqrt(2)"),
        ("[[1/2, 0], [1/2, 1]]", "3/4 + sqrt(5)/4", "3/4 - sqrt(5)/4"),
        ("[[1, 0, 0], [0, 2, 0], [0, 0, 3]]", "9", "1"),
        ("[[1, 1, 0], [0, 1, 0], [0, 0, 1]]", "3/2 + sqrt(5)/2", "3/2 - sqrt(5)/2"),
        ("[[1, 1, 0], [0, 1, 1], [0, 0, 1]]", "3.24698", "0.198062"),
        ("[[1, 2, 3], [2, 4, 6]]", "70", "70"),
        ("[[sqrt(2)]]", "2", "2"),
        ("[[sqrt(2), 0], [0, sqrt(3)]]", "3", "2"),
        ("[[1, sqrt(2)], [sqrt(2), 2]]", "9", "9"),
    ],
)
def test_eigenvalues_are_exact_where_they_have_a_form(
    design: str, largest: str, least: str
) -> None:
    """Rational, or with a square root; of rank 1 too, and as decimals with right digits else."""
    y = [1] * (design.count("[") - 1)
    text = f"design: {design}\ny: {y}\nlearning_rate: 1"
    written = fit_json(problem(text))["descent"]["step_size"]  # type: ignore[index]
    assert (written["largest_eigenvalue"], written["least_eigenvalue"]) == (largest, least)


# --- what the steps do ----------------------------------------------------------------------------


@settings(max_examples=60)
@given(systems(), rates)
def test_trend_is_what_numpys_eigenvalues_say(system: tuple, rate: Fraction) -> None:
    """All factors 1 − 2 λ μ/n between −1 and 1, or the first of them below."""
    fit = least_squares(asked(system, rate), EXACT)
    values = np.linalg.eigvalsh(np.array(fit.gram, float))[len(fit.w) - fit.rank :]
    found = known(asked(system, rate))
    assert found.rank == len(values)
    if not fit.rank:
        assert (found.bound, found.trend) == (None, 1)
        return
    factors = 1 - 2 * float(rate) * values / len(fit.y)
    assert np.allclose([number(found.first), number(found.last)], [factors[-1], factors[0]])
    assume(abs(factors[-1] + 1) > 1e-9)
    assert found.trend == (1 if factors[-1] > -1 else -1)


@settings(max_examples=25, deadline=None)
@given(systems(), st.sampled_from([Fraction(1, 2), Fraction(9, 10), Fraction(11, 10), Fraction(2)]))
def test_steps_below_the_bound_come_nearer_and_steps_above_it_leave(
    system: tuple, part: Fraction
) -> None:
    """By running them: with that part of the bound, from a start off in every direction."""
    fit = least_squares(asked(system, Fraction(1)), EXACT)
    assume(fit.rank)
    values, vectors = np.linalg.eigh(np.array(fit.gram, float))
    bound = len(fit.y) / values[-1]
    rate = Fraction(float(part) * bound).limit_denominator(10**6)
    assume(rate > 0)
    found = known(asked(system, rate, start=7))
    assert found.trend == (1 if part < 1 else -1)
    limit = np.array([number(entry) for entry in found.limit])
    off = np.full(len(limit), 7.0) - limit
    assume(abs(off @ vectors[:, -1]) > 1e-3)
    w = limit + off
    for _ in range(400):
        slope = 2 / len(fit.y) * (np.array(fit.gram, float) @ w - np.array(fit.moment, float))
        w = w - float(rate) * slope
        if np.abs(w).max() > 1e6 * (1 + np.abs(off).max() + np.abs(limit).max()):
            break
    left, before = (abs(distance @ vectors[:, -1]) for distance in (w - limit, off))
    assert left < 1e-6 * before + 1e-9 if part < 1 else left > 2 * before


@settings(max_examples=60)
@given(systems(), st.integers(-3, 3))
def test_limit_has_the_least_risk_and_is_nearest_to_the_start(system: tuple, start: int) -> None:
    """w⁽⁰⁾ + X⁺ (y − X w⁽⁰⁾), as SymPy has it."""
    found = known(asked(system, Fraction(1), start=start))
    X = sympy.Matrix([[sympy.Rational(str(e)) for e in row] for row in system[0]])
    y = sympy.Matrix([sympy.Rational(str(e)) for e in system[1]])
    at = sympy.Matrix([start] * X.cols)
    limit = at + X.pinv() * (y - X * at)
    assert [sympy.Rational(str(entry)) for entry in found.limit] == list(limit)


@pytest.mark.parametrize(
    ("rate", "trend", "first"),
    [
        ("1/9", "converges", Fraction(7, 9)),
        ("1", "swings", Fraction(-1)),
        ("101/100", "diverges", Fraction(-51, 50)),
    ],
)
def test_at_the_bound_the_steps_swing(rate: str, trend: str, first: Fraction) -> None:
    """λ = n/μ₁ exactly, which floating point could not say."""
    text = f"design: [[1], [1]]\ny: [1, 3]\nlearning_rate: {rate}\nsteps: 4"
    written = fit_json(problem(text))["descent"]
    assert written["step_size"]["trend"] == trend  # type: ignore[index]
    off = [Fraction(w) - 2 for (w,) in written["w"]]  # type: ignore[index]
    assert off == [-2 * first**t for t in range(5)]


def test_quickest_rate_is_the_best_of_a_hundred() -> None:
    """With any other, the largest factor is larger."""
    wanted = problem("data: [{x: -1, y: 3}, {x: 0, y: -1}, {x: 2, y: 5}]\nlearning_rate: 3/8")
    found = known(wanted)
    assert found.quickest == Fraction(3, 8)

    def slowest(rate: float) -> float:
        return max(abs(1 - 2 * rate * number(value) / 3) for value in found.spectrum.values)

    assert all(slowest(k / 100) > slowest(0.375) for k in range(1, 100))


@pytest.mark.parametrize(("columns", "is_known"), [(10, True), (11, False)])
def test_more_columns_than_are_worked_out_have_no_bound(columns: int, is_known: bool) -> None:
    """It is left out, never guessed."""
    rows = [[(3 * i**2 + 7 * i * k + k**3) % 19 for k in range(columns)] for i in range(15)]
    text = json.dumps({"design": rows, "y": list(range(15)), "learning_rate": "1/1000"})
    written = fit_json(problem(text))["descent"]
    assert ("step_size" in written) == is_known  # type: ignore[operator]
