"""How much of an exercise is worked already: nothing, every other line, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from symnn.documents.backward import ZEROS, backward
from symnn.documents.blocks import (
    Block,
    Grid,
    Heading,
    Line,
    Lines,
    Link,
    Number,
    OfMatrices,
    Prompt,
    PutIn,
    Vector,
)
from symnn.documents.data import risk, step
from symnn.documents.forward import forward, loss
from symnn.documents.outline import lowered
from symnn.documents.overview import worked_of
from symnn.documents.worked import Worked
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.exercises.content import Content
from symnn.formula import leaves
from symnn.marking.laws import Laws
from symnn.quantities import Quantity, plain_name

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

NO_LAW = (str, Number, PutIn, Vector, Grid, OfMatrices, Missing)
"""What a link of a line may hold beside a formula."""
FILL_IN = "Fill in what is left open in these lines."
ANSWERS = "Of what you filled in, these are the answers:"
ROOM = "_" * 16
"""The room for a number in a line."""
Form = Callable[["Exercise", Content], Content]
"""What makes the content of a form from that of the blank exercise."""


def _blank(exercise: Exercise, content: Content) -> Content:
    return content


def _half_filled(exercise: Exercise, content: Content) -> Content:
    """Every other asked quantity is left open, with all lines that would tell it."""
    asked = content.quantities
    open_ = frozenset(asked[1::2] or asked)
    hidden = _telling(exercise, open_)
    lines = (Prompt((FILL_IN,)), *_lines(exercise, content, hidden), Prompt((ANSWERS,)))
    asks = tuple(ask for ask in content.asks if ask in open_ or not isinstance(ask, Quantity))
    return replace(content, shown=(*content.shown, *lines), asks=asks)


def _worked(exercise: Exercise, content: Content) -> Content:
    """Everything is worked out, once, and nothing asked: an example to be read."""
    shown = tuple(content.shown)
    solution = (block for block in content.solution() if block not in shown)
    return replace(content, shown=(*shown, *solution), asks=())


FORMS: Mapping[str, Form] = {"blank": _blank, "half-filled": _half_filled, "worked": _worked}
"""The forms of an exercise, by the names that specs use."""


def in_form(exercise: Exercise, content: Content, form: str) -> Content:
    """The content in one of the forms.

    Raises:
        InputError: if there is nothing to fill in line by line.
    """
    if form == "half-filled" and not content.quantities:
        expected = "blank or worked, or a kind that asks for quantities"
        raise InputError("nothing to fill in line by line", found=form, expected=expected)
    return FORMS[form](exercise, content)


def _lines(exercise: Exercise, content: Content, hidden: frozenset[Quantity]) -> Iterator[Block]:
    """The lines that lead to what is asked, under their headings, with room for what is hidden."""
    solution = Solution(exercise.net, tuple(plain_name(q) for q in content.quantities))
    worked = worked_of(solution, exercise.setting.digits)
    samples = range(1, len(exercise.net.data) + 1)
    for sample in samples:
        there = frozenset(q.at(0) for q in hidden if q.sample in (0, sample))
        blocks = [_with_blanks(b, there) for b in _of_sample(replace(worked, sample=sample))]
        if len(samples) > 1 and blocks:
            yield Heading(2, (f"Sample {sample}",))
            blocks = lowered(blocks)
        yield from blocks
    yield from (_with_blanks(block, hidden) for block in (*risk(worked), *step(worked)))


def _of_sample(worked: Worked) -> Iterator[Block]:
    yield from forward(worked)
    yield from loss(worked)
    for of in worked.tops:
        yield from backward(worked, of)


def _telling(exercise: Exercise, open_: frozenset[Quantity]) -> frozenset[Quantity]:
    """The open quantities, and those whose lines would have their numbers put in."""
    laws, told = Laws(exercise.net), set(open_)
    for quantity in laws.positions:
        if any(need in told for need in laws.needs(quantity)):
            told.add(quantity)
    return frozenset(told)


def _with_blanks(block: Block, hidden: frozenset[Quantity]) -> Block:
    if not isinstance(block, Lines):
        return block
    if block.lead == ZEROS and any(_named(line) & hidden for line in block.lines):
        return Lines(tuple(one for line in block.lines for one in _apart(line)))
    return replace(block, lines=tuple(_with_blank(line, hidden) for line in block.lines))


def _with_blank(line: Line, hidden: frozenset[Quantity]) -> Line:
    """The line with its law alone, and room for what it gives, if it would tell too much."""
    if not _named(line) & hidden:
        return line
    laws = tuple(link for link in line.links[:1] if not isinstance(link.expression, NO_LAW))
    return replace(line, links=(*laws, Link("=", ROOM)), note=(), faint=False)


def _named(line: Line) -> set[Quantity]:
    """The quantities that a line is about, or that its formulas name."""
    formulas = [link.expression for link in line.links if not isinstance(link.expression, NO_LAW)]
    return {quantity for formula in (line.target, *formulas) for quantity in leaves(formula)}


def _apart(line: Line) -> Iterator[Line]:
    """What is 0 together, each with a line of its own that does not say so."""
    targets = [line.target, *(k.expression for k in line.links)]
    for target in targets:
        if not isinstance(target, NO_LAW) and target != 0:
            yield Line(target, (Link("=", ROOM),))
