"""Hints help and do not tell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn
from symnn.files.read import parse
from symnn.marking.interview import Interview
from symnn.marking.task import Task, task_from
from symnn.network import network
from symnn.quantities import plain_name
from symnn.render.terminal import block_text, inline_text
from tests import strategies
from tests.papers import key


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_hint_contains_the_answer(data: st.DataObject) -> None:
    """Numbers of the network may be equal to it; what is worked out may not be."""
    told = data.draw(strategies.keys(hidden=("relu", "linear"), losses=False))
    net = network(**told)
    interview = Interview(Task(net))
    right = key(net)
    for quantity in interview.questions:
        answer = right[plain_name(quantity)]
        for hint in interview.hints(quantity):
            numbers = re.findall(r"-?\d+(?:/\d+)?", _numbers(block_text(hint, 200, False)))
            if "=" in block_text(hint, 200, False):
                assert answer not in numbers or answer in ("0", "1", "-1") or _is_set(told, answer)
        if answer != "undefined":
            interview.answer(quantity, answer)


def _numbers(text: str) -> str:
    """The text without the digits of names."""
    return re.sub(r"[A-Za-z]\w*", "", text)


def _is_set(told: dict[str, object], answer: str) -> bool:
    return answer in re.findall(
        r"-?\d+(?:/\d+)?", str(told).replace("Fraction(", "").replace(", ", "/")
    )


def test_a_copy_is_held_back() -> None:
    net = symnn.build(W=[[[2], [3]], [[5]]], x=[1, 1], activation="relu")
    interview = Interview(Task(net))
    interview.answer(net.quantity("z1_1"), "5")
    hints = [block_text(hint, 80, False) for hint in interview.hints(net.quantity("a1_1"))]
    assert "5" not in "".join(hints)
    assert "look at the law once more" in hints[-1]


def test_hints_show_the_persons_own_numbers() -> None:
    net = symnn.build(W=[[[2], [3]], [[5]]], x=[1, 1], activation="linear")
    interview = Interview(Task(net))
    interview.answer(net.quantity("a1_1"), "6")
    hints = [block_text(hint, 80, False) for hint in interview.hints(net.quantity("z2_1"))]
    assert "5*6" in hints[-1]


def test_what_was_not_answered_keeps_its_name() -> None:
    net = symnn.build(W=[[[2], [3]], [[5]]], x=[1, 1], activation="linear")
    hints = [block_text(h, 80, False) for h in Interview(Task(net)).hints(net.quantity("z2_1"))]
    assert "5*a1_1" in hints[-1]


def hints(interview: Interview, name: str) -> list[str]:
    quantity = interview.task.net.quantity(name)
    return [block_text(hint, 80, False) for hint in interview.hints(quantity)]


def test_no_hint_comes_twice() -> None:
    """Where no number is known yet, the line with numbers put in would be the law again."""
    net = symnn.build(W=[[[2], [3]], [[5]]], x=[1, 1], activation="relu")
    hints = [block_text(hint, 80) for hint in Interview(Task(net)).hints(net.quantity("a1_1"))]
    assert len(hints) == len(set(hints)) == 3


def test_a_law_that_is_the_answer_is_held_back() -> None:
    shape = Interview(Task(symnn.shape([2, 2, 1])))
    said = hints(shape, "z1_1")
    assert not any("=" in hint for hint in said)
    assert "It takes W1_11, x1, W1_21, x2 and b1_1." in said[1]
    numbers = Interview(Task(symnn.build(W=[[[2]], [[5]]], x=[3], activation="relu")))
    assert not any("=" in hint for hint in hints(numbers, "dH/da2_1"))


def test_no_drawn_number_is_shown() -> None:
    net = symnn.build([1, 1, 1], W=[[[2]], None], x=[3], activation="linear")
    interview = Interview(Task(net))
    interview.answer(net.quantity("z2_1"), "6*W2_11")
    for name in ("H", "a2_1", "z2_1", "dH/da1_1", "dH/dW1_11"):
        assert not re.search(r"\d{4}", "".join(hints(interview, name)))
    assert "2*3" in hints(interview, "z1_1")[-1]


def test_the_answer_in_other_digits_is_the_answer() -> None:
    net = symnn.build(W=[[[5]], [[2]]], x=[1], activation="relu")
    interview = Interview(Task(net))
    interview.answer(net.quantity("z1_1"), "5.0")
    assert "5" not in "".join(hints(interview, "a1_1"))


QUESTIONS = """
layers: [2, 1]
questions:
  count:
    is: 3
    prompt: How many parameters?
    wrong: [{answer: 2, mistake: no-bias, why: no bias}]
  which: {is: a, options: 2}
"""


def test_questions_are_asked_with_their_prompts() -> None:
    task = task_from(parse(QUESTIONS, "q.yaml"))
    interview = Interview(task)
    count, which = interview.questions
    asked = [inline_text(interview.asked(of), False) for of in (count, which)]
    assert asked == ["How many parameters? count", "which (a, b)"]
    assert interview.answer(count, "2").verdict == "wrong"
    assert interview.answer(which, "c").verdict == "unreadable"
    assert interview.answer(which, "a").verdict == "correct"
    assert interview.others == {"count": "2", "which": "a"}
    assert not list(interview.hints(count))
    assert "count = 3" in block_text(interview.shown(count), 80, False)
