"""Least squares by hand: the normal equations of a small data set, solved exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Paragraph, Text, Vector
from symnn.documents.fit import fit_document, risk
from symnn.documents.fit_names import rule
from symnn.documents.overview import worked_of
from symnn.errors import InputError
from symnn.exercises.choices import told_apart
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.least_squares_data import fitted, problem, with_data
from symnn.exercises.kinds.options import number
from symnn.exercises.lines import Known, numbers_of, valued, worked_line
from symnn.exercises.told import data_table
from symnn.exercises.wanted import wanted
from symnn.formula import Formula, Quotient, difference, minus
from symnn.learning import Fit, FitProblem
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network
from symnn.numbers.reading import closed_form
from symnn.quantities import H, Quantity, R, symbol, x, y

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source

MOST_INPUTS, MOST_SAMPLES = 3, 12
FARTHEST = 5
"""The largest input for which a prediction is asked."""
WORDS: Text = (
    "Fit this linear model to the data by least squares: find the weights for which the risk, the"
    " mean of the square losses, is as small as it can be. Solve the normal equations; give exact"
    " numbers.",
)
SAMPLES = number("samples", "how many samples are drawn", "a number of samples", MOST_SAMPLES, 4)


def _check(net: Network) -> None:
    """Let linear models of few inputs pass."""
    width = net.widths[0]
    if net.depth > 1 or net.widths[-1] != 1 or not net.activations[0].is_identity:
        expected = "one linear layer with one output"
        raise InputError("no linear model", found=str(list(net.widths)), expected=expected)
    if width is None or width > MOST_INPUTS:
        expected = f"at most {MOST_INPUTS}"
        raise InputError(
            "more inputs than anyone fits by hand", found=str(width), expected=expected
        )
    if net.loss is None or net.loss.name != "square":
        found = "none" if net.loss is None else net.loss.name
        raise InputError("another loss", found=found, expected="square")
    if any(net.W) or any(net.b):
        raise InputError("weights that are known already", expected="none: they are asked for")


def _reshaped(setting: Setting, source: Source) -> Network:
    """The model with data that are drawn; those that a spec tells are kept."""
    if any(point.x for point in setting.net.data):
        return setting.net
    return with_data(setting.net, setting.option(SAMPLES.name), source)


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    posed = problem(net)
    fit = fitted(posed)
    if fit.dependent:
        expected = "columns of X that are independent: other inputs, or more samples"
        raise InputError("data that more than one model fits best", expected=expected)
    weights = [_weight(fit, k) for k in range(len(fit.w))]
    model = rule(fit, [question.quantity for question in weights])
    known = numbers_of(weights)
    at = _new_point(exercise, fit)
    sample = exercise.source("sample").integer(1, len(net.data))
    asks = (*weights, _prediction(model, known, at), _residual(fit, sample))
    return Content(
        task=(
            Paragraph(WORDS),
            Lines((Line(H(), (Link("=", model),)), Line(R, (Link("=", risk()),)))),
        ),
        shown=(data_table(worked_of(exercise.solution, None)),),
        asks=wanted(asks, exercise.setting.ask),
        solution=lambda: list(_solution(posed, fit, model, known | at, sample)),
    )


def _weight(fit: Fit, k: int) -> Question:
    """The question for a weight, with what other data and other equations would give for it."""
    right = closed_form(fit.w[k])
    first = 0 if fit.problem.augmented else 1
    wrong = [
        Wrong(_of(posed, column), name, why)
        for name, why, posed, column in _other_fits(fit.problem, k)
    ]
    alone = Quotient(closed_form(fit.moment[k]), closed_form(fit.gram[k][k]))
    wrong.append(
        Wrong(
            valued(alone, {}), "off-diagonal-ignored",
            "each equation was solved by itself, as if XᵀX had zeros off its diagonal",
        )
    )  # fmt: skip
    wrong.append(
        Wrong(closed_form(fit.moment[k]), "gram-left-out", "this is the entry of Xᵀy alone")
    )
    of: Text = ("The constant:",) if k + first == 0 else ("The weight of ", x(k + first), ":")
    return Question(f"w{k + first}", right, of, (), told_apart(right, wrong))


def _other_fits(posed: FitProblem, k: int) -> Iterator[tuple[str, str, FitProblem, int]]:
    """What else people fit: name, reason, problem, and the column that is taken for column k."""
    if posed.augmented and k:
        bare = replace(posed, design=tuple(row[1:] for row in posed.design), augmented=False)
        yield "constant-left-out", "X has no column of ones", bare, k - 1
    if len(posed.design[0]) != 2 or not posed.augmented:
        return
    yield "weights-exchanged", "the weights stand in the other order", posed, 1 - k
    ends = posed.design[0], posed.design[-1]
    if ends[0] != ends[1]:
        line = replace(posed, design=ends, y=(posed.y[0], posed.y[-1]))
        yield (
            "line-through-two-points",
            "this line runs through the first and the last point",
            line,
            k,
        )
    swapped = tuple((1, target) for target in posed.y)
    if len({*posed.y}) > 1:
        other = replace(posed, design=swapped, y=tuple(row[1] for row in posed.design))
        yield "inputs-and-targets-exchanged", "x was fitted to y, not y to x", other, k


def _of(posed: FitProblem, column: int) -> Formula:
    return closed_form(fitted(posed).w[column])


def _new_point(exercise: Exercise, fit: Fit) -> dict[Quantity, Formula]:
    """An input that is not among the data."""
    source, seen = exercise.source("new"), {point.x for point in exercise.net.data}
    while True:
        new = tuple(source.nonzero(FARTHEST) for _ in range(exercise.net.widths[0] or 0))
        if new not in seen:
            return {x(j): entry for j, entry in enumerate(new, 1)}


def _prediction(model: Formula, known: Known, at: Known) -> Question:
    right = valued(model, {**known, **at})
    constant = symbol("w0")
    wrong = []
    if constant in known:
        short = valued(model, {**known, **at, constant: 0})
        wrong.append(Wrong(short, "constant-left-out", "the constant was left out"))
    if len(at) == 1:
        prompt: Text = ("Its prediction for ", x(1), " = ", at[x(1)], ":")
    else:
        prompt = ("Its prediction for ", Quantity("x"), " = ", Vector(tuple(at.values())), ":")
    return Question("prediction", right, prompt, (), told_apart(right, wrong))


def _missed(sample: int) -> Formula:
    """The residual of a sample: target minus prediction."""
    return difference(y(sample), H(sample))


def _residual(fit: Fit, sample: int) -> Question:
    right = closed_form(fit.residuals[sample - 1])
    wrong = (
        Wrong(minus(right), "residual-sign", "the target was subtracted from the prediction"),
        Wrong(
            closed_form(fit.predictions[sample - 1]), "prediction-for-residual",
            "this is the prediction, not what it misses the target by",
        ),
    )  # fmt: skip
    prompt = (f"The residual of sample {sample}, ", _missed(sample), ":")
    return Question("residual", right, prompt, (), told_apart(right, wrong))


def _solution(
    posed: FitProblem, fit: Fit, model: Formula, known: Known, sample: int
) -> Iterator[Block]:
    yield from fit_document(posed).blocks
    yield Heading(2, ("A prediction and a residual",))
    yield Lines((worked_line(symbol("prediction"), model, known),))
    numbers = {
        y(sample): closed_form(fit.y[sample - 1]),
        H(sample): closed_form(fit.predictions[sample - 1]),
    }
    yield Lines((worked_line(symbol("residual"), _missed(sample), numbers),))


KIND = Kind(
    name="least-squares",
    summary="the normal equations of a small data set, solved exactly; prediction and residual",
    heading="Least squares",
    make=_make,
    keys={"layers": (1, 1), "loss": "square"},
    options=(SAMPLES,),
    reshape=_reshaped,
    draws=False,
    check=_check,
)
