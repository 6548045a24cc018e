"""Is this formula for a derivative right? Put the wrong ones right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from symnn.derive.derivation import Step, step_for
from symnn.documents.blocks import Block, Line, Lines, Link, Paragraph, Text
from symnn.documents.diagram import diagram
from symnn.documents.laws import laws, name_of_law
from symnn.errors import InputError
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.options import number
from symnn.exercises.planted import MOST_WRONG, Plant, plants
from symnn.exercises.statement import check_symbols, task
from symnn.formula import Formula
from symnn.marking.questions import Question, Wrong
from symnn.marking.sameness import same_at_points
from symnn.quantities import Quantity, plain_name
from symnn.rules import BIAS, CLAIM_1, CLAIM_2, CLAIM_3

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.exercises.source import Source
    from symnn.network.model import Network

RULES = (CLAIM_1, CLAIM_2, CLAIM_3, BIAS)
"""The laws that statements are about."""
LEAST_WEIGHT = 4
"""How frequent a mistake has to be to be put into a statement."""
MOST_STATEMENTS = 8
TRUE, FALSE = "a", "b"
WORDS: Text = (
    "Each statement below gives a derivative of the output of this network, with g an activation"
    " of which no more is said. Is it true or false for all weights, biases and inputs? Then write"
    " the right-hand side as it should be; that of a true statement as it stands.",
)


@dataclass(frozen=True)
class _Statement:
    """What is claimed: the law itself, or what a mistake makes of it."""

    number: int
    net: Network
    step: Step
    plant: Plant | None

    @property
    def formula(self) -> Formula:
        return self.step.formula if self.plant is None else self.plant.formula

    @property
    def text(self) -> Text:
        return (f"({self.number}) ", self.step.target, " = ", self.formula)

    @property
    def judged(self) -> Question:
        """Whether it is true."""
        if self.plant is None:
            why = f"this is the law: {self.step.rule.summary}"
            wrong = Wrong(FALSE, "law-not-recognised", why)
        else:
            wrong = Wrong(TRUE, self.plant.mistake.name, self.plant.mistake.summary)
        return Question(
            f"s{self.number}",
            TRUE if self.plant is None else FALSE,
            (*self.text, "."),
            (("true",), ("false",)),
            (wrong,),
        )

    @property
    def corrected(self) -> Question:
        """The right-hand side as it should be."""
        target = self.step.target
        return Question(
            f"right{self.number}",
            self.step.formula,
            ("The right-hand side for ", target, ":"),
            wrong=tuple(self.recognised),
            without=(plain_name(target),),
        )

    @cached_property
    def recognised(self) -> list[Wrong]:
        """What mistakes make of the law, that of the statement first."""
        own = [] if self.plant is None else [self.plant]
        kept: list[Plant] = []
        for plant in [*own, *plants(self.net, self.step.target)]:
            if len(kept) < MOST_WRONG and not any(
                same_at_points(self.net, plant.formula, other.formula) for other in kept
            ):
                kept.append(plant)
        return [Wrong(p.formula, p.mistake.name, p.mistake.summary) for p in kept]

    def solution(self) -> Iterator[Block]:
        rule = self.step.rule
        verdict = "true." if self.plant is None else f"false: {self.plant.mistake.summary}."
        advice: Text = () if self.plant is None else (f" {self.plant.mistake.advice}",)
        yield Paragraph((*self.text, " is ", verdict, *advice))
        line = Line(self.step.target, (Link("=", self.step.formula),), (name_of_law(rule),))
        yield Lines((line,))


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    statements = list(_statements(exercise))
    asks = [ask for s in statements for ask in (s.judged, s.corrected)]
    return Content(
        task=tuple(task(net, WORDS)),
        shown=(diagram(net),),
        asks=tuple(asks),
        solution=lambda: list(_solution(net, statements)),
    )


def _solution(net: Network, statements: Sequence[_Statement]) -> Iterator[Block]:
    targets = {statement.step.target for statement in statements}
    yield from laws(net, net.differentiated[:1], targets)
    for statement in statements:
        yield from statement.solution()


def _statements(exercise: Exercise) -> Iterator[_Statement]:
    """The statements: all versions have the same laws, and as many that are false."""
    net, shared, source = exercise.net, exercise.shared_source("laws"), exercise.source("said")
    count, lines = exercise.setting.option("statements"), _lines(net)
    rounds = range(max(map(len, lines.values())))
    rules = [name for k in rounds for name in shared.shuffled(list(lines)) if k < len(lines[name])]
    if len(rules) < count:
        found, expected = f"{count} statements", f"at most {len(rules)} for this network"
        raise InputError(
            "more statements than there are laws to state", found=found, expected=expected
        )
    is_false = source.shuffled([k < (count + shared.below(2)) // 2 for k in range(count)])
    left = {name: source.shuffled(steps) for name, steps in lines.items()}
    for k, name in enumerate(source.shuffled(rules[:count])):
        step = left[name].pop()
        plant = _planted(net, step.target, source) if is_false[k] else None
        yield _Statement(k + 1, net, step, plant)


def _planted(net: Network, target: Quantity, source: Source) -> Plant | None:
    """A mistake in a line, the more frequent ones more often."""
    found = list(plants(net, target, LEAST_WEIGHT))
    names = [name for p in {p.mistake.name: p for p in found}.values() for name in _weighted(p)]
    if not names:
        return None
    name = source.choice(names)
    return source.choice([plant for plant in found if plant.mistake.name == name])


def _weighted(plant: Plant) -> list[str]:
    return [plant.mistake.name] * plant.mistake.weight


def _lines(net: Network) -> dict[str, list[Step]]:
    """By the name of a law, the lines of the network that it gives and that say something."""
    of = net.differentiated[0]
    found: dict[str, list[Step]] = {}
    for quantity in _gradients(net, of):
        step = step_for(net, quantity)
        if step is not None and step.rule in RULES and not isinstance(step.formula, int):
            found.setdefault(step.rule.name, []).append(step)
    return found


def _gradients(net: Network, of: Quantity) -> Iterator[Quantity]:
    from symnn.derive.order import quantities

    yield from (q for q in quantities(net) if q.of == of and q.kind != "x")


def _check(net: Network) -> None:
    check_symbols(net)
    if len(_lines(net)) < 3:
        expected = "hidden layers, so that the laws of backpropagation have lines there"
        raise InputError("a network with too few lines to make statements about", expected=expected)


KIND = Kind(
    name="true-false",
    summary="is this formula for a derivative right; the wrong ones are to be corrected",
    heading="True or false",
    make=_make,
    takes_ask=False,
    keys={"layers": (2, 2, 2, 1), "activation": "g", "output_activation": "g"},
    options=(
        number("statements", "how many statements", "a number of statements", MOST_STATEMENTS, 4),
    ),
    draws=False,
    plants=True,
    check=_check,
)
