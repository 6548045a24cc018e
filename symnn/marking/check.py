"""One paper from its files to its marks: what `symnn check` does, for programs."""

from __future__ import annotations

from symnn.documents.blocks import Document
from symnn.marking.answers.sheet import Sheet, read_sheet
from symnn.marking.credit import POLICIES, Result, credited
from symnn.marking.marks import Marking
from symnn.marking.task import Task


def read_answers(path: str, task: Task) -> Sheet:
    """The answers in a file.

    Raises:
        InputError: for a name of nothing in the network, or one that stands there twice.
    """
    return read_sheet(path, task.net)


def check(task: Task, sheet: Sheet, policy: str | None = None) -> Result:
    """The marks and points of one paper.

    Raises:
        InputError: for a policy that is none, or a network whose widths are unknown.
    """
    chosen = None if policy is None else POLICIES[policy]
    marking = Marking(task.net, sheet.answers, task.asked, task.decimals)
    return credited(task, marking, chosen)


def document(result: Result, title: str = "", tells_all: bool = True) -> Document:
    """The report on a paper, for any renderer."""
    from symnn.marking.report import report

    return report(result, title, tells_all)
