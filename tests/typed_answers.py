"""Answers as people type them, read for one network."""

import symnn
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed, Unreadable

NET = symnn.build([2, 2, 1], activation="sigmoid")


def typed(text: str) -> Typed:
    """The answer, which has to be readable."""
    answer = read_answer(text, NET)
    assert isinstance(answer, Typed), answer
    assert answer.text == text
    return answer


def message(text: str) -> str:
    """The message about an answer that can't be read."""
    answer = read_answer(text, NET)
    assert isinstance(answer, Unreadable), answer
    assert answer.text == text
    return str(answer.error)
