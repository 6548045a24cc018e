"""Least squares: published fits, columns that depend on others, irrational data, size."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
import sympy

from symnn.render.json_fit import fit_json
from tests.fits import BEST_FIT_LINE, EXACT, fitted, problem

# --- published and worked examples --------------------------------------------------------------


"""D. Margalit, J. Rabinoff, Interactive Linear Algebra, "The Method of Least Squares"."""


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("gram", [["5", "3"], ["3", "3"]]),
        ("moment", ["0", "6"]),
        ("w", ["-3", "5"]),
        ("predictions", ["5", "2", "-1"]),
        ("residual_norm_squared", "6"),
        ("rank", 2),
        ("format", "symnn/fit"),
        ("version", 1),
    ],
)
def test_published_best_fit_line(key: str, expected: object) -> None:
    """Slope first, as the book has it."""
    assert fit_json(problem(BEST_FIT_LINE))[key] == expected


def test_data_are_augmented_with_a_leading_one() -> None:
    """The same line from points: w₀ is the intercept."""
    points = "data: [{x: [0], y: 6}, {x: 1, y: [0]}, {x: ['2'], y: 0.0}]"
    fit = fitted(points)
    assert fit.design == ((1, 0), (1, 1), (1, 2))
    assert fit.w == (5, -3)
    assert fit.risk(EXACT) == 2


@pytest.mark.parametrize(
    ("text", "w", "norm"),
    [
        ("{design: [[2]], y: [3]}", ["3/2"], "0"),
        ("{design: [[0.1], [0.2]], y: [1, 0.5]}", ["4"], "9/20"),
        ("{design: [[1, 0], [0, 1e-3]], y: [1/3, -2]}", ["1/3", "-2000"], "0"),
        ("{design: [[1], [1], [1]], y: [1, 2, 6]}", ["3"], "14"),
        ("{design: [[0], [0]], y: [1, 2]}", ["0"], "5"),
        ("{design: [[1], [sqrt(2)]], y: [sqrt(2), 2]}", ["sqrt(2)"], "0"),
        ("{design: [[sqrt(2)], [sqrt(2)]], y: [1, 2]}", ["3*sqrt(2)/4"], "1/2"),
        ("{design: [[exp(1), 0], [0, ln 3]], y: [exp(2), ln 3]}", ["exp(1)", "1"], "0"),
    ],
)
def test_small_fits(text: str, w: list[str], norm: str) -> None:
    """One row a case: the file, w, ‖y − X w‖²."""
    written = fit_json(problem(text))
    assert (written["w"], written["residual_norm_squared"]) == (w, norm)
    assert "rounded" not in written


# --- columns that depend on others --------------------------------------------------------------


@pytest.mark.parametrize(
    ("design", "dependent"),
    [
        ("[[1, 1], [1, 1]]", ["column 2 = column 1"]),
        ("[[1, -1], [1, -1]]", ["column 2 = -column 1"]),
        ("[[0, 1], [0, 2]]", ["column 1 = 0"]),
        ("[[2, 1, 3], [1, 1, 1], [0, 1, -1]]", ["column 3 = 2*column 1 - column 2"]),
        ("[[3, 1], [6, 2]]", ["column 2 = 1/3*column 1"]),
        ("[[1, 2], [2, 4], [0, 0]]", ["column 2 = 2*column 1"]),
        ("[[1, 2, 3]]", ["column 2 = 2*column 1", "column 3 = 3*column 1"]),
        ("[[1, sqrt(2)], [2, 2*sqrt(2)]]", ["column 2 = sqrt(2)*column 1"]),
        ("[[1, exp(1)], [exp(1), exp(2)]]", ["column 2 = exp(1)*column 1"]),
        (
            "[[1, sqrt(2), 2 + sqrt(2)], [1, 2, 4], [1, sqrt(3), 2 + sqrt(3)]]",
            ["column 3 = 2*column 1 + column 2"],
        ),
        ("[[1, 0.5*ln 4], [2, ln 4]]", ["column 2 = ln(4)/2*column 1"]),
    ],
)
def test_dependent_columns_are_named(design: str, dependent: list[str]) -> None:
    """Each by the columns before it, and counted by the rank."""
    rows = design.count("[") - 1
    written = fit_json(problem(f"design: {design}\ny: {list(range(1, rows + 1))}"))
    assert written["dependent"] == dependent
    columns = len(written["w"])  # type: ignore[arg-type]
    assert written["rank"] == columns - len(dependent)


def test_of_all_solutions_the_shortest_is_taken() -> None:
    """w₁ + 2 w₂ = 5 comes closest to the origin at (1, 2)."""
    assert fitted("design: [[1, 2], [2, 4]]\ny: [5, 10]").w == (1, 2)
    assert fitted("data: [{x: [1, 1], y: 0}, {x: [2, 2], y: 3}]").w == (-3, Fraction(3, 2), 1.5)


def test_shortest_solution_of_irrational_data_is_exact() -> None:
    """w₁ + √2 w₂ = 3 comes closest to the origin at (1, √2)."""
    written = fit_json(problem("design: [[1, sqrt(2)]]\ny: [3]"), digits=30)
    assert written["w"] == ["1", "1.41421356237309504880168872421"]
    assert written["predictions"] == ["3"]


def test_decimals_name_dependencies_too() -> None:
    """A coefficient 1 is left out, another is a decimal."""
    text = "design: [[3, 1, 4], [6, 2, 8], [0, 0, 1], [1, 1/3, 0]]\ny: [1, 2, 3, 4]"
    assert fit_json(problem(text), digits=3)["dependent"] == ["column 2 = 0.333*column 1"]
    text = "design: [[1, 1, 0.25], [1, 2, -0.75]]\ny: [1, 2]"
    assert fit_json(problem(text), 2)["dependent"] == ["column 3 = 1.3*column 1 - column 2"]


# --- irrational data ----------------------------------------------------------------------------


def test_irrational_line_through_its_points() -> None:
    """y = 2 x + 1 at irrational x is found out to be just that."""
    points = ["{x: sqrt(2), y: 1 + 2*sqrt(2)}", "{x: 1, y: 3}", "{x: pi, y: 1 + 2*pi}"]
    fit = fitted(f"data: [{', '.join(points)}]")
    assert fit.w == (1, 2)
    assert fit.residual_norm_squared == 0


IRRATIONAL = "data: [{x: sqrt(2), y: 1}, {x: 2, y: ln 3}, {x: exp(1), y: 7/2}, {x: pi, y: -2}]"


@pytest.mark.parametrize("digits", [1, 6, 40])
def test_decimals_of_irrational_fits_are_right(digits: int) -> None:
    """As SymPy has them."""
    X = sympy.Matrix([[1, sympy.sqrt(2)], [1, 2], [1, sympy.E], [1, sympy.pi]])
    y = sympy.Matrix([1, sympy.log(3), sympy.Rational(7, 2), -2])
    w = (X.T * X).inv() * X.T * y
    norm = ((y - X * w).T * (y - X * w))[0]
    written = fit_json(problem(IRRATIONAL), digits)
    texts = [*written["w"], written["residual_norm_squared"]]  # type: ignore[misc]
    for text, number in zip(texts, [*w, norm], strict=True):
        unit = sympy.Rational(10) ** Decimal(text).as_tuple().exponent
        assert abs(sympy.Rational(text) - number.evalf(digits + 30)) <= unit / 2
        assert len(Decimal(text).as_tuple().digits) == digits


def test_what_has_no_short_closed_form_is_a_decimal_and_named() -> None:
    """The rest stays exact."""
    rows = [f"{{x: [sqrt({n}), ln {n}, exp(1/{n})], y: pi/{n}}}" for n in range(2, 9)]
    written = fit_json(problem(f"data: [{', '.join(rows)}]"))
    assert "w[2]" in written["rounded"]  # type: ignore[operator]
    assert float(written["w"][1])  # type: ignore[index]
    assert written["gram"][0][0] == "7"  # type: ignore[index]
