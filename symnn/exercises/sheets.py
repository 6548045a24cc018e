"""Sheets: the problems of a version, their worked solutions, and the key of all versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.documents.blocks import Block, Document, Heading, Paragraph, TableBlock, Text
from symnn.documents.network import cell
from symnn.documents.outline import lowered
from symnn.documents.overview import worked_of
from symnn.errors import shortened
from symnn.exercises.blanks import blanks, by, in_words
from symnn.exercises.content import Content
from symnn.exercises.exercise import Exercise
from symnn.exercises.roster import Student
from symnn.exercises.spec import Spec
from symnn.exercises.verified import WAYS
from symnn.marking.questions import Question

NAME: Text = (" Name: ", "_" * 24)
LONGEST_HEAD = 24
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
        alike: the largest share of an exercise's answers that a version before it has, too.
    """

    spec: Spec
    code: str
    exercises: tuple[Exercise, ...]
    student: Student | None = None
    attempt: int = 0
    alike: Fraction = Fraction(0)

    @cached_property
    def numbers(self) -> tuple[object, ...]:
        """What makes it different from other versions: all numbers of its exercises."""
        return tuple(exercise.signature for exercise in self.exercises)


def problems(version: Version) -> Document:
    """The sheet that a student gets."""
    blocks: list[Block] = [_line_of(version)]
    for exercise in version.exercises:
        content = exercise.content
        blocks += [heading(exercise), *content.task, *content.shown, *blanks(content.asks)]
    return Document((version.spec.title,), tuple(blocks))


def solutions(version: Version) -> Document:
    """The worked solutions of a version, each after its problem."""
    blocks: list[Block] = [_line_of(version, is_for_staff=True)]
    for exercise in version.exercises:
        blocks += [heading(exercise), *_worked(exercise.content)]
    return Document((f"{version.spec.title}: solutions",), tuple(blocks))


def _worked(content: Content) -> Iterator[Block]:
    """The task, its questions, and the solution; before them what a solution does not say itself.

    A worked solution in sections begins with its network or its data.
    """
    solution = _below(content.solution())
    stands_alone = not content.questions or isinstance(solution[0], Heading)
    yield from content.task
    yield from () if stands_alone else content.shown
    yield from in_words(content.questions)
    yield from () if stands_alone else (Heading(2, ("Solution",)),)
    yield from solution


def _below(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with all their headings below that of the exercise."""
    down = any(isinstance(block, Heading) and block.level == 1 for block in blocks)
    return lowered(blocks, int(down))


def key(spec: Spec, versions: Sequence[Version]) -> Document:
    """The answers of all versions, exercise by exercise."""
    blocks: list[Block] = []
    for number, exercise in enumerate(versions[0].exercises):
        blocks.append(heading(exercise))
        for some in by(versions, VERSIONS_A_TABLE):
            blocks.append(_answers([version.exercises[number] for version in some], some))
        blocks += _told(exercise)
    return Document((f"{spec.title}: key",), (Paragraph((WAYS,)), *blocks))


def _told(exercise: Exercise) -> Iterator[Block]:
    """Which mistakes the answers bring to light, and which one of them tells most."""
    figures = exercise.fair.difficulty
    if figures is None or figures.telling is None:
        return
    shown = len(figures.shown)
    yield Paragraph((
        f"The answers show {shown} mistakes: {', '.join(figures.shown)}. ",
        *((f"They do not show {', '.join(figures.hidden)}. ",) if figures.hidden else ()),
        "One number, ", figures.telling, f", tells {figures.told_by_it} of {shown} apart.",
    ))  # fmt: skip


def _line_of(version: Version, is_for_staff: bool = False) -> Paragraph:
    """Course and version, and whose it is: the student's name and id, or room for a name."""
    course = f"{version.spec.course}. " if version.spec.course else ""
    student = version.student
    if student is None:
        return Paragraph((f"{course}Version {version.code}.", *(() if is_for_staff else NAME)))
    name = f"{student.name} ({student.id})" if student.name else student.id
    return Paragraph((f"{course}For {name}.",))


def heading(exercise: Exercise) -> Heading:
    """What an exercise is called on its sheet, with its points."""
    points = exercise.setting.points
    worth = f"{points} point{'s' * (points != 1)}"
    return Heading(1, (f"{exercise.number}. {exercise.setting.kind.heading} ({worth})",))


def _answers(exercises: Sequence[Exercise], versions: Sequence[Version]) -> TableBlock:
    header: tuple[Text, ...] = (("asked",), *((whose(version),) for version in versions))
    columns = [list(right_answers(exercise)) for exercise in exercises]
    names = [
        (ask.quantity if isinstance(ask, Question) else ask,) for ask in exercises[0].content.asks
    ]
    rows = zip(names, *columns, strict=True)
    return TableBlock(header, tuple(rows), frozenset(range(1, len(header))))


def right_answers(exercise: Exercise) -> Iterator[Text]:
    """The right answers in short, in the order in which they are asked for."""
    page = worked_of(exercise.solution, exercise.setting.digits)
    for ask in exercise.content.asks:
        yield (ask.right,) if isinstance(ask, Question) else (cell(page, ask),)


def whose(version: Version) -> str:
    """The version in short, as at the head of a column: its code, or the student's id."""
    return version.code if version.student is None else shortened(version.student.id, LONGEST_HEAD)
