"""Questions about concepts, from a bank that authors can add to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Paragraph
from symnn.errors import InputError, nearest
from symnn.exercises.choices import Option as Answer
from symnn.exercises.choices import choice, said
from symnn.exercises.concept_bank import Bank, Concept, our_bank, read_bank
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind, Option
from symnn.exercises.kinds.options import number, yes_or_no
from symnn.files import Leaf, Tree
from symnn.marking.questions import Question, Wrong
from symnn.network.entries import items, leaf

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source

MOST_QUESTIONS = 20
TRUE_OR_FALSE = (("true",), ("false",))


def _make(exercise: Exercise) -> Content:
    concepts = _drawn(exercise)
    source = exercise.source("options")
    asked = [_question(k, concept, source) for k, concept in enumerate(concepts, 1)]
    words = ("Say of each statement whether it is true, and choose the right answer of each"
             " question.",)  # fmt: skip
    return Content(
        task=(Paragraph(words),),
        shown=(),
        asks=tuple(asked),
        solution=lambda: list(_solution(asked, concepts)),
    )


def bank_of(setting: Setting) -> Bank:
    """The questions that an exercise draws from.

    Raises:
        InputError: if there are none, or two of one name.
    """
    own: Bank = setting.option("bank") or ()
    ours = our_bank() if setting.option("standard") else ()
    taken = {concept.name for concept in ours}
    twice = next((concept.name for concept in own if concept.name in taken), None)
    if twice is not None:
        expected = "a name that no standard question has, or `standard: false`"
        raise InputError("two questions of one name", found=twice, expected=expected)
    everything = (*ours, *own)
    topics = setting.option("topics") or ()
    known = {concept.topic for concept in everything}
    for topic in topics:
        if topic not in known:
            near = nearest(topic, known)
            expected = "one of " + ", ".join(sorted(known))
            raise InputError("a topic without questions", found=topic, expected=expected, near=near)
    return tuple(c for c in everything if not topics or c.topic in topics)


def _drawn(exercise: Exercise) -> list[Concept]:
    """The questions: all versions have the same topics, as often, in orders of their own."""
    bank, count = bank_of(exercise.setting), exercise.setting.option("questions")
    if len(bank) < count:
        found, expected = f"{count} questions", f"at most {len(bank)}, or a larger bank"
        raise InputError("more questions than there are", found=found, expected=expected)
    source, shared = exercise.source("concepts"), exercise.shared_source("topics")
    left: dict[str, list[Concept]] = {}
    for concept in source.shuffled(bank):
        left.setdefault(concept.topic, []).append(concept)
    sizes = {topic: len(left[topic]) for topic in sorted(left)}
    rounds = range(max(sizes.values()))
    topics = [t for k in rounds for t in shared.shuffled(list(sizes)) if k < sizes[t]]
    return source.shuffled([left[topic].pop() for topic in topics[:count]])


def _question(k: int, concept: Concept, source: Source) -> Question:
    name, prompt = f"q{k}", (f"({k}) {concept.text}",)
    if concept.is_true is not None:
        right, other = ("a", "b") if concept.is_true else ("b", "a")
        called = f"not-{concept.name}" if concept.is_true else concept.name
        wrong = Wrong(other, called, concept.why.removesuffix("."))
        return Question(name, right, prompt, TRUE_OR_FALSE, (wrong,))
    answers = [Answer((concept.right,))]
    for which, one in enumerate(concept.wrong, 1):
        answers.append(Answer((one.text,), f"{concept.name}-{which}", one.why))
    return choice(name, prompt, answers, source)


def _solution(asked: Sequence[Question], concepts: Sequence[Concept]) -> Iterator[Block]:
    for question, concept in zip(asked, concepts, strict=True):
        yield Paragraph(question.prompt)
        right = said(question)
        ends = str(right[-1])[-1] in ".?!"
        yield Paragraph((*right, " " if ends else ". ", concept.why))


def _topics(tree: Tree) -> tuple[str, ...]:
    listed = [tree] if isinstance(tree, Leaf) else items(tree, "a list of topics")
    return tuple(leaf(item, "a topic") for item in listed)


KIND = Kind(
    name="concepts",
    summary="statements and questions about concepts, from a bank that authors can add to",
    heading="Concepts",
    make=_make,
    takes_ask=False,
    options=(
        number("questions", "how many are asked", "a number of questions", MOST_QUESTIONS, 5),
        Option("topics", "the topics that they are about; all where nothing is said", _topics, None,
               {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
        Option("bank", "a file with more questions, beside the spec or below", read_bank, None,
               {"type": "string"}, is_file=True),
        yes_or_no("standard", "whether questions that come with symnn are asked, too", True),
    ),
    draws=False,
)  # fmt: skip
