"""A worked solution with one known mistake: find the line, name the mistake, put it right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from symnn.derive.derivation import step_for
from symnn.documents.blocks import Block, Line, Lines, Paragraph, TableBlock, Text
from symnn.documents.laws import name_of_law
from symnn.documents.overview import worked_of
from symnn.documents.reasons import is_piecewise_constant
from symnn.documents.worked import Worked
from symnn.errors import InputError
from symnn.evaluate.rational import stays_rational
from symnn.evaluate.solution import Solution
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.flawed import Flawed, rational, shown
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import one_of
from symnn.exercises.kinds.quantities import chosen
from symnn.exercises.planted import Plant, plants, variants
from symnn.exercises.statement import numbers, task
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.marking.questions import Question, Wrong
from symnn.quantities import Quantity, plain_name
from symnn.rules import ACTIVATION, BIAS, CLAIM_1, CLAIM_2, CLAIM_3, WEIGHTED_SUM

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.exercises.source import Source
    from symnn.network.model import Network

HALVES = ((WEIGHTED_SUM, ACTIVATION), (CLAIM_1, CLAIM_2, CLAIM_3, BIAS))
"""The laws in whose lines mistakes are planted: of the forward and of the backward pass."""
LEAST_WEIGHT = 4
"""How frequent a mistake has to be to be planted."""
MOST_LINES = 40
OPTIONS = 4
WORDS: Text = (
    "Somebody evaluated the network and worked out derivatives of its output by backpropagation."
    " One line below is wrong; all others follow from the lines before them, right or wrong. Find"
    " the line, say what was done there, and give the value that belongs there.",
)


def _make(exercise: Exercise) -> Content:
    net, right = exercise.net, worked_of(exercise.solution, None)
    flawed, beside = _flawed(exercise, right)
    line, mistake = _line(flawed, right), _mistake(flawed, beside, exercise.source("options"))
    value = _value(flawed, right, beside)
    formulas = exercise.setting.option("shows") == "formulas"
    return Content(
        task=tuple(task(net, WORDS)),
        shown=(*numbers(net, exercise.solution), _table(flawed, formulas)),
        asks=(line, mistake, value),
        solution=lambda: list(_solution(flawed, right, mistake)),
    )


def _flawed(exercise: Exercise, right: Worked) -> tuple[Flawed, list[Plant]]:
    """The solution with its mistake, and all mistakes that show in that line.

    All versions have it in the same half, forward or backward, and other lines that it changes or
    none, where their numbers allow it.
    """
    net, shared = exercise.net, exercise.shared_source("half")
    targets = _targets(exercise, right)
    for half in shared.shuffled(HALVES):
        lines = [q for q in targets if (step := step_for(net, q)) and step.rule in half]
        shown = {q: list(plants(net, q, LEAST_WEIGHT)) for q in lines}
        found = _first(
            exercise, right, [Flawed(net, targets, p) for s in shown.values() for p in s]
        )
        if found is not None:
            return found, shown[found.plant.target]
    raise InputError(
        "no line of this network shows a known mistake", expected="other numbers, or more layers"
    )


def _first(exercise: Exercise, right: Worked, flawed: Sequence[Flawed]) -> Flawed | None:
    """The first that is sound and carries on, or not, mistakes and lines in a drawn order."""
    source = exercise.source("mistake")
    carries_on = exercise.shared_source("carries on").below(3) > 0
    names = source.shuffled(sorted({one.plant.mistake.name for one in flawed}))
    order = {name: k for k, name in enumerate(names)}
    found = sorted(source.shuffled(flawed), key=lambda one: order[one.plant.mistake.name])
    sound = (one for one in found if one.is_sound)
    second = None
    for one in sound:
        if bool(one.changed(right)) == carries_on:
            return one
        second = second or one
    return second


def _targets(exercise: Exercise, right: Worked) -> tuple[Quantity, ...]:
    """The lines that are written: what is asked for and what it needs, without plain slopes."""
    net = exercise.net
    if exercise.setting.ask:
        wanted = chosen(exercise, ())
    else:
        live = [q for q in _first_layer(net) if rational(right, q)] or _first_layer(net)
        node = exercise.source("node").choice(live).j
        wanted = [*net.outputs, *(q for q in _first_layer(net, "W") if q.j == node)]
    steps = Solution(net, [plain_name(q) for q in wanted]).derivation
    found = tuple(step.target for step in steps if not _is_plain_slope(net, step.target))
    order = {q: k for k, q in enumerate(right.solution.samples()[0])}
    return tuple(sorted(found, key=lambda q: order[q]))[:MOST_LINES]


def _first_layer(net: Network, kind: str = "z") -> list[Quantity]:
    """The derivatives of the first output by the z, or the weights, of layer 1."""
    from symnn.derive.order import quantities

    of = net.outputs[0]
    return [q for q in quantities(net) if q.of == of and q.kind == kind and q.layer == 1]


def _is_plain_slope(net: Network, quantity: Quantity) -> bool:
    return quantity.kind == "slope" and is_piecewise_constant(net.activation(quantity.layer))


def _table(flawed: Flawed, formulas: bool) -> TableBlock:
    lines = [flawed.written.line(target) for target in flawed.targets]
    rows = [
        ((str(k),), shown(line, formulas)) for k, line in enumerate(lines, 1) if line is not None
    ]
    return TableBlock((("line",), ("what was written",)), tuple(rows), frozenset([0]))


def _line(flawed: Flawed, right: Worked) -> Question:
    later = [flawed.targets.index(q) + 1 for q in flawed.changed(right)]
    why = "that line follows from those before it: it only carries the mistake on"
    wrong = tuple(Wrong(number, "consequence-taken-for-mistake", why) for number in later)
    return Question("line", flawed.number, ("Which line is wrong?",), wrong=wrong)


def _mistake(flawed: Flawed, beside: Sequence[Plant], source: Source) -> Question:
    plant = flawed.plant
    others = [
        Option((_sentence(mistake),), f"taken-for-{mistake.name}", "that gives another value there")
        for mistake in _others(flawed, beside, source)
    ]
    options = [Option((_sentence(plant.mistake),)), *others]
    return choice("mistake", ("What was done in that line?",), options, source)


def _sentence(mistake: Mistake) -> str:
    return f"{mistake.summary[0].upper()}{mistake.summary[1:]}."


def _others(flawed: Flawed, beside: Sequence[Plant], source: Source) -> list[Mistake]:
    """Other mistakes to choose from, none of which gives what stands there.

    First those that would show in the line, then those that can be made with its law, then others
    that can be made somewhere in the solution.
    """
    net, target = flawed.net, flawed.plant.target
    step = step_for(net, target)
    assert step is not None
    possible = [m for m in MISTAKES if m.weight >= LEAST_WEIGHT and not m.is_slip]
    possible = [m for m in possible if any(any(variants(net, q, m)) for q in flawed.targets)]
    same_law = [m for m in possible if step.rule.name in m.rules]
    groups = ([plant.mistake for plant in beside], same_law, possible)
    ordered = [mistake for group in groups for mistake in source.shuffled(group)]
    kept = {m.name: m for m in ordered if m.name != flawed.plant.mistake.name}
    return [m for m in kept.values() if not _gives(flawed, m)][: OPTIONS - 1]


def _gives(flawed: Flawed, mistake: Mistake) -> bool:
    """Whether a mistake gives what stands in the line, too."""
    target = flawed.plant.target
    others = (
        Flawed(flawed.net, flawed.targets, Plant(target, mistake, formula)).written
        for formula in variants(flawed.net, target, mistake)
    )
    return any(rational(written, target) == flawed.value for written in others)


def _value(flawed: Flawed, right: Worked, beside: Sequence[Plant]) -> Question:
    target = flawed.plant.target
    value = rational(right, target)
    assert value is not None
    others = [Flawed(flawed.net, flawed.targets, p) for p in (flawed.plant, *beside)]
    wrong = [
        Wrong(one.value, one.plant.mistake.name, one.plant.mistake.summary)
        for one in others
        if rational(one.written, target) is not None
    ]
    prompt = ("What value belongs in that line?",)
    return Question("value", value, prompt, wrong=told_apart(value, wrong))


def _solution(flawed: Flawed, right: Worked, mistake: Question) -> Iterator[Block]:
    plant, step = flawed.plant, right.solution.step(flawed.plant.target)
    assert step is not None
    yield Paragraph((f"Line {flawed.number} is wrong. ", *said(mistake)))
    yield _lines(flawed.written, [plant.target], ("It says:",))
    yield Paragraph((f"{plant.mistake.advice} By {name_of_law(step.rule)} it should say:",))
    yield _lines(right, [plant.target])
    changed = flawed.changed(right)
    if changed:
        lead = "The lines after it that change with it:"
        yield _lines(right, changed, (lead,))
    else:
        yield Paragraph(("No other line uses its value: all others are right.",))


def _lines(worked: Worked, targets: Sequence[Quantity], lead: Text = ()) -> Lines:
    found: list[Line] = [line for target in targets if (line := worked.line(target)) is not None]
    return Lines(tuple(found), lead)


def _check(net: Network) -> None:
    if not stays_rational(net) or net.loss is not None or len(net.data) > 1:
        expected = "ReLU, leaky ReLU or linear activations, one data point, and no loss"
        raise InputError("a network of which no such solution is written", expected=expected)


KIND = Kind(
    name="find-the-mistake",
    summary="a worked solution with one known mistake in it: find it, name it, put it right",
    heading="Find the mistake",
    make=_make,
    keys={"layers": (2, 2, 2, 1)},
    options=(
        one_of("shows", "what the lines have", ("numbers", "formulas"), "numbers"),
    ),
    plants=True,
    check=_check,
)  # fmt: skip
