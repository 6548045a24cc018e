"""Banks of questions about concepts: read from YAML, ours and those of authors."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from symnn.errors import InputError
from symnn.files import Table, Tree, read, table
from symnn.marking.questions import LETTERS
from symnn.network.entries import choice, items, leaf, only

OURS = os.path.join(os.path.dirname(__file__), "concepts")
"""The folder of the questions that come with symnn, one file a topic."""
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
LONGEST_NAME = 60
LONGEST = 500
"""Characters of a text."""
MOST = 2_000
"""Questions of a bank."""
STATEMENT = ("name", "topic", "statement", "is", "why")
QUESTION = ("name", "topic", "question", "right", "wrong", "why")


@dataclass(frozen=True)
class Alternative:
    """A wrong answer.

    Attributes:
        text: what it says.
        why: why it is wrong, in words that end a sentence.
    """

    text: str
    why: str


@dataclass(frozen=True)
class Concept:
    """A question about a concept; all its texts are prose, whatever signs stand in them.

    Attributes:
        name: its name, unique in a bank.
        topic: what it is about.
        text: the statement, or the question.
        is_true: of a statement, whether it is true; None of a question.
        right: of a question, the right answer.
        wrong: of a question, the others.
        why: the reason, a sentence.
    """

    name: str
    topic: str
    text: str
    why: str
    is_true: bool | None = None
    right: str = ""
    wrong: tuple[Alternative, ...] = ()


Bank = tuple[Concept, ...]


@lru_cache(maxsize=1)
def our_bank() -> Bank:
    """The questions that come with symnn."""
    files = sorted(name for name in os.listdir(OURS) if name.endswith(".yaml"))
    banks = (read_bank(read(os.path.join(OURS, name))) for name in files)
    return tuple(concept for bank in banks for concept in bank)


def read_bank(tree: Tree) -> Bank:
    """The questions of a bank.

    Raises:
        InputError: for anything that is none, with its place.
    """
    bank = table(tree, ("questions",))
    listed = only(bank, ["questions"])
    if listed is None:
        raise InputError("a bank without questions", bank.place, expected="a list of questions")
    found = items(listed, "a list of questions")
    if not 1 <= len(found) <= MOST:
        expected = f"1 to {MOST:,} questions"
        raise InputError("a number of questions that can't be used", listed.place, None, expected)
    concepts = tuple(map(_concept, found))
    names: set[str] = set()
    for concept, item in zip(concepts, found, strict=True):
        if concept.name in names:
            expected = "a name of its own"
            raise InputError("two questions of one name", item.place, concept.name, expected)
        names.add(concept.name)
    return concepts


def _concept(tree: Tree) -> Concept:
    told = table(tree)
    if "statement" not in told.entries and "question" not in told.entries:
        expected = "the key `statement`, or `question`"
        raise InputError("neither a statement nor a question", told.place, expected=expected)
    is_statement = "statement" in told.entries
    told = table(tree, STATEMENT if is_statement else QUESTION)
    name, topic, why = _name(told), _text(told, "topic"), _text(told, "why")
    if is_statement:
        is_true = choice(_of(told, "is"), ("true", "false")) == "true"
        return Concept(name, topic, _text(told, "statement"), why, is_true)
    right, wrong = _text(told, "right"), tuple(_wrong(_of(told, "wrong")))
    texts = [right, *(one.text for one in wrong)]
    if len(set(texts)) < len(texts):
        raise InputError("two answers that are the same", told.place, expected="different ones")
    return Concept(name, topic, _text(told, "question"), why, None, right, wrong)


def _wrong(tree: Tree) -> Iterator[Alternative]:
    listed = items(tree, "a list of wrong answers")
    most = len(LETTERS) - 1
    if not 1 <= len(listed) <= most:
        expected = f"1 to {most} of them"
        raise InputError("a number of wrong answers that can't be used", tree.place, None, expected)
    for item in listed:
        told = table(item, ("answer", "why"))
        yield Alternative(_text(told, "answer"), _text(told, "why").removesuffix("."))


def _of(told: Table, key: str) -> Tree:
    found = only(told, [key])
    if found is None:
        raise InputError(f"a question without `{key}`", told.place, expected=f"the key `{key}`")
    return found


def _text(told: Table, key: str) -> str:
    tree = _of(told, key)
    text = " ".join(leaf(tree, "a line of text").split())
    if not 1 <= len(text) <= LONGEST:
        expected = f"1 to {LONGEST} characters"
        raise InputError("a text that can't be used", tree.place, text, expected)
    if not text.isprintable():  # control characters, and those that turn the direction of writing
        expected = "signs that can be seen"
        raise InputError(
            "a text with signs that can't be printed", tree.place, repr(text), expected
        )
    return text


def _name(told: Table) -> str:
    tree = _of(told, "name")
    name = leaf(tree, "a name")
    if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
        expected = "small letters, digits and hyphens, as in zero-gradient"
        raise InputError("not a name for a question", tree.place, name, expected)
    return name
