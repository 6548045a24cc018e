"""Room for answers on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from symnn.documents.blocks import (
    Block,
    Grid,
    Inline,
    Number,
    OfMatrices,
    Paragraph,
    PutIn,
    TableBlock,
    Text,
    Vector,
)
from symnn.evaluate.value import Missing
from symnn.exercises.content import Ask
from symnn.formula import leaves
from symnn.marking.questions import LETTERS, Question
from symnn.quantities import Quantity
from symnn.render.writer import plain

T = TypeVar("T")

BLANK: Text = ("_" * 8,)
"""The room for an answer."""
LONG_BLANK: Text = ("_" * 36,)
"""The room for a formula."""
ANSWERS_A_ROW = 3
MOST_IN_A_LINE = 64
"""Characters up to which all options of a choice stand in one line."""
BETWEEN = "\N{NO-BREAK SPACE}" * 3 + " "


def blanks(asks: Sequence[Ask]) -> Iterator[Block]:
    """Room for everything that is asked: questions with their words, quantities in a table."""
    for question in asks:
        if isinstance(question, Question):
            yield from _question(question)
    quantities = [ask for ask in asks if isinstance(ask, Quantity)]
    if quantities:
        yield _table(quantities)


def _question(question: Question) -> Iterator[Block]:
    is_formula = not isinstance(question.right, str) and any(True for _ in leaves(question.right))
    room = LONG_BLANK if is_formula else BLANK
    yield Paragraph((*question.prompt, " ", question.quantity, " = ", *room))
    options: list[Text] = [
        (f"({letter}) ", *option) for letter, option in zip(LETTERS, question.options, strict=False)
    ]
    lengths = [_length(part) for option in options for part in option]
    if options and sum(lengths) + len(BETWEEN) * (len(options) - 1) <= MOST_IN_A_LINE:
        first, *others = options
        options = [(*first, *(part for option in others for part in (BETWEEN, *option)))]
    yield from map(Paragraph, options)


def _length(part: Inline) -> int:
    """About how many characters a part of an option takes; more than a line, of matrices."""
    if isinstance(part, str):
        return len(part)
    if isinstance(part, Number):
        return len(part.decimal) if part.exact is None else len(plain(part.exact))
    if isinstance(part, (PutIn, Vector, Grid, OfMatrices, Missing)):
        return MOST_IN_A_LINE + 1
    return len(plain(part))


def _table(asked: Sequence[Quantity]) -> TableBlock:
    """Names with room for an answer, several in a row."""
    rows, in_a_row = [], min(ANSWERS_A_ROW, len(asked))
    for some in by(asked, in_a_row):
        cells: list[Text] = [text for quantity in some for text in ((quantity,), BLANK)]
        cells += [("",)] * (2 * in_a_row - len(cells))
        rows.append(tuple(cells))
    header: tuple[Text, ...] = (("quantity",), ("answer",)) * in_a_row
    return TableBlock(header, tuple(rows), is_written_in=True)


def by(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """The things, that many at a time."""
    return [things[start : start + size] for start in range(0, len(things), size)]
