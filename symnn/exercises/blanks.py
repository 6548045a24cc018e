"""Room for answers on a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from symnn.documents.blocks import (
    Block,
    Grid,
    Inline,
    Number,
    OfMatrices,
    Option,
    Paragraph,
    Prompt,
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
LONG_BLANK: Text = ("_" * 32,)
"""The room for a formula."""
ANSWERS_A_ROW = 3
MOST_IN_A_LINE = 64
"""Characters up to which all options of a choice stand in one line."""
HARD_SPACE = "\N{NO-BREAK SPACE}"
BETWEEN = HARD_SPACE * 3 + " "
EQUALS = f"{HARD_SPACE}={HARD_SPACE}"
OF_SAMPLE = "The number in square brackets says which sample is meant."


def blanks(asks: Sequence[Ask]) -> Iterator[Block]:
    """Room for everything that is asked, in its order: quantities in tables, questions by words."""
    for is_question, some in groupby(asks, lambda ask: isinstance(ask, Question)):
        if is_question:
            yield from (block for question in some for block in _question(question))  # type: ignore[arg-type]
        else:
            yield from _quantities(list(some))  # type: ignore[arg-type]


def in_words(questions: Sequence[Question]) -> Iterator[Block]:
    """What is asked, with what there is to choose from, and without room for answers."""
    for question in questions:
        words = Prompt if question.options else Paragraph
        yield words((*question.prompt, " (", question.quantity, ")"))
        yield from _to_choose_from(question)


def _question(question: Question) -> Iterator[Block]:
    """Its words, the room for an answer, and what there is to choose from."""
    if _is_formula(question):
        yield Prompt(question.prompt)
        yield Option((question.quantity, EQUALS, *LONG_BLANK))
        return
    room = Prompt if question.options else Paragraph
    yield room((*question.prompt, " ", question.quantity, EQUALS, *BLANK))
    yield from _to_choose_from(question)


def _to_choose_from(question: Question) -> Iterator[Block]:
    options = _options(question)
    for number, option in enumerate(options, 1):
        yield Option(option, goes_on=number < len(options))


def _is_formula(question: Question) -> bool:
    """Whether an answer takes the room of a formula: also where only wrong ones do."""
    answers = (question.right, *(wrong.answer for wrong in question.wrong))
    return any(not isinstance(answer, str) and any(leaves(answer)) for answer in answers)


def _options(question: Question) -> list[Text]:
    """The options with their letters; short ones in one line."""
    options: list[Text] = [
        (f"({letter}) ", *option) for letter, option in zip(LETTERS, question.options, strict=False)
    ]
    lengths = [_length(part) for option in options for part in option]
    if not options or sum(lengths) + len(BETWEEN) * (len(options) - 1) > MOST_IN_A_LINE:
        return options
    first, *others = [tuple(map(_unbroken, option)) for option in options]
    return [(*first, *(part for option in others for part in (BETWEEN, *option)))]


def _unbroken(part: Inline) -> Inline:
    """A part of a short option, which does not go on in another line."""
    return part.replace(" ", HARD_SPACE) if isinstance(part, str) else part


def _quantities(asked: Sequence[Quantity]) -> Iterator[Block]:
    if any(quantity.sample and quantity.kind != "L" for quantity in asked):
        yield Paragraph((OF_SAMPLE,))
    yield _table(asked)


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
