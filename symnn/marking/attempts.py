"""What may have been done in the place of laws: mistakes in a line, and in those before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from symnn.derive.derivation import step_for
from symnn.formula import Formula, leaves, replace
from symnn.marking.laws import tagged
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.marking.outcome import Changes
from symnn.marking.paper import Paper
from symnn.network.model import Network
from symnn.quantities import Quantity

MOST_TRIED = 1_500
"""Formulas that are tried for one answer, of single mistakes and of pairs."""
MOST_LINES = 40
"""Unanswered lines before an answer in which mistakes are looked for."""


@dataclass(frozen=True)
class Attempt:
    """Mistakes and the formulas that they put in the place of laws.

    Attributes:
        mistakes: one, or two made together.
        at: the line in which it happened; the nearest of several.
        changes: the formulas, by line.
        is_in_its_line: whether the answer's own line is the only one.
    """

    mistakes: tuple[Mistake, ...]
    at: Quantity
    changes: Changes
    is_in_its_line: bool = True


def variants(net: Network, mistake: Mistake, quantity: Quantity) -> tuple[Formula, ...]:
    """What a mistake makes of a line; nothing that is the law itself, or the target's own value."""
    return net.memo(
        ("variants", mistake.name, quantity), lambda: tuple(_variants(net, mistake, quantity))
    )


def _variants(net: Network, mistake: Mistake, quantity: Quantity) -> Iterator[Formula]:
    target = quantity.at(0)
    step = step_for(net, target)
    if step is None or step.rule.name not in mistake.rules:
        return
    for formula in mistake.variants(net, target, step.formula):
        if formula != step.formula and target not in leaves(formula):
            yield _of_sample(formula, quantity)


def singles(paper: Paper, quantity: Quantity) -> Iterator[Attempt]:
    """One mistake: in the line itself, then in the lines before it that were not answered."""
    return islice(_singles(paper, quantity), MOST_TRIED)


def pairs(net: Network, quantity: Quantity) -> tuple[Attempt, ...]:
    """Two mistakes in the line itself, one made on top of the other."""
    return net.memo(("pairs", quantity), lambda: tuple(islice(_pairs(net, quantity), MOST_TRIED)))


def _singles(paper: Paper, quantity: Quantity) -> Iterator[Attempt]:
    for mistake in MISTAKES:
        for formula in variants(paper.laws.net, mistake, quantity):
            yield Attempt((mistake,), quantity, {quantity: formula})
    lines = unanswered(paper, quantity)
    for mistake in MISTAKES if len(lines) > 1 else ():
        made = {line: variants(paper.laws.net, mistake, line) for line in lines}
        yield from _before(mistake, {line: forms for line, forms in made.items() if forms})


def _before(mistake: Mistake, made: dict[Quantity, tuple[Formula, ...]]) -> Iterator[Attempt]:
    """The mistake in all lines, as one who understands something otherwise makes it; then in one.

    The first line is the answer's own, of which the mistake has been tried alone.
    """
    lines = list(made)
    if len(made) > 1 and not mistake.is_slip:
        for k in range(max(map(len, made.values()))):
            changes = {line: forms[min(k, len(forms) - 1)] for line, forms in made.items()}
            yield Attempt((mistake,), lines[0], changes, is_in_its_line=False)
    for line, formulas in made.items():
        for formula in formulas:
            yield Attempt((mistake,), line, {line: formula}, is_in_its_line=False)


def unanswered(paper: Paper, quantity: Quantity) -> list[Quantity]:
    """An answer and the lines before it that nothing was answered of, the nearest first."""
    found: dict[Quantity, None] = {quantity: None}
    waiting = [quantity]
    while waiting and len(found) < MOST_LINES:
        for need in paper.laws.needs(waiting.pop(0)):
            if need in found or paper.is_stated(need) or not paper.laws.step(need):
                continue
            found[need] = None
            waiting.append(need)
    return list(found)


def _pairs(net: Network, quantity: Quantity) -> Iterator[Attempt]:
    target = quantity.at(0)
    step = step_for(net, target)
    assert step is not None
    fitting = [mistake for mistake in MISTAKES if step.rule.name in mistake.rules]
    once = [(m, f) for m in fitting for f in m.variants(net, target, step.formula)]
    seen = {step.formula, *(formula for _, formula in once)}
    for first, formula in once:
        for second in fitting:
            if second.name == first.name:
                continue
            for twice in second.variants(net, target, formula):
                if twice not in seen and target not in leaves(twice):
                    seen.add(twice)
                    done = {quantity: _of_sample(twice, quantity)}
                    yield Attempt((first, second), quantity, done)


def _of_sample(formula: Formula, quantity: Quantity) -> Formula:
    if not quantity.sample:
        return formula
    return replace(formula, lambda q: tagged(q, quantity.sample))
