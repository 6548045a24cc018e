"""Known mistakes put into laws: the wrong formulas of statements, worked solutions and choices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from symnn.derive.derivation import step_for
from symnn.formula import Formula, Product, leaves, product, replace, with_parts
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.marking.mistakes.editing import factors
from symnn.marking.questions import Wrong
from symnn.marking.sameness import same_at_points
from symnn.network.model import Network
from symnn.quantities import Quantity

MOST_VARIANTS = 3
"""Ways to make one mistake in a line that are looked at."""
MOST_WRONG = 12
"""Wrong answers to one question that are told apart."""


@dataclass(frozen=True)
class Plant:
    """A mistake in one line.

    Attributes:
        target: the quantity of the line.
        mistake: what was done.
        formula: what stands there instead of the law.
    """

    target: Quantity
    mistake: Mistake
    formula: Formula


def variants(net: Network, target: Quantity, mistake: Mistake) -> Iterator[Formula]:
    """The formulas that a mistake makes of the law of a quantity; none that is the law itself."""
    step = step_for(net, target)
    if step is None or step.rule.name not in mistake.rules:
        return
    for formula in mistake.variants(net, target, step.formula):
        if formula != step.formula:
            yield formula


def plants(net: Network, target: Quantity, least: int = 0) -> Iterator[Plant]:
    """The mistakes that can be made in one line and that show: another value comes out.

    Args:
        net: the network; where entries are unknown, values are compared at drawn points.
        target: the quantity of the line.
        least: how frequent a mistake has to be, slips left out; 0 for all.
    """
    step = step_for(net, target)
    for mistake in MISTAKES:
        if least and (mistake.is_slip or mistake.weight < least):
            continue
        for formula in variants(net, target, mistake):
            if step is not None and not same_at_points(net, formula, step.formula):
                yield Plant(target, mistake, formula)


def spelled_out(net: Network, formula: Formula, changes: Mapping[Quantity, Formula]) -> Formula:
    """A formula with every derivative of an output in it replaced by its law, to the last.

    Args:
        net: the network.
        formula: the formula.
        changes: other formulas in the place of some laws.
    """

    def law(quantity: Quantity) -> Formula:
        step = step_for(net, quantity) if quantity.is_gradient else None
        if step is None:
            return quantity
        return spelled_out(net, changes.get(quantity, step.formula), changes)

    return _flat(replace(formula, law))


def _flat(formula: Formula) -> Formula:
    """The formula with products of products, and of 1, as one product."""
    formula = with_parts(formula, _flat)
    if not isinstance(formula, Product):
        return formula
    return product(*(part for factor in formula for part in factors(factor) if part != 1))


def wrong_gradients(net: Network, gradient: Quantity) -> Iterator[Wrong]:
    """What known mistakes make of a derivative that is written without other derivatives.

    Each mistake is made in all lines that lead to it where it can be made.
    """
    lines = _lines(net, gradient)
    right = spelled_out(net, gradient, {})
    kept: list[Formula] = [right]
    for mistake in sorted(MISTAKES, key=lambda mistake: -mistake.weight):
        for changes in _made(net, lines, mistake):
            formula = spelled_out(net, gradient, changes)
            if len(kept) <= MOST_WRONG and not any(
                same_at_points(net, formula, other) for other in kept
            ):
                kept.append(formula)
                yield Wrong(formula, mistake.name, mistake.summary)


def _made(
    net: Network, lines: Iterable[Quantity], mistake: Mistake
) -> Iterator[dict[Quantity, Formula]]:
    if mistake.is_slip:
        return
    made = {line: list(variants(net, line, mistake)) for line in lines}
    made = {line: formulas for line, formulas in made.items() if formulas}
    for k in range(min(MOST_VARIANTS, max(map(len, made.values()), default=0))):
        yield {line: formulas[min(k, len(formulas) - 1)] for line, formulas in made.items()}


def _lines(net: Network, gradient: Quantity) -> list[Quantity]:
    """The derivatives of an output that lead to this one, and itself."""
    found: dict[Quantity, None] = {}
    waiting = [gradient]
    while waiting:
        line = waiting.pop()
        if line not in found and line.is_gradient:
            found[line] = None
            step = step_for(net, line)
            waiting.extend(() if step is None else leaves(step.formula))
    return list(found)
