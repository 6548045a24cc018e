"""What is asked for beside a network's quantities: counts, choices, formulas under a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from symnn.documents.blocks import Text
from symnn.errors import InputError
from symnn.evaluate.value import Missing
from symnn.files import Tree, table
from symnn.formula import Apply, Formula, parts
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Typed, Unreadable
from symnn.marking.explanation import Explanation
from symnn.marking.instances import Instance
from symnn.marking.marks import BLANK, CORRECT, UNREADABLE, WRONG, Mark, Marking
from symnn.marking.mistakes import Mistake
from symnn.marking.sameness import same_at_points
from symnn.network.entries import items, leaf
from symnn.network.model import Network
from symnn.quantities import Quantity, plain_name, symbol
from symnn.render.terminal import inline_text
from symnn.render.writer import plain

NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
LETTERS = "abcdefghij"
"""The options of a choice."""


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that can be recognised.

    Attributes:
        answer: a number or formula, or the letter of an option.
        name: the mistake behind it.
        why: what was done, in words that end a sentence.
    """

    answer: Formula | str
    name: str
    why: str


@dataclass(frozen=True)
class Question:
    """Something asked that is no quantity of a network.

    Attributes:
        name: its name in answers files.
        right: the right answer: a number or a formula, or the letter of an option.
        prompt: what is asked, as a sentence.
        options: of a choice, what there is to choose from, with the letters a, b, c ...
        wrong: wrong answers that can be recognised.
        without: globs over the plain names of quantities, and over functions, that a formula may
            not use: "the derivative is the derivative" is no answer.
    """

    name: str
    right: Formula | str
    prompt: Text = ()
    options: tuple[Text, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def quantity(self) -> Quantity:
        """Its name as a symbol, for lists in which quantities stand too."""
        return symbol(self.name)

    @property
    def shown(self) -> Formula:
        """The right answer as a formula; a letter as a name."""
        return symbol(self.right) if isinstance(self.right, str) else self.right

    @property
    def text(self) -> str:
        """The right answer as it stands in a key."""
        return written(self.right)


def written(answer: Formula | str) -> str:
    """An answer as it stands in a file."""
    return answer if isinstance(answer, str) else plain(answer)


def question_entry(question: Question) -> dict[str, Any]:
    """What an exercise file says of a question; `read_questions` is the inverse."""
    told: dict[str, Any] = {"is": question.text}
    if question.prompt:
        told["prompt"] = inline_text(question.prompt)
    if question.options:
        told["options"] = len(question.options)
    if question.wrong:
        told["wrong"] = [
            {"answer": written(w.answer), "mistake": w.name, "why": w.why} for w in question.wrong
        ]
    if question.without:
        told["without"] = list(question.without)
    return told


def read_questions(tree: Tree | None, net: Network) -> tuple[Question, ...]:
    """The questions of an exercise file.

    Raises:
        InputError: for anything that is none, with its place.
    """
    if tree is None:
        return ()
    return tuple(_question(name, entry, net) for name, entry in table(tree).entries.items())


def _question(name: str, tree: Tree, net: Network) -> Question:
    entries = table(tree, ("is", "prompt", "options", "wrong", "without"))
    if not NAME.fullmatch(name):
        expected = "small letters, digits and _, as in hidden_weights"
        raise InputError("not a name for a question", tree.place, name, expected)
    has_options = "options" in entries.entries
    right, wrong = entries.entries.get("is"), entries.entries.get("wrong")
    if right is None:
        raise InputError("a question without an answer", tree.place, expected="the key `is`")
    count = int(leaf(entries.entries["options"], "a number")) if has_options else 0
    return Question(
        name,
        _answer(right, net, has_options),
        _prompt(entries.entries.get("prompt")),
        options=tuple((letter,) for letter in LETTERS[:count]),
        wrong=tuple(_wrong(item, net, has_options) for item in _listed(wrong)),
        without=tuple(leaf(item, "a name") for item in _listed(entries.entries.get("without"))),
    )


def _prompt(tree: Tree | None) -> Text:
    return () if tree is None else (leaf(tree, "a sentence"),)


def _listed(tree: Tree | None) -> tuple[Tree, ...]:
    return () if tree is None else items(tree, "a list")


def _wrong(tree: Tree, net: Network, is_choice: bool) -> Wrong:
    entries = table(tree, ("answer", "mistake", "why")).entries
    name, why = (leaf(entries[k], "a text") if k in entries else "" for k in ("mistake", "why"))
    if "answer" not in entries:
        raise InputError("a wrong answer that is not told", tree.place, expected="the key `answer`")
    return Wrong(_answer(entries["answer"], net, is_choice), name, why)


def _answer(tree: Tree, net: Network, is_choice: bool) -> Formula | str:
    text = leaf(tree, "an answer").strip()
    if is_choice:
        return text.lower()
    read = read_answer(text, net)
    if isinstance(read, Typed) and not read.is_undefined:
        assert not isinstance(read.meaning, Missing)
        return read.meaning
    raise InputError("not an answer", tree.place, text, "a number or a formula")


def marked(question: Question, text: str | None, marking: Marking) -> Mark:
    """The mark of an answer to a question.

    Args:
        question: what was asked.
        text: what was typed; None where nothing was.
        marking: the rest of the paper; its points are where formulas with names are compared.
    """
    if text is None or not text.strip():
        return Mark(question.quantity, None, BLANK)
    if question.options:
        return _chosen(question, text)
    answer = read_answer(text, marking.net)
    if not isinstance(answer, Typed):
        return Mark(question.quantity, answer, UNREADABLE)
    if error := _barred(question, answer):
        return Mark(question.quantity, Unreadable(text, error), UNREADABLE)
    if _is(answer, question.right, marking):
        return Mark(question.quantity, answer, CORRECT)
    hit = next((wrong for wrong in question.wrong if _is(answer, wrong.answer, marking)), None)
    return Mark(question.quantity, answer, WRONG, _explained(question, hit))


def _chosen(question: Question, text: str) -> Mark:
    letters = LETTERS[: len(question.options)]
    said = text.strip().lower().strip("().")
    if len(said) != 1 or said not in letters:
        expected = f"one of the letters {', '.join(letters)}"
        error = InputError("not one of the options", found=text, expected=expected)
        return Mark(question.quantity, Unreadable(text, error), UNREADABLE)
    answer = Typed(text, symbol(said))
    if said == question.right:
        return Mark(question.quantity, answer, CORRECT)
    hit = next((wrong for wrong in question.wrong if wrong.answer == said), None)
    return Mark(question.quantity, answer, WRONG, _explained(question, hit))


def _is(answer: Typed, value: Formula | str, marking: Marking) -> bool:
    """Whether an answer is a value, within half a unit of its last decimal, at all points."""
    if isinstance(value, str) or isinstance(answer.meaning, Missing):
        return False

    def points() -> list[Instance]:
        return [paper.instance for paper in marking.papers]

    return same_at_points(marking.net, answer.meaning, value, answer.half_unit, points)


def _barred(question: Question, answer: Typed) -> InputError | None:
    """What is wrong with an answer that uses what it may not use; None if it does not."""
    if isinstance(answer.meaning, Missing):
        return None
    for name in dict.fromkeys(_names(answer.meaning)):
        if any(fnmatchcase(name, pattern) for pattern in question.without):
            what = f"an answer that has to do without {name}"
            return InputError(what, found=name, expected="the same in other terms")
    return None


def _names(formula: Formula) -> Iterator[str]:
    """The names of quantities and functions in a formula."""
    if isinstance(formula, Quantity):
        yield plain_name(formula)
    if isinstance(formula, Apply):
        yield formula.function
    for part in parts(formula):
        yield from _names(part)


def _explained(question: Question, hit: Wrong | None) -> Explanation | None:
    if hit is None:
        return None
    mistake = Mistake(hit.name, hit.why, "", (), lambda net, target, law: ())
    done = symbol(hit.answer) if isinstance(hit.answer, str) else hit.answer
    return Explanation((mistake,), question.quantity, done)
