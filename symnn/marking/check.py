"""One paper from its files to its marks: what `symnn check` does, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symnn.documents.blocks import Document
from symnn.files import Null, Table, Tree, read, table
from symnn.marking.answers.sheet import Sheet, read_sheet
from symnn.marking.credit import POLICIES, Result, credited
from symnn.marking.marks import Marking
from symnn.marking.questions import marked
from symnn.marking.task import Task
from symnn.network.entries import leaf


@dataclass(frozen=True)
class Answers:
    """What one person answered.

    Attributes:
        sheet: the answers to quantities.
        others: the answers to questions, as they were typed, by name.
    """

    sheet: Sheet
    others: Mapping[str, str] = field(default_factory=dict)


def read_answers(path: str, task: Task) -> Answers:
    """The answers in a file.

    Raises:
        InputError: for a name of nothing in the network, or one that stands there twice.
    """
    return answers_from(path, task)


def answers_from(source: str | Tree, task: Task) -> Answers:
    """The answers in a file by its path, or in the tree that was read from it."""
    if not task.questions:
        return Answers(read_sheet(source, task.net))
    tree = table(read(source) if isinstance(source, str) else source)
    names = {question.name for question in task.questions}
    others = {
        name: leaf(value, "an answer")
        for name, value in tree.entries.items()
        if name in names and not isinstance(value, Null)
    }
    rest = {name: value for name, value in tree.entries.items() if name not in names}
    return Answers(read_sheet(Table(tree.spot, rest, tree.lines), task.net), others)


def check(task: Task, answers: Answers, policy: str | None = None) -> Result:
    """The marks and points of one paper.

    Raises:
        InputError: for a policy that is none, or a network whose widths are unknown.
    """
    chosen = None if policy is None else POLICIES[policy]
    marking = Marking(task.net, answers.sheet.answers, task.asked, task.decimals)
    questions = [marked(q, answers.others.get(q.name), marking) for q in task.questions]
    return credited(task, marking, chosen, questions)


def document(result: Result, title: str = "", tells_all: bool = True) -> Document:
    """The report on a paper, for any renderer."""
    from symnn.marking.report import report

    return report(result, title, tells_all)
