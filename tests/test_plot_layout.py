"""The layout of plots: what is drawn lies in its box, what is written lies on nothing else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.documents.diagram_geometry import overlap
from symnn.documents.plot import Axis, Plot
from symnn.documents.plot_clip import clipped
from symnn.documents.plot_names import room_of
from symnn.documents.plot_ticks import magnitude, ticks
from symnn.render.plot_runs import sketched
from tests.plots import CLASSES, DESCENT, PIECES, PLOTS

COORDINATES = st.one_of(st.floats(-9, 9), st.sampled_from([-1.0, 0.0, 1.0, 2.0, inf, nan, 1e300]))
LINES = st.lists(st.none() | st.tuples(COORDINATES, COORDINATES), max_size=12)


@given(LINES)
def test_what_is_drawn_of_a_curve_lies_in_its_box(points: list[tuple[float, float] | None]) -> None:
    for piece in clipped(points, (-1, 0, 2, 3)):
        assert len(piece) >= 2
        for px, py in piece:
            assert -1 <= px <= 2
            assert 0 <= py <= 3


@given(st.lists(st.tuples(st.integers(-1, 2), st.integers(0, 3)), min_size=2, max_size=9))
def test_a_curve_within_its_box_stays_as_it_is(points: list[tuple[int, int]]) -> None:
    without_repeats = [points[0], *(b for a, b in pairwise(points) if a != b)]
    drawn = list(clipped(points, (-1, 0, 2, 3)))
    assert drawn == [tuple(without_repeats)] * (len(without_repeats) > 1)


def test_a_curve_that_leaves_and_comes_back_is_in_two_pieces() -> None:
    points = [(0, 0), (2, 4), (4, 0), None, (1, 1), (1, 9)]
    assert list(clipped(points, (0, 0, 4, 2))) == [
        ((0, 0), (1, 2)), ((3, 2), (4, 0)), ((1, 1), (1, 2)),
    ]  # fmt: skip


@given(
    st.floats(-1e9, 1e9, allow_subnormal=False),
    st.floats(1e-6, 1e9, allow_subnormal=False),
    st.integers(2, 12),
)
def test_numbers_beside_an_axis_are_few_nice_and_where_they_say(
    low: float, length: float, most: int
) -> None:
    high = low + length
    found = ticks(low, high, most)
    assert 1 <= len(found) <= most
    for place, number in found:
        assert Fraction(number.decimal) == pytest.approx(Fraction(place), rel=1e-9)
        assert low - 1e-6 * length <= place <= high + 1e-6 * length
    steps = {Fraction(b.decimal) - Fraction(a.decimal) for (_, a), (_, b) in pairwise(found)}
    assert len(steps) <= 1
    for step in steps:
        digits = f"{step.numerator if step >= 1 else step.denominator}".rstrip("0")
        assert digits in ("1", "2", "5")


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 0.3, 4, "0 0.1 0.2 0.3"), (-5, 5, 11, "-5 -4 -3 -2 -1 0 1 2 3 4 5"),
        (-5, 5, 10, "-4 -2 0 2 4"), (0, 3e-6, 4, "0 1e-6 2e-6 3e-6"), (0, 2e7, 3, "0 1e7 2e7"),
        (999, 1001, 3, "999 1000 1001"), (0.46, 0.61, 2, "0.5 0.6"),
    ],
)  # fmt: skip
def test_numbers_beside_an_axis(low: float, high: float, most: int, expected: str) -> None:
    assert " ".join(number.decimal for _, number in ticks(low, high, most)) == expected


@pytest.mark.parametrize("power", range(-30, 31))
def test_powers_of_ten_are_not_those_that_logarithms_round_to(power: int) -> None:
    ten = Fraction(10) ** power
    assert magnitude(ten) == magnitude(ten * 9) == power
    assert magnitude(ten * (1 - Fraction(1, 10**20))) == power - 1


@pytest.mark.parametrize("plot", PLOTS.values(), ids=PLOTS)
def test_nothing_written_lies_on_anything_else_written(plot: Plot) -> None:
    sketch = sketched(plot)
    for one, other in combinations(sketch.words, 2):
        assert not overlap(room_of(one), room_of(other)), (one.text, other.text)
    for words in sketch.words:
        left, top, right, bottom = room_of(words)
        assert left >= 0
        assert top >= 0
        assert right <= sketch.width
        assert bottom <= sketch.height


def test_names_of_points_are_not_on_points() -> None:
    sketch = sketched(PIECES)
    named = [words for words in sketch.words if words.text in (("A",), ("C",))]
    assert len(named) == 2
    for words in named:
        left, top, right, bottom = room_of(words)
        for sign in sketch.signs:
            assert not (left < sign.x < right and top < sign.y < bottom)


def test_a_unit_is_as_long_on_both_axes_where_that_is_wanted() -> None:
    for plot in (DESCENT, CLASSES, replace(PIECES, equal=True)):
        sketch = sketched(plot)
        left, top, right, bottom = sketch.frame
        across, up = plot.x.high - plot.x.low, plot.y.high - plot.y.low
        assert (right - left) / across == pytest.approx((bottom - top) / up)


def test_an_axis_that_would_be_short_goes_on() -> None:
    thin = replace(CLASSES, x=Axis((), 0, 1), y=Axis((), 0, 50), curves=(), dots=())
    left, _, right, _ = sketched(thin).frame
    assert right - left >= 89


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1), (0, inf), (nan, 1)])
def test_an_axis_goes_from_a_number_to_a_larger_one(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="no axis"):
        Axis((), low, high)


def test_a_name_wider_than_the_box_does_not_leave_the_picture() -> None:
    thin = replace(CLASSES, x=Axis(("a name that goes on and on",), 0, 1), y=Axis((), 0, 50))
    for words in sketched(thin).words:
        assert room_of(words)[0] >= 0


def test_lines_across_stand_where_they_are_asked_for() -> None:
    sketch = sketched(PIECES)
    upright = sorted(line.x1 for line in sketch.grid if line.x1 == line.x2)
    assert len(upright) == 11
    assert {round(b - a, 6) for a, b in pairwise(upright)} == {32}
