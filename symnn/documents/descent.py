"""Gradient descent as a section of a fit's page: the law, steps with their numbers, a table, plots.

Only the first steps are worked out; of the others the table has as many as can be read.
"""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Paragraph, TableBlock, Text
from symnn.documents.data import spoken_samples
from symnn.documents.descent_plots import plots
from symnn.documents.descent_sizes import sizes
from symnn.documents.descent_steps import worked_step
from symnn.documents.fit_names import SLOPE, STEP, at_step, equal, vector, weights
from symnn.documents.fit_numbers import FitNumbers
from symnn.documents.laws import LAMBDA
from symnn.formula import Product, Sum
from symnn.learning import Fit
from symnn.learning.descent import Descent
from symnn.learning.descent import descent as descended
from symnn.quantities import R, symbol

MOST_WORKED = 2
"""Steps that are worked out."""
MOST_ROWS = 12
"""Steps up to which the table has them all."""
MARKS = (1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500)
"""The steps that it has of more."""
MOST_COLUMNS = 6
"""Weights above which the table leaves them out."""
MOST_BATCHES_NAMED = 6
STEEPNESS = symbol("‖∇R‖")


def descent(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """The steps that a file asks for; nothing if it asks for none."""
    if fit.problem.descent is None:
        return
    made = descended(fit, numbers.arithmetic)
    yield Heading(2, ("Gradient descent",))
    yield from _law(made, numbers)
    for step in range(1, min(made.plan.steps, MOST_WORKED) + 1):
        yield from worked_step(fit, made, step, numbers)
    yield from _table(fit, made, numbers)
    yield from plots(fit, made)
    yield from sizes(made, numbers)


def _law(made: Descent, numbers: FitNumbers) -> Iterator[Block]:
    """The law of a step in letters, where it starts, and what it takes the mean over."""
    rate = equal(LAMBDA, numbers.short(made.rate))
    start = equal(at_step(0), vector(made.points[0], numbers))
    lead = "Every step goes against the gradient. The learning rate is "
    yield Paragraph((lead, *rate, ", and the start ", *start, "."))
    moved = Sum((symbol("w⁽ᵗ⁻¹⁾"), Product((-1, LAMBDA, symbol("∇R(w⁽ᵗ⁻¹⁾)")))))
    yield Lines((Line(symbol("w⁽ᵗ⁾"), (Link("=", moved),)),))
    batches = made.plan.batches
    if not batches:
        return
    named = map(spoken_samples, batches[:MOST_BATCHES_NAMED])
    more = ["…"] * (len(batches) > MOST_BATCHES_NAMED)
    turn = ", taken in turn" if len(batches) > 1 else ""
    words = f"Here {'each' if turn else 'every'} step has a batch{turn}: "
    over: Text = ("; in a step, ", SLOPE, " is the gradient of the mean loss over its batch.")
    yield Paragraph((words, "; ".join([*named, *more]), *over))


def _table(fit: Fit, made: Descent, numbers: FitNumbers) -> Iterator[Block]:
    """A row a step: the weights, the risk, and how steep it is; and where the steps lead."""
    steps = made.plan.steps
    names = weights(fit) if len(fit.w) <= MOST_COLUMNS else []
    turn = " of the next batch" if len(made.plan.batches) > 1 else " of the batch"
    batch: Text = (turn,) if made.plan.batches else ()
    header: list[Text] = [(STEP,), *((name,) for name in names), (R,), (STEEPNESS, *batch)]
    norms = made.norms(numbers.arithmetic)
    rows: list[tuple[Text, ...]] = []
    for t in shown_steps(steps):
        entries = (*made.points[t][: len(names)], made.risks[t], norms[t])
        rows.append(((str(t),), *((numbers.decimal(entry),) for entry in entries)))
    known = made.step_sizes
    if known is not None and known.trend > 0 and not made.plan.batches:
        end = (*known.limit[: len(names)], fit.risk(numbers.arithmetic), 0)
        rows.append((("least risk",), *((numbers.decimal(entry),) for entry in end)))
    yield Heading(3, ("All steps" if steps <= MOST_ROWS else f"{steps} steps",))
    yield TableBlock(tuple(header), tuple(rows), frozenset(range(len(header))))


def shown_steps(steps: int) -> list[int]:
    """The steps that the table has: all, or some closer to each other at the beginning."""
    if steps <= MOST_ROWS:
        return list(range(steps + 1))
    return [0, *(mark for mark in MARKS if mark < steps), steps]
