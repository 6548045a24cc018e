"""Laws of least squares, on random systems: against SymPy and NumPy, and row by row."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symnn.learning.echelon import fraction_free, reduced
from symnn.learning.elimination import AddMultiple, Elimination, Scale, Swap
from symnn.learning.matrices import Matrix, times, transposed
from symnn.numbers.real import Arithmetic, Real
from symnn.numbers.value import with_enough_bits
from tests.fits import BEST_FIT_LINE, EXACT, Row, fit_of, fitted

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
