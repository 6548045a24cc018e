"""Facts about activations: a slope derived step by step; range, growth and saturation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.documents.activation_plot import activation_plots
from symnn.documents.blocks import Block, Heading, Lines, Paragraph, Prompt, Text
from symnn.errors import InputError
from symnn.exercises.activation_facts import FACTS, RANGED, Facts, Growth
from symnn.exercises.choices import Option, choice, said
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.slope_derivations import DERIVATIONS, Step, definition
from symnn.functions import Z
from symnn.marking.questions import Question

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.exercises.source import Source
    from symnn.formula import Formula
    from symnn.network.model import Network

RANGES = 4
"""Ranges to choose from."""
SIDES = {
    (False, False): "On neither side.",
    (True, False): "On the left only, as z falls.",
    (False, True): "On the right only, as z grows.",
    (True, True): "On both sides.",
}
"""Where a slope tends to 0."""


def _make(exercise: Exercise) -> Content:
    name = exercise.net.activation(1).name
    steps = list(DERIVATIONS[name]())
    drawn = exercise.source("activations").shuffled(list(FACTS.values()))
    ranged = exercise.source("range").choice([f for f in RANGED if f.name != "linear"])
    choices = [
        (_range(ranged, exercise.source("ranges")), ranged.why_range),
        (_growth(drawn[0], exercise.source("growths")), drawn[0].why_growth),
        (_saturation(drawn[1], exercise.source("sides")), drawn[1].why_slopes),
    ]
    spoken = FACTS[name].spoken
    words = (
        f"Derive the slope of {spoken} step by step. Then answer what is asked about activations"
        " in general.",
    )
    return Content(
        task=(Paragraph(words), Lines((definition(name),))),
        shown=(),
        asks=(*(step.question for step in steps), *(question for question, _ in choices)),
        solution=lambda: [
            *_solution(steps, choices),
            *_pictures([FACTS[name], ranged, *drawn[:2]], exercise.net.alpha),
        ],
    )


def _named(facts: Facts) -> Text:
    """The activation and what it is; of the linear one, its name says that."""
    name = f"{facts.spoken[0].upper()}{facts.spoken[1:]}"
    if facts.name == "linear":
        return (f"{name} gives back ", Z, ". ")
    return (f"{name}: ", *facts.definition, ". ")


def _range(facts: Facts, source: Source) -> Question:
    """Which values it takes."""
    assert facts.range is not None
    others = {other.range: other for other in source.shuffled(RANGED) if other.range != facts.range}
    options = [Option(facts.range.text)]
    for other in list(others.values())[: RANGES - 1]:
        assert other.range is not None
        why = f"those are the values of {other.spoken}"
        options.append(Option(other.range.text, f"range-of-{other.name}", why))
    return choice("range", (*_named(facts), "Which values can it take?"), options, source)


def _growth(facts: Facts, source: Source) -> Question:
    """Whether it is monotone."""
    options = []
    for growth in Growth:
        is_right = growth is facts.growth
        name = "" if is_right else f"taken-for-{growth.name.lower()}-growth"
        why = "" if is_right else facts.why_growth[0].lower() + facts.why_growth[1:-1]
        options.append(Option((f"{growth.value[0].upper()}{growth.value[1:]}.",), name, why))
    return choice("growth", (*_named(facts), "What is true of it?"), options, source)


def _saturation(facts: Facts, source: Source) -> Question:
    """Where its slope tends to 0."""
    why = facts.why_slopes[0].lower() + facts.why_slopes[1:-1]
    options = [
        Option((text,), *(() if sides == facts.saturates else (_side_name(sides), why)))
        for sides, text in SIDES.items()
    ]
    prompt = (*_named(facts), "On which side does it saturate: where does its slope tend to 0?")
    return choice("saturation", prompt, options, source)


def _side_name(sides: tuple[bool, bool]) -> str:
    left, right = sides
    return (
        "saturates-" + {0: "nowhere", 1: "left", 2: "right", 3: "on-both-sides"}[left + 2 * right]
    )


def _solution(steps: Sequence[Step], choices: Sequence[tuple[Question, str]]) -> Iterator[Block]:
    yield Lines(tuple(step.line for step in steps), ("Step by step:",))
    yield Heading(2, ("Activations in general",))
    for question, why in choices:
        yield Paragraph(question.prompt)
        right = said(question)
        ends = isinstance(right[-1], str) and right[-1].endswith(".")
        yield Paragraph((*right, " " if ends else ". ", why))


def _pictures(facts: Sequence[Facts], alpha: Formula) -> Iterator[Block]:
    """The activations that were asked about, each once."""
    found = [ACTIVATIONS[name] for name in dict.fromkeys(one.name for one in facts)]
    yield Prompt(("Pictures of all of them, with their slopes:",))
    yield from activation_plots(((one, ()) for one in found if isinstance(one, Entrywise)), alpha)


def _check(net: Network) -> None:
    """Let one node with one of the activations pass, as the kind has it."""
    activation = net.activation(net.depth)
    if net.widths != (1, 1) or activation.name not in DERIVATIONS:
        expected = f"`output_activation` as one of {', '.join(DERIVATIONS)}, and nothing else"
        raise InputError("no activation whose slope is derived here", found=activation.name,
                         expected=expected)  # fmt: skip


KIND = Kind(
    name="activation-facts",
    summary="the slope of an activation derived; ranges, growth and saturation of others",
    heading="Facts about activations",
    make=_make,
    takes_ask=False,
    keys={
        "layers": (1, 1), "W": (((1,),),), "x": ("z",), "biases": False,
        "output_activation": "sigmoid",
    },
    draws=False,
    check=_check,
)  # fmt: skip
