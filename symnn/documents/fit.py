"""A fit as a page: the model, its gradient, the normal equations and their solution, descent."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.blocks import (
    Block,
    Document,
    Heading,
    Line,
    Lines,
    Link,
    Matrices,
    Paragraph,
    Text,
)
from symnn.documents.descent import descent
from symnn.documents.fit_gradient import gradient, square_loss
from symnn.documents.fit_names import (
    GRAM,
    INPUT,
    MOMENT,
    NORM,
    NUMBER,
    PREDICTION,
    ROWS,
    SAMPLE,
    SYSTEM,
    WEIGHTS,
    X,
    Y,
    input_of_sample,
    matrix,
    rule,
    weights,
)
from symnn.documents.fit_numbers import BITS_PER_DIGIT, FitNumbers
from symnn.documents.fit_result import MOST_IN_A_MATRIX, has_inputs, predictions, solution
from symnn.documents.row_operations import is_rounded, row_operations
from symnn.errors import UndecidedError
from symnn.formula import Formula, IndexedSum, Product, Quotient
from symnn.learning import Fit, FitProblem, least_squares
from symnn.learning.matrices import Vector
from symnn.numbers.real import Arithmetic
from symnn.numbers.value import FIRST_BITS, with_enough_bits
from symnn.quantities import H, Letter, R, symbol

MOST_COLUMNS = 10
"""Columns above which matrices are left out."""
IN_THE_TABLE = "Its {} rows stand beside the predictions, in the table below."
EXACTLY = ", exactly; only what is written here is rounded"
NOT_SHOWN = "Its {} rows and {} columns are not shown here."
MOST_ELIMINATED = 4
"""Columns up to which the row operations are shown."""


def fit_document(problem: FitProblem, digits: int = 0) -> Document:
    """The worked solution of a least-squares problem.

    Args:
        problem: what is to be fitted.
        digits: significant digits if decimals are wanted throughout; 0 for exact numbers, with
            decimals beside the irrational ones.

    Raises:
        UndecidedError: if a number can't be told from 0.
    """

    def document(arithmetic: Arithmetic) -> Document:
        fit, numbers = least_squares(problem, arithmetic), FitNumbers(problem, arithmetic, digits)
        sections = (
            _model,
            gradient,
            _normal_equations,
            _elimination,
            solution,
            predictions,
            descent,
        )
        blocks = tuple(block for section in sections for block in section(fit, numbers))
        return Document((problem.title or "Least squares, worked out",), blocks, numbers.decimals)

    return with_enough_bits(document, max(FIRST_BITS, int(digits * BITS_PER_DIGIT) + 64))


def risk() -> Formula:
    """The mean of the square losses of the samples, in letters."""
    losses = IndexedSum(SAMPLE, Letter("n"), square_loss())
    return Product((Quotient(1, symbol("n")), losses))


def _model(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """The prediction rule, the risk, the data."""
    yield Heading(2, ("The model",))
    norm = Link("=", Product((Quotient(1, symbol("n")), NORM)))
    short = [symbol("Aug(x) · w")] if fit.problem.augmented else []
    line = Line(H(), _equal([rule(fit, [*weights(fit)]), *short]))
    yield Lines((line, Line(R, (Link("=", risk()), norm))))
    row = input_of_sample(fit)
    what: Text = (", a leading 1 and then ", INPUT) if fit.problem.augmented else ()
    named: Text = ("Row ", NUMBER, " of the design matrix ", X, " is ", row, *what)
    yield Paragraph((*named, ", and ", PREDICTION, " the prediction of sample ", NUMBER, "."))
    if len(fit.w) <= MOST_COLUMNS and len(fit.y) <= MOST_IN_A_MATRIX:
        yield Matrices((matrix(X, fit.design, numbers), matrix(Y, _column(fit.y), numbers)))
    else:
        words = IN_THE_TABLE if has_inputs(fit) else NOT_SHOWN
        yield Paragraph((words.format(len(fit.y), len(fit.w)),))


def _normal_equations(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    yield Heading(2, ("The normal equations",))
    equations = Line(Product((GRAM, WEIGHTS)), _equal([MOMENT]))
    yield Lines((equations,), ("The risk is least where its gradient is 0:",))
    if len(fit.w) <= MOST_COLUMNS:
        moment = matrix(MOMENT, _column(fit.moment), numbers)
        yield Matrices((matrix(GRAM, fit.gram, numbers), moment))


def _elimination(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """Row operations, if the columns are few; none where an entry can't be told from 0."""
    if len(fit.w) > MOST_ELIMINATED:
        return
    try:
        blocks = list(row_operations(fit.elimination(numbers.arithmetic), numbers))
    except UndecidedError:  # the weights themselves were found from X, whose entries are simpler
        return
    exactly = (EXACTLY,) if any(map(is_rounded, blocks)) else ()
    yield Paragraph(("Row operations on ", SYSTEM, ", whose rows are ", ROWS, *exactly, ":"))
    yield from blocks


def _equal(formulas: list[Formula]) -> tuple[Link, ...]:
    return tuple(Link("=", formula) for formula in formulas)


def _column(entries: Vector) -> tuple[Vector, ...]:
    return tuple((entry,) for entry in entries)
