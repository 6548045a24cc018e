"""Questions of kinds: choices in a drawn order, and wrong answers that can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symnn.documents.blocks import Text
from symnn.exercises.source import Source
from symnn.formula import Formula
from symnn.marking.questions import LETTERS, Question, Wrong


@dataclass(frozen=True)
class Option:
    """Something that can be chosen.

    Attributes:
        text: what it says.
        name: the mistake of those who choose it; empty if it is right.
        why: what was done, in words that end a sentence.
    """

    text: Text
    name: str = ""
    why: str = ""


def choice(name: str, prompt: Text, options: Sequence[Option], source: Source) -> Question:
    """A choice, its options in an order that is drawn.

    Args:
        name: its name in answers files.
        prompt: what is asked, as a sentence.
        options: what there is to choose from; the right one is the one without a mistake.
        source: where the order is drawn from.
    """
    ordered = list(zip(LETTERS, source.shuffled(options), strict=False))
    (right,) = (letter for letter, option in ordered if not option.name)
    wrong = tuple(Wrong(letter, o.name, o.why) for letter, o in ordered if o.name)
    return Question(name, right, prompt, tuple(option.text for _, option in ordered), wrong)


def said(question: Question) -> Text:
    """The right option of a choice with its letter, as a solution has it."""
    assert isinstance(question.right, str)
    return (f"({question.right}) ", *question.options[LETTERS.index(question.right)])


def told_apart(right: Formula, wrong: Iterable[Wrong]) -> tuple[Wrong, ...]:
    """The wrong answers that are not right by accident; of equal ones the first."""
    kept: dict[Formula | str, Wrong] = {}
    for one in wrong:
        if one.answer != right:
            kept.setdefault(one.answer, one)
    return tuple(kept.values())
