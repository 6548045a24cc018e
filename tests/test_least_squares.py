"""Least squares: published values, laws of the solution, other programs, what is refused."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symnn.errors import InputError
from symnn.files import parse
from symnn.learning import Fit, FitProblem, least_squares, read_fit
from symnn.learning.echelon import fraction_free, reduced
from symnn.learning.elimination import AddMultiple, Elimination, Scale, Swap
from symnn.learning.matrices import Matrix, times, transposed
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.numbers.value import with_enough_bits
from symnn.render.json_fit import fit_json

EXACT = Arithmetic()
Row = Sequence[int | Fraction]


def problem(text: str) -> FitProblem:
    """The problem in a YAML text."""
    return read_fit(parse(text, "fit.yaml"))


def fitted(text: str) -> Fit:
    """The fit of the problem in a YAML text."""
    wanted = problem(text)
    return with_enough_bits(lambda arithmetic: least_squares(wanted, arithmetic))


def fit_of(design: Sequence[Row], y: Row) -> Fit:
    """The fit of rational numbers."""
    rows = tuple(tuple(row) for row in design)
    return least_squares(FitProblem(rows, tuple(y), augmented=False), EXACT)


# --- published and worked examples --------------------------------------------------------------

BEST_FIT_LINE = "design: [[0, 1], [1, 1], [2, 1]]\ny: [6, 0, 0]"
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


# --- laws ---------------------------------------------------------------------------------------

numbers = st.fractions(-9, 9, max_denominator=12) | st.integers(-3, 3)


@st.composite
def systems(draw: st.DrawFn) -> tuple[list[list[Fraction]], list[Fraction]]:
    """X and y, often with columns that depend on others."""
    rows, columns, rank = draw(st.integers(1, 6)), draw(st.integers(1, 4)), draw(st.integers(1, 4))

    def matrix(height: int, width: int) -> list[list[Fraction]]:
        row = st.lists(numbers, min_size=width, max_size=width)
        return [list(map(Fraction, draw(row))) for _ in range(height)]

    left, right = matrix(rows, rank), matrix(rank, columns)
    across = list(zip(*right, strict=True))
    product = [[Fraction(sum(map(Fraction.__mul__, row, c))) for c in across] for row in left]
    return product, matrix(1, rows)[0]


@given(systems())
def test_normal_equations_hold_exactly(system: tuple[list[Row], Row]) -> None:
    """XᵀX w = Xᵀy, so that the residual is orthogonal to every column."""
    fit = fit_of(*system)
    columns = transposed(fit.design)
    assert times(fit.gram, fit.w, EXACT) == fit.moment
    assert not any(times(columns, fit.residuals, EXACT))
    assert fit.predictions == times(fit.design, fit.w, EXACT)
    assert fit.residual_norm_squared == sum(Fraction(r) ** 2 for r in fit.residuals)  # type: ignore[arg-type]


@given(systems())
def test_solution_is_the_pseudoinverses(system: tuple[list[Row], Row]) -> None:
    """w = X⁺ y, as SymPy has it; so it is in the row space, and the shortest."""
    fit = fit_of(*system)
    X = sympy.Matrix([[sympy.Rational(str(e)) for e in row] for row in system[0]])
    y = sympy.Matrix([sympy.Rational(str(e)) for e in system[1]])
    w = sympy.Matrix([sympy.Rational(str(e)) for e in fit.w])
    assert fit.rank == X.rank()
    assert w == X.pinv() * y
    assert X.col_join(w.T).rank() == fit.rank


@given(systems())
def test_solution_is_numpys(system: tuple[list[Row], Row]) -> None:
    """To nine digits, where floating point sees the same rank as exact numbers do."""
    fit = fit_of(*system)
    X, y = np.array(system[0], float), np.array(system[1], float)
    w, _, rank, singular = np.linalg.lstsq(X, y)
    assume(rank == fit.rank and (rank == 0 or singular[0] < 1e3 * singular[rank - 1]))
    assert np.allclose(w, np.array(fit.w, float), rtol=1e-9, atol=1e-9 * max(1, *abs(w)))


@given(systems())
def test_dependencies_hold(system: tuple[list[Row], Row]) -> None:
    """Each column that is said to be a combination of others is it; the others are independent."""
    fit = fit_of(*system)
    columns = transposed(fit.design)
    for dependency in fit.dependent:
        made = [0] * len(fit.y)
        for column, factor in dependency.combination:
            assert column < dependency.column
            made = [m + factor * e for m, e in zip(made, columns[column - 1], strict=True)]  # type: ignore
        assert tuple(made) == columns[dependency.column - 1]
    assert fit.rank + len(fit.dependent) == len(columns)


@settings(max_examples=40)
@given(systems(), st.sampled_from(["sqrt(2)", "exp(1)", "pi"]))
def test_scaling_the_data_by_an_irrational_number(
    system: tuple[list[Row], Row], factor: str
) -> None:
    """c X has the rank and relations of X; with c y also the same w, and c² the residual."""
    design, y = system
    fit = fit_of(design, y)
    rows = [[f"({e})*{factor}" for e in row] for row in design]
    scaled = fitted(json.dumps({"design": rows, "y": [f"({e})*{factor}" for e in y]}))
    assert (scaled.rank, scaled.dependent) == (fit.rank, fit.dependent)
    assert scaled.w == fit.w


# --- elimination --------------------------------------------------------------------------------


def carried_out(matrix: Matrix, elimination: Elimination) -> Matrix:
    """The matrix after the operations, each done here from its own description."""
    rows = [list(row) for row in matrix]
    for operation in elimination.operations():
        match operation:
            case Swap(first, second):
                rows[first - 1], rows[second - 1] = rows[second - 1], rows[first - 1]
            case Scale(row, by):
                rows[row - 1] = [by * e for e in rows[row - 1]]  # type: ignore
            case AddMultiple(row, by, of):
                pairs = zip(rows[row - 1], rows[of - 1], strict=True)
                rows[row - 1] = [a + by * b for a, b in pairs]  # type: ignore
        assert operation.after == tuple(map(tuple, rows))
    return elimination.rows


@given(systems())
def test_row_operations_say_what_they_do(system: tuple[list[Row], Row]) -> None:
    """Each gives the matrix it says; all give SymPy's reduced form, and so does the other way."""
    design = tuple(map(tuple, system[0]))
    width = len(design[0])
    elimination = Elimination(design, width, EXACT)
    rows = carried_out(design, elimination)
    form, pivots = sympy.Matrix([[sympy.Rational(str(e)) for e in row] for row in design]).rref()
    assert tuple(elimination.pivots) == pivots
    assert [str(e) for row in rows for e in row] == [str(e) for e in form]
    echelon = fraction_free(design, width)
    assert (echelon.rows, echelon.pivots) == (rows[: len(pivots)], pivots)


def test_row_operations_of_the_best_fit_line() -> None:
    """[5 3 | 0; 3 3 | 6] in four operations."""
    elimination = fitted(BEST_FIT_LINE).elimination(EXACT)
    done = [
        (type(o).__name__, *[getattr(o, f) for f in o.__slots__[:-1]])
        for o in elimination.operations()
    ]
    assert done == [
        ("Scale", 1, Fraction(1, 5)),
        ("AddMultiple", 2, -3, 1),
        ("Scale", 2, Fraction(5, 6)),
        ("AddMultiple", 1, Fraction(-3, 5), 2),
    ]
    assert elimination.rows == ((1, 0, -3), (0, 1, 5))


def test_rows_are_swapped_only_where_a_pivot_is_missing() -> None:
    """A zero on top is no pivot; a matrix in reduced form needs nothing."""
    swapped = list(Elimination(((0, 1), (1, 0)), 2, EXACT).operations())
    assert swapped == [Swap(1, 2, ((1, 0), (0, 1)))]
    assert list(Elimination(((1, 0, 7), (0, 1, 8)), 2, EXACT).operations()) == []


def test_irrational_pivots_become_exactly_one() -> None:
    """And what is cleared becomes exactly 0, whatever its closed form."""

    def rows(arithmetic: Arithmetic) -> Matrix:
        root, e = arithmetic.apply("sqrt", 2), arithmetic.apply("exp", 1)
        sum_: Real = arithmetic.add((root, e))
        return reduced(((sum_, e), (root, sum_)), 2, arithmetic).rows

    assert with_enough_bits(rows) == ((1, 0), (0, 1))


# --- what is refused ----------------------------------------------------------------------------

BOTH = "data: [{x: 1, y: 1}]\ndesign: [[1]]\ny: [1]"
LONG = "9" * 900
REFUSED = [
    ("title: none", "nothing to fit", 1, "", "`data`, or `design` with `y`"),
    ("[1, 2]", "not a table", 1, "", ""),
    ("desing: [[1]]\ny: [1]", "unknown key", 1, "desing", "one of data"),
    (BOTH, "`design` beside `data`", 2, "design", "one of the two"),
    ("y: [1]\ndata: [{x: 1, y: 1}]", "`y` beside `data`", 1, "y", "one of the two"),
    ("design: [[1]]", "no `y`", 1, "", ""),
    ("design: [[1]]\ny: null", "not a list", 2, "y", "a list of numbers"),
    ("design: null\ny: [1]", "not a list", 1, "design", "a list of rows"),
    ("design: []\ny: []", "a number of rows", 1, "design", "from 1 to 2,000"),
    ("data: []", "a number of rows", 1, "data", "from 1 to 2,000"),
    ("data: {x: 1, y: 1}", "not a list", 1, "data", "a list of points"),
    ("data: [1]", "not a table", 1, "data[1]", "keys with values; the keys are x, y"),
    ("data:\n- x: 1\n  y: 2\n- x: 1", "no `y`", 4, "data[2]", "`y`, all of it known"),
    ("data: [{y: 1}]", "no `x`", 1, "data[1]", ""),
    ("data: [{x: [], y: 1}]", "a row that can't be used", 1, "data[1].x", "from 1 to 50"),
    ("data:\n- {x: [1, 2], y: 1}\n- {x: [1], y: 1}", "a row of another", 3, "data[2].x", "as many"),
    ("data: [{x: 1, y: [1, 2]}]", "not one target", 1, "data[1].y", "one number for each row"),
    ("data: [{x: 1, y: []}]", "not one target", 1, "data[1].y", "one number for each row"),
    ("design: [[1], [2]]\ny: [[1, 2], [3, 4]]", "not one target", 2, "y[1]", ""),
    ("data: [{x: [1, null], y: 1}]", "an unknown in a fit", 1, "data[1].x[2]", "a number"),
    ("data: [{x: [1], y: '?'}]", "an unknown in a fit", 1, "data[1].y", "a number"),
    ("data: [{x: null, y: 1}]", "an unknown in a fit", 1, "data[1].x", "a number"),
    ("data: [{x: [w], y: 1}]", "a name where a number", 1, "data[1].x[1]", ""),
    ("design: [[1, x1]]\ny: [1]", "a name where a number", 1, "design[1][2]", ""),
    ("design: [[.nan]]\ny: [1]", "", 1, "design[1][1]", ""),
    ("design: [[1/0]]\ny: [1]", "", 1, "design[1][1]", ""),
    ("design: [1, 2]\ny: [1, 2]", "not a list", 1, "design[1]", "a row"),
    ("design: [[[1]]]\ny: [1]", "not a single value", 1, "design[1][1]", ""),
    ("design:\n- [1, 2]\n- [1]\ny: [1, 2]", "a row of another length", 3, "design[2]", ""),
    ("design: [[1], [2]]\ny: [1]", "`y` of the wrong length", 2, "y", "2 numbers"),
    ("design: [[1], [2]]\ny: 1", "not a list", 2, "y", "a list of numbers, one for each row"),
    (f"design: [{'[1],' * 2001}]\ny: [1]", "a number of rows", 1, "design", ""),
    (f"design: [[{'1,' * 51}]]\ny: [1]", "a row that can't be used", 1, "design[1]", ""),
    (f"design: [[{(LONG + ',') * 7}]]\ny: [1]", "numbers too long", 1, "", "fewer columns"),
    (f"design: [{'[pi],' * 201}]\ny: [{'1,' * 201}]", "irrational numbers", 1, "", "at most"),
    ("design: [[1]]\ny: [1]\ntitle: [1]", "not a single value", 3, "title", "a text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "line", "key", "expected"), REFUSED)
def test_what_is_no_fit_is_refused_where_it_stands(
    text: str, what: str, line: int, key: str, expected: str
) -> None:
    """One row a case: text, what is wrong, line, key, what would be right."""
    with pytest.raises(InputError) as caught:
        problem(text)
    error = caught.value
    assert error.what.startswith(what)
    assert (error.place.file, error.place.line, error.place.key) == ("fit.yaml", line, key)
    assert error.expected.startswith(expected)


# --- size and time ------------------------------------------------------------------------------


def test_200_by_10_decimals_take_no_time() -> None:
    """About a hundredth of a second; the bound is for machines under load."""
    rng = np.random.default_rng(1)
    rows = [[f"{e:.3f}" for e in row] for row in rng.uniform(-9, 9, (200, 11))]
    text = json.dumps({"design": [row[:10] for row in rows], "y": [row[10] for row in rows]})
    wanted = problem(text)
    start = time.perf_counter()
    fit = least_squares(wanted, EXACT)
    assert time.perf_counter() - start < 1
    assert not any(isinstance(number, Irrational) for number in fit.w)


def test_numbers_with_more_digits_than_python_prints_become_decimals() -> None:
    """Exact all the same, but nobody could read them."""
    design = [[Fraction(10**900 + k, 3**800 + j) for j in range(3)] for k in range(3)]
    wanted = FitProblem(tuple(map(tuple, design)), (1, 2, 3), augmented=False)
    written = fit_json(wanted)
    assert "gram[1][1]" in written["rounded"]  # type: ignore[operator]
