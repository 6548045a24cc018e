"""Sheets: the problems of a version, their worked solutions, and the key of all versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from symnn.documents.blocks import Block, Document, Heading, Paragraph, TableBlock, Text
from symnn.documents.diagram import diagram
from symnn.documents.network import cell, parameters
from symnn.documents.overview import worked_of
from symnn.documents.reasons import spoken_name
from symnn.documents.solution import solution_document
from symnn.errors import shortened
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.exercises.exercise import Exercise
from symnn.exercises.roster import Student
from symnn.exercises.spec import Spec
from symnn.quantities import Quantity, plain_name

T = TypeVar("T")

BLANK: Text = ("_" * 8,)
"""The room for an answer."""
NAME: Text = (" Name: ", "_" * 24)
ASKED_ROUNDED = (
    "Give what is no integer as a decimal, rounded to {}; keep more digits while you compute."
)
SHOWN_ROUNDED = (
    "Numbers are rounded to {} where they are shown, halves away from zero; all were computed from"
    " unrounded ones."
)
LONGEST_HEAD = 24
ANSWERS_A_ROW = 3
VERSIONS_A_TABLE = 6


@dataclass(frozen=True)
class Version:
    """One version of a problem set.

    Args:
        spec: the set.
        code: the version's code, as it is printed on the sheet.
        exercises: its exercises, with their numbers.
        student: whom it is for, if there is a roster.
        attempt: how often it was drawn anew, to be different from those before it.
    """

    spec: Spec
    code: str
    exercises: tuple[Exercise, ...]
    student: Student | None = None
    attempt: int = 0

    @property
    def numbers(self) -> tuple[object, ...]:
        """What makes it different from other versions: all numbers of its exercises."""
        return tuple((e.net.W, e.net.b, e.net.data) for e in self.exercises)


def problems(version: Version) -> Document:
    """The sheet that a student gets."""
    blocks: list[Block] = [_line_of(version)]
    for exercise in version.exercises:
        blocks += [_heading(exercise), *_statement(exercise), _blanks(exercise.asked)]
    return Document((version.spec.title,), tuple(blocks))


def solutions(version: Version) -> Document:
    """The worked solutions of a version, each after its problem."""
    blocks: list[Block] = [_line_of(version, is_for_staff=True)]
    for exercise in version.exercises:
        names = tuple(plain_name(q) for q in exercise.asked)
        only = names if exercise.setting.ask or exercise.setting.kind.name == "forward" else ()
        solution = Solution(exercise.net, only)
        digits = exercise.setting.digits
        worked = solution_document(solution, digits=digits, comparison=compare(solution))
        blocks += [_heading(exercise), *_task(exercise), *_rounding(exercise, SHOWN_ROUNDED)]
        blocks += worked.blocks
    return Document((f"{version.spec.title}: solutions",), tuple(blocks))


def key(spec: Spec, versions: Sequence[Version]) -> Document:
    """The answers of all versions, exercise by exercise."""
    blocks: list[Block] = []
    for number, exercise in enumerate(versions[0].exercises):
        blocks.append(_heading(exercise))
        for some in _by(versions, VERSIONS_A_TABLE):
            blocks.append(_answers([version.exercises[number] for version in some], some))
    return Document((f"{spec.title}: key",), tuple(blocks))


def _line_of(version: Version, is_for_staff: bool = False) -> Paragraph:
    """Course and version, and whose it is: the student's name and id, or room for a name."""
    course = f"{version.spec.course}. " if version.spec.course else ""
    student = version.student
    if student is None:
        return Paragraph((f"{course}Version {version.code}.", *(() if is_for_staff else NAME)))
    name = f"{student.name} ({student.id})" if student.name else student.id
    return Paragraph((f"{course}For {name}.",))


def _heading(exercise: Exercise) -> Heading:
    points = exercise.setting.points
    worth = f"{points} point{'s' * (points != 1)}"
    return Heading(1, (f"{exercise.number}. {exercise.setting.kind.heading} ({worth})",))


def _task(exercise: Exercise) -> Iterator[Block]:
    net = exercise.net
    names = [spoken_name(net.activation(layer)) for layer in range(1, net.depth + 1)]
    said = ", ".join(f"layer {layer}: {name}" for layer, name in enumerate(names, 1))
    widths = ", ".join(str(width) for width in net.widths)
    shape = f" Its layers have {widths} nodes, the input counted ({said})."
    without = "" if net.biased else " There are no biases."
    yield Paragraph((*exercise.setting.kind.task, shape, without))


def _statement(exercise: Exercise) -> Iterator[Block]:
    yield from _task(exercise)
    yield from _rounding(exercise, ASKED_ROUNDED)
    yield diagram(exercise.net)
    yield from parameters(worked_of(exercise.solution, None))


def _rounding(exercise: Exercise, sentence: str) -> Iterator[Block]:
    """What is said about decimals, where answers are asked for in these."""
    places = exercise.setting.decimals
    if places is not None:
        yield Paragraph((sentence.format(f"{places} decimal{'s' * (places != 1)}"),))


def _blanks(asked: Sequence[Quantity]) -> TableBlock:
    """Names with room for an answer, several in a row."""
    rows = []
    for some in _by(asked, ANSWERS_A_ROW):
        cells: list[Text] = [text for quantity in some for text in ((quantity,), BLANK)]
        cells += [("",)] * (2 * ANSWERS_A_ROW - len(cells))
        rows.append(tuple(cells))
    header: tuple[Text, ...] = (("quantity",), ("answer",)) * ANSWERS_A_ROW
    return TableBlock(header, tuple(rows))


def _answers(exercises: Sequence[Exercise], versions: Sequence[Version]) -> TableBlock:
    pages = [worked_of(exercise.solution, exercise.setting.digits) for exercise in exercises]
    header: tuple[Text, ...] = (("quantity",), *((whose(version),) for version in versions))
    rows = [
        ((quantity,), *((cell(page, quantity),) for page in pages))
        for quantity in exercises[0].asked
    ]
    return TableBlock(header, tuple(rows), frozenset(range(1, len(header))))


def whose(version: Version) -> str:
    """The version in short, as at the head of a column: its code, or the student's id."""
    return version.code if version.student is None else shortened(version.student.id, LONGEST_HEAD)


def _by(things: Sequence[T], size: int) -> list[Sequence[T]]:
    """The things, that many at a time."""
    return [things[start : start + size] for start in range(0, len(things), size)]
