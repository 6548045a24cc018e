"""Choose the output activation for a task; say which values an output can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.activations import ACTIVATIONS
from symnn.documents.blocks import Block, Paragraph, Text
from symnn.documents.reasons import spoken_name
from symnn.exercises.activation_facts import RANGED, Facts
from symnn.exercises.choices import Option, choice, said
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number
from symnn.exercises.prediction_tasks import GIVES, NEEDS, Need
from symnn.marking.questions import Question

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.exercises.source import Source

OPTIONS = 4
HIDDEN = ("relu", "tanh", "sigmoid", "leaky_relu")
"""Activations of hidden layers, which say nothing about the output."""
NUMBERS: tuple[int | Fraction, ...] = (
    -40, -3, Fraction(-5, 4), -1, Fraction(-1, 2), Fraction(-1, 10), 0, Fraction(1, 10),
    Fraction(1, 2), Fraction(9, 10), 1, Fraction(5, 4), 3, 40,
)  # fmt: skip
"""What may be an output, or not."""
MOST_OUTSIDE = 3
"""The largest size of a number that is no output."""
Explained = tuple[Question, Text]


def _make(exercise: Exercise) -> Content:
    shared, source = exercise.shared_source("needs"), exercise.source("tasks")
    needs = source.shuffled(shared.shuffled(NEEDS)[: exercise.setting.option("tasks")])
    asked: list[Explained] = [_task(k, need, source) for k, need in enumerate(needs, 1)]
    asked += [_range(exercise.source("range")), _impossible(exercise.source("impossible"))]
    words = (
        "The activation at the output of a network should give all values that the target can"
        " have, and no others. Choose one for each task; then say which values an output can take.",
    )
    return Content(
        task=(Paragraph(words),),
        shown=(),
        asks=tuple(question for question, _ in asked),
        solution=lambda: list(_solution(asked)),
    )


def _task(k: int, need: Need, source: Source) -> Explained:
    """The activation for a task."""
    options = [Option((_spoken(need.activation),))]
    others = [name for name in GIVES if name not in (need.activation, need.tempting)]
    for name in (need.tempting, *source.shuffled(others)):
        why = f"with it {GIVES[name]}, but {need.says}"
        options.append(Option((_spoken(name),), f"{name}-for-{need.name}", why))
    prompt = (
        f"The network is to predict {source.choice(need.tasks)}. Which activation belongs at its"
        " output?",
    )
    why = f"{need.says[0].upper()}{need.says[1:]}; with it, {GIVES[need.activation]}."
    return choice(f"task{k}", prompt, options[:OPTIONS], source), (why,)


def _spoken(name: str) -> str:
    return spoken_name(ACTIVATIONS[name])


def _layers(facts: Facts, source: Source) -> str:
    """A network by its activations."""
    hidden = source.choice([name for name in HIDDEN if name != facts.name])
    return (
        f"A network has {_spoken(hidden)} in its hidden layers and {_spoken(facts.name)} at its"
        " output."
    )


def _range(source: Source) -> Explained:
    """Which values the output can take, for some weights and inputs."""
    facts = source.choice(RANGED)
    assert facts.range is not None
    others = {f.range: f for f in source.shuffled(RANGED) if f.range != facts.range}
    options = [Option(facts.range.text)]
    for other in list(others.values())[: OPTIONS - 1]:
        assert other.range is not None
        why = f"those are the values of {other.spoken}"
        options.append(Option(other.range.text, f"range-of-{other.name}", why))
    prompt: Text = (
        _layers(facts, source),
        " Which values can its output take, over all weights, biases and inputs?",
    )
    first = "Whatever comes before, the output is a value of its own activation. "
    return choice("values", prompt, options, source), (first, *_reason(facts))


def _outside(facts: Facts) -> list[int | Fraction]:
    """Numbers near its range that are none of its values."""
    near = [n for n in NUMBERS if -MOST_OUTSIDE <= n <= MOST_OUTSIDE]
    return [n for n in near if facts.range is not None and n not in facts.range]


def _impossible(source: Source) -> Explained:
    """A number that the output can't be."""
    facts = source.choice([f for f in RANGED if _outside(f)])
    assert facts.range is not None
    inside = [n for n in NUMBERS if n in facts.range]
    never = source.choice(_outside(facts))
    options = [Option((never,))]
    for n in source.shuffled(inside)[: OPTIONS - 1]:
        options.append(Option((n,), "value-in-range", "it is a value of the output’s activation"))
    prompt: Text = (_layers(facts, source), " Which of these can never be its output?")
    values = (". Its values are ", *facts.range.text, ", and ", never, " is none of them.")
    return choice("never", prompt, options, source), (*facts.definition, *values)


def _reason(facts: Facts) -> Text:
    if facts.name == "linear":
        return (facts.why_range,)
    return (*facts.definition, f". {facts.why_range}")


def _solution(asked: Sequence[Explained]) -> Iterator[Block]:
    for question, why in asked:
        yield Paragraph(question.prompt)
        yield Paragraph((*said(question), ". ", *why))


KIND = Kind(
    name="output-activation",
    summary="which output activation a task needs, and which values an output can take",
    heading="Output activations",
    make=_make,
    takes_ask=False,
    options=(number("tasks", "how many tasks", "a number of tasks", len(NEEDS), 3),),
    draws=False,
)
