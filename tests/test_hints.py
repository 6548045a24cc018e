"""Hints help and do not tell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symnn
from symnn.marking.interview import Interview
from symnn.marking.task import Task
from symnn.network import network
from symnn.quantities import plain_name
from symnn.render.terminal import block_text
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
