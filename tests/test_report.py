"""Reports on papers, as pages to be read by people.

`SYMNN_WRITE_GOLDEN=1 pytest tests/test_report.py` writes the pages anew; read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import symnn
from symnn.marking.answers.sheet import Sheet
from symnn.marking.check import Answers, check, document, read_answers
from symnn.marking.credit import Result
from symnn.marking.task import Task, read_task
from symnn.render.terminal import to_text

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden" / "reports"
PAPERS = {
    "carried": "lecture22-backprop",
    "softmax": "softmax",
    "symbols": None,
    "descent": "descent",
    "zeros": "lecture22-backprop",
}
"""Papers with the example that they are about; None for the shape 2, 2, 1 in symbols."""


def result(name: str) -> Result:
    example = PAPERS[name]
    if example is None:
        task = Task(symnn.shape([2, 2, 1]))
    else:
        task = read_task(str(HERE.parent / "examples" / f"{example}.yaml"))
    return check(task, read_answers(str(GOLDEN / f"{name}.yaml"), task))


@pytest.mark.parametrize("name", PAPERS)
def test_the_report_is_the_golden_one(name: str) -> None:
    text = to_text(document(result(name)), 80)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("SYMNN_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("name", PAPERS)
def test_no_row_is_wider_than_the_terminal(name: str, width: int) -> None:
    text = to_text(document(result(name)), width)
    assert max(map(len, text.splitlines())) <= width


def test_a_report_can_have_a_name_and_hold_back_what_nobody_tried() -> None:
    net = symnn.build(W=[[[2]]], x=[3])
    whole = check(Task(net, (net.quantity("z1_1"), net.quantity("H"))), Answers(Sheet()))
    text = to_text(document(whole, "Ada", tells_all=False), 80)
    assert text.startswith("Ada\n")
    assert "6" not in text
