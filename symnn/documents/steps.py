"""The steps of gradient descent after the first, in short: a table each, and the risk of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from symnn.documents.blocks import Block, Heading, Inline, Number, Paragraph, TableBlock, Text
from symnn.documents.data import spoken_samples
from symnn.documents.figures import DIGITS, Figures
from symnn.documents.network import cell
from symnn.documents.parameter_vector import (
    is_short,
    law,
    makes_a_step,
    moved,
    step_blocks,
    unpacked,
)
from symnn.documents.targets import some
from symnn.documents.worked import Worked
from symnn.errors import UndecidedError
from symnn.evaluate.descent import descent, risk_of, values_of
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDEFINED, Missing
from symnn.quantities import Quantity, R, new, w

MOST_SHOWN = 4
"""Steps above which those after the first are not shown one by one."""
MOST_COLUMNS = 5
"""Parameter vectors that stand beside each other."""
MOST_STEPS = 40
"""Steps above which a table shows the first two and the last."""
LONGEST_FRACTION = 8
"""Digits of a fraction above which it is rounded here, where numbers stand side by side."""
ROUNDED = "Long numbers are rounded here, but not in the steps themselves."


@dataclass(frozen=True)
class _Descent:
    """The steps, each as it is shown.

    Args:
        first: the first step, as it is worked out.
        each: all steps, with the numbers of tables.
    """

    first: Worked
    each: list[Worked]

    def before(self, step: int, parameter: Quantity) -> Inline:
        """A parameter before a step; before step k + 1, as step k leaves it."""
        if step == 1:
            return cell(self.each[0], parameter)
        return cell(self.each[step - 2], new(parameter))

    def risk(self, step: int, batch: tuple[int, ...], after: bool) -> Inline:
        """The risk over some samples, before or after a step."""
        solution = self.each[step - 1].solution
        try:
            return cell(_in_short(self.first, risk_of(solution, batch, after)), R)
        except UndecidedError:  # a sign that only the next step would need
            return "undecided"


def following_steps(worked: Worked) -> Iterator[Block]:
    """The steps after the first; nothing if one is all that is asked for.

    Args:
        worked: the whole data, with the first step.
    """
    net = worked.net
    if net.steps == 1 or not makes_a_step(net):
        return
    rows = [q for q in moved(net) if worked.wanted(new(q))]
    if not rows and not worked.wanted(R):
        return
    yield Heading(1, (f"{net.steps} steps",))
    yield Paragraph(("Every step begins where the one before ended:",))
    yield law("t", "t-1")
    solutions, why = _made_of(descent(worked.solution))
    yield from [Paragraph((why,))] if why else ()
    if len(solutions) > 1:
        yield from _made(_Descent(worked, [_in_short(worked, one) for one in solutions]), rows)


def _made_of(steps: list[Solution]) -> tuple[list[Solution], str]:
    """The steps that can be made, and why it is not all of them."""
    for step in range(1, len(steps) + 1):
        try:
            values = values_of(steps, step).items()
        except UndecidedError as error:
            return steps[: step - 1], f"No further step can be made. In {error}."
        after = [value for q, value in values if q.kind in ("new_W", "new_b")]
        missing = [value for value in after if isinstance(value, Missing)]
        if missing and step < len(steps):
            why = "undefined" if UNDEFINED in missing else "not known"
            return steps[:step], f"Step {step} leaves parameters that are {why}: it is the last."
    return steps, ""


def _made(made: _Descent, rows: list[Quantity]) -> Iterator[Block]:
    """What is shown of several steps."""
    worked, steps = made.first, len(made.each)
    one_by_one = steps <= MOST_SHOWN and worked.shown is None
    yield from _one_by_one(made) if one_by_one else ()
    yield from _risks(made) if worked.wanted(R) else ()
    if not one_by_one and (is_short(worked) or worked.shown is not None):
        yield from _parameters(made, rows)
    if worked.shown is None:
        heading = Heading(2, (f"The parameters after {steps} steps",))
        yield from unpacked(made.each[-1], heading)


def _in_short(worked: Worked, solution: Solution) -> Worked:
    """A step as it is shown in tables: with short numbers, in the manner of the first."""
    first = worked.figures
    longest_fraction = 0 if first.decimals else LONGEST_FRACTION
    figures = Figures(solution, first.digits, worked.net, longest_fraction, DIGITS)
    return replace(worked, figures=figures, sample=max(1, solution.net.batch[0]), shown=None)


def _one_by_one(made: _Descent) -> Iterator[Block]:
    """A table for every step after the first."""
    is_rounded = False
    for step, worked in enumerate(made.each[1:], 2):
        on = f", {spoken_samples(worked.net.batch)}" if made.first.net.batches else ""
        yield Heading(2, (f"Step {step}{on}",))
        blocks = list(step_blocks(worked, step, partial(made.before, step)))
        is_rounded = is_rounded or any(map(_is_rounded, blocks))
        yield from blocks
    if is_rounded:
        yield Paragraph((ROUNDED,))


def _is_rounded(block: Block) -> bool:
    """Whether a number in a table is."""
    cells = [cell for row in block.rows for cell in row] if isinstance(block, TableBlock) else []
    return any(isinstance(piece, Number) and piece.rounded for cell in cells for piece in cell)


def _risks(made: _Descent) -> Iterator[Block]:
    """The risk before and after every step, and that over all samples at the two ends."""
    net = made.first.net
    yield Heading(2, ("The risk, step by step",))
    header: list[Text] = [("step",), *[("samples",)] * bool(net.batches)]
    header += [(R, " before"), (R, " after")]
    steps = some(range(1, len(made.each) + 1), MOST_STEPS)
    rows = tuple(_risks_of(made, step) for step in steps)
    numeric = frozenset([0, len(header) - 2, len(header) - 1])
    yield TableBlock(tuple(header), rows, numeric)
    if net.batches:
        before, after = (made.risk(step, (), step > 1) for step in (1, len(made.each)))
        ends: Text = (before, " before the first step and ", after, " after the last.")
        yield Paragraph(("Over all samples, ", R, " is ", *ends))


def _risks_of(made: _Descent, step: int) -> tuple[Text, ...]:
    worked = made.each[step - 1]
    numbers = spoken_samples(worked.net.batch).removeprefix("samples ").removeprefix("sample ")
    on: list[Text] = [(numbers,)] * bool(made.first.net.batches)
    before, after = cell(worked, R), made.risk(step, worked.net.batch, True)
    return ((str(step),), *on, (before,), (after,))


def _parameters(made: _Descent, rows: list[Quantity]) -> Iterator[Block]:
    """The parameters, a column for each of some steps, evenly spread."""
    last = len(made.each)
    between = min(last, MOST_COLUMNS - 1)
    steps = [last * k // between for k in range(between + 1)]
    yield Heading(2, ("The parameters, step by step",))
    header: tuple[Text, ...] = (("entry",), *((w(str(step)),) for step in steps))
    cells = tuple(((q,), *((made.before(step + 1, q),) for step in steps)) for q in rows)
    yield TableBlock(header, cells, frozenset(range(1, len(header))))
