"""A set at a glance: versions beside each other, how hard they are, which mistakes they show."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.blocks import Block, Document, Paragraph, TableBlock, Text
from symnn.exercises.asked import difficulty_of, figures_of
from symnn.exercises.exercise import Exercise
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.sheets import Version, heading, right_answers, whose
from symnn.exercises.spec import Spec
from symnn.marking.questions import Question
from symnn.render.html_columns import Row, html_columns

FIGURES = {
    "lines": "lines to be worked out",
    "products": "products of numbers other than 0, ±1",
    "mixed_sums": "sums with both signs",
    "fractions": "fractions",
    "digits": "digits of the largest number",
    "mistakes_told_apart": "mistakes told apart",
    "expected_score": "expected score",
    "choices": "questions with options",
    "by_chance": "share that is right by guessing",
    "draws": "draws it took",
}
"""The figures of a manifest, in words."""


def preview(spec: Spec) -> str:
    """One HTML page with every version of a set.

    Raises:
        InputError: if there are not that many different versions.
    """
    versions = drawn_versions(spec)
    several = f"{len(versions)} version{'s' * (len(versions) != 1)}"
    words = f"{several} of {len(spec.settings)} exercises; the seed is {spec.seed}."
    head = Document((f"Preview: {spec.title}",), (Paragraph((words,)),))
    numbers = range(len(spec.settings))
    return html_columns(head, [_row([v.exercises[k] for v in versions], versions) for k in numbers])


def _row(exercises: Sequence[Exercise], versions: Sequence[Version]) -> Row:
    head = Document(heading(exercises[0]).text, tuple(_tables(exercises, versions)))
    columns = [_column(one, version) for one, version in zip(exercises, versions, strict=True)]
    return Row(head, columns)


def _column(exercise: Exercise, version: Version) -> Document:
    content = exercise.content
    asked = [(ask.quantity if isinstance(ask, Question) else ask,) for ask in content.asks]
    prompts = [Paragraph(question.prompt) for question in content.questions if question.prompt]
    rows = tuple(zip(asked, right_answers(exercise), strict=True))
    key = [TableBlock((("asked",), ("answer",)), rows, frozenset([1]))] if rows else []
    blocks: list[Block] = [*content.task, *content.shown, *prompts, *key]
    return Document((f"Version {whose(version)}",), tuple(blocks))


def _tables(exercises: Sequence[Exercise], versions: Sequence[Version]) -> list[Block]:
    """The figures of each version that are not 0, and which of them shows which mistake."""
    found = list(map(difficulty_of, exercises))
    told = list(map(figures_of, exercises))
    names: tuple[Text, ...] = tuple((whose(version),) for version in versions)
    rows = [
        ((words,), *((_said(figures[key]),) for figures in told))
        for key, words in FIGURES.items()
        if any(figures[key] for figures in told)
    ]
    blocks: list[Block] = [TableBlock((("figure",), *names), tuple(rows), _numeric(names))]
    mistakes = dict.fromkeys(name for one in found for name in one.shown)
    if mistakes:
        marks = [
            ((name,), *(("shown" if name in one.shown else "",) for one in found))
            for name in mistakes
        ]
        blocks.append(TableBlock((("mistake",), *names), tuple(marks)))
    return blocks


def _numeric(names: Sequence[Text]) -> frozenset[int]:
    return frozenset(range(1, len(names) + 1))


def _said(figure: object) -> str:
    return f"{figure:g}" if isinstance(figure, float) else str(figure)
