"""Separating many points by a line: what is found is checked, and what is not, by other judges."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symnn.learning.hulls import separating_line
from symnn.learning.planes import finds_plane
from symnn.learning.separation import Common, separate

GRID = st.tuples(st.integers(-3, 3), st.integers(-3, 3))
SETS = st.lists(GRID, min_size=1, max_size=3)


def separates(positive: list[tuple[float, float]], negative: list[tuple[float, float]]) -> bool:
    line = separating_line(positive, negative)
    if line is None:
        return False
    for points, sign in ((positive, 1), (negative, -1)):
        for x, y in points:
            side = line.w[0] * Fraction(x) + line.w[1] * Fraction(y) + line.b
            assert side * sign > 0
    return True


@settings(max_examples=300)
@given(SETS, SETS)
@example([(0, 0)], [(0, 0)])
@example([(0, 0)], [(1, 2)])
@example([(0, 0), (2, 2)], [(1, 1)])
@example([(0, 0), (1, 1)], [(2, 2), (3, 3)])
@example([(0, 0), (2, 0)], [(1, 0), (3, 0)])
@example([(0, 0), (2, 0), (0, 2)], [(1, 1)])
@example([(0, 0), (2, 0), (0, 2)], [(2, 2)])
@example([(-1, 0), (1, 0)], [(0, -1), (0, 1)])
def test_few_points_as_elimination_has_it(
    positive: list[tuple[int, int]], negative: list[tuple[int, int]]
) -> None:
    points = [(Fraction(x), Fraction(y)) for x, y in positive + negative]
    proof = separate(points, [1] * len(positive) + [0] * len(negative))
    assert separates(positive, negative) == (not isinstance(proof, Common))


def is_feasible(positive: Any, negative: Any) -> bool:
    """Whether there are w and b with w·p + b ≥ 1 here and ≤ -1 there, by linear programming."""
    np, optimize = pytest.importorskip("numpy"), pytest.importorskip("scipy.optimize")
    rows = [[-x, -y, -1] for x, y in positive] + [[x, y, 1] for x, y in negative]
    found = optimize.linprog(np.zeros(3), rows, -np.ones(len(rows)), bounds=(None, None))
    return bool(found.status == 0)


def test_many_points_as_linear_programming_has_it() -> None:
    np, answers = pytest.importorskip("numpy"), []
    for seed in range(40):
        random = np.random.default_rng(seed)
        distance = random.uniform(2, 6)
        X = random.normal(size=(80, 2)) + np.repeat([[0, 0], [distance, distance / 2]], 40, axis=0)
        positive, negative = X[40:].tolist(), X[:40].tolist()
        answers.append(separates(positive, negative))
        assert answers[-1] == is_feasible(positive, negative)
    assert 10 < sum(answers) < 30


def test_a_gap_that_only_exact_numbers_show() -> None:
    below, above = [(0.0, 0.0), (1.0, 2.0**-60)], [(0.5, 2.0**-61 + 2.0**-110)]
    assert separates(above, below)
    assert not separates([(0.5, 2.0**-61)], below)


@settings(max_examples=200)
@given(SETS, SETS)
def test_a_plane_that_is_found_is_one(
    positive: list[tuple[int, int]], negative: list[tuple[int, int]]
) -> None:
    np = pytest.importorskip("numpy")
    arrays = [np.array(points, dtype=float) for points in (positive, negative)]
    wide = [np.column_stack([points, points.sum(axis=1)]) for points in arrays]
    assert finds_plane(*wide) == separates(positive, negative)


def test_a_plane_that_only_rounding_separates_is_none() -> None:
    np = pytest.importorskip("numpy")
    low, high = np.array([[1.0, 0, 0]]), np.array([[1.0, 0, 2.0**-1074]])
    assert finds_plane(high, low, [np.array([0, 0, 2.0**1000, 0.0])]) is False
    assert finds_plane(high, low, [np.array([0, 0, 2.0, -(2.0**-1074)])]) is True


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [1e300, 1.7e308])
def test_what_leaves_the_range_of_doubles_is_no_plane(size: float) -> None:
    np = pytest.importorskip("numpy")
    points = np.array([[1, 1, 0], [1, 0.9, 0.3], [0.2, 1, 0.1]]) * size
    assert finds_plane(points, points[::-1] * 0.99) is False
