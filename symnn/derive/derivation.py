"""Derivations: steps in an order in which each uses only what stands before it."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import NamedTuple

from symnn.derive.order import Family, families, overall_families
from symnn.display import bundle
from symnn.errors import SymnnError
from symnn.formula import Formula, leaves
from symnn.network.model import Network
from symnn.quantities import Quantity
from symnn.rules import Rule, rule_for

IN_SYMBOLS = frozenset(["x", "y", "W", "b", "symbol"])
"""The kinds of quantities that no rule gives: they are there from the start."""


class Step(NamedTuple):
    """One line: the target is, by the rule, the formula."""

    target: Quantity
    rule: Rule
    formula: Formula

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return bundle(self)

    def needs(self) -> set[Quantity]:
        """The quantities that the formula uses."""
        return set(leaves(self.formula))


_step = partial(tuple.__new__, Step)
"""A step from a tuple, without the Python call that a NamedTuple takes."""


class OrderError(SymnnError):
    """A step uses what neither is given nor stands before it."""


@dataclass(frozen=True)
class Derivation:
    """The steps of a network, made when they are asked for: a large network costs no memory.

    Args:
        net: the network.
        goals: the quantities to derive, with all that they need; None for all of the network's.
        overall: whether the goals are those of the whole data (risk, step), not of one sample.
        of: where all are wanted, `H`, `L` or `R` leaves out the gradients of others.
    """

    net: Network
    goals: tuple[Quantity, ...] | None = None
    overall: bool = False
    of: str = ""

    _repr_mimebundle_ = bundle

    def __iter__(self) -> Iterator[Step]:
        if self.goals is None:
            return self._all()
        steps = (step_for(self.net, target) for target in self._needed(self.goals))
        return (step for step in steps if step is not None)

    def steps(self) -> tuple[Step, ...]:
        """All steps at once; the fastest way where all are wanted."""
        # The steps are many small objects without cycles, over which Python's collector would
        # walk again and again while they are made.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return tuple(self)
        finally:
            if collecting:
                gc.enable()

    def step(self, name: str) -> Step:
        """The step of the quantity with that plain name.

        Raises:
            InputError: if the network has no such quantity.
            SymnnError: if it is a quantity that no rule gives, such as a weight.
        """
        found = step_for(self.net, self.net.quantity(name))
        if found is None:
            raise SymnnError(f"{name} is not derived from anything: no law gives it")
        return found

    def groups(self) -> Iterator[Family]:
        """The families of quantities that belong to this derivation."""
        return (overall_families if self.overall else families)(self.net, self.of)

    def _all(self) -> Iterator[Step]:
        """The steps family by family: a family has one rule."""
        net = self.net
        for family in self.groups():
            targets = family.members()
            rule = rule_for(targets[0]) if targets else None
            if rule is None:
                continue
            formulas = [rule.law(net, target) for target in targets]
            # A width that one of a family needs and nobody knows, they all need.
            if formulas[0] is not None:
                yield from map(_step, zip(targets, repeat(rule), formulas, strict=False))

    def _needed(self, goals: Sequence[Quantity]) -> list[Quantity]:
        """The goals and what they need, each after its needs; a given value needs nothing."""
        done: dict[Quantity, None] = {}
        waiting: list[tuple[Quantity, bool]] = [(goal, False) for goal in reversed(goals)]
        while waiting:
            target, ready = waiting.pop()
            if target in done:
                continue
            step = step_for(self.net, target)
            if ready or step is None or target in self.net.given:
                done[target] = None
                continue
            waiting.append((target, True))
            # Samples belong to derivations of their own: the risk takes them as known.
            needs = [
                q for q in leaves(step.formula) if not (self.overall and belongs_to_a_sample(q))
            ]
            waiting.extend((need, False) for need in reversed(needs) if need not in done)
        return list(done)


def belongs_to_a_sample(quantity: Quantity) -> bool:
    """Whether a law of the whole data takes it from a sample: a loss, or a gradient of one."""
    return "L" in (quantity.kind, quantity.top.kind if quantity.is_gradient else "")


def derivation(net: Network, goals: Iterable[str | Quantity] | None = None) -> Derivation:
    """The derivation of one sample of a network.

    Args:
        net: the network.
        goals: plain names or quantities; None for all.

    Raises:
        InputError: for a goal that the network has not.
    """
    if goals is None:
        return Derivation(net)
    named = [net.quantity(goal) if isinstance(goal, str) else net.canonical(goal) for goal in goals]
    return Derivation(net, tuple(named))


def step_for(net: Network, target: Quantity) -> Step | None:
    """The step that gives a quantity; None where no law does, or one needs an unknown width."""
    rule = rule_for(target)
    if rule is None:
        return None
    formula = rule.law(net, target)
    return None if formula is None else Step(target, rule, formula)


def _is_there(quantity: Quantity) -> bool:
    return quantity.kind in IN_SYMBOLS and not quantity.is_gradient


def check_order(steps: Iterable[Step], givens: Iterable[Quantity] = ()) -> None:
    """Let a sequence of steps pass in which each uses only what stands before it, or is given.

    Raises:
        OrderError: at the first step that does not, or that stands there twice.
    """
    known = set(givens)
    for step in steps:
        missing = [q for q in leaves(step.formula) if q not in known and not _is_there(q)]
        if missing or step.target in known:
            why = (
                f"uses {missing[0]}, which is not known there" if missing else "stands there twice"
            )
            raise OrderError(f"the step of {step.target} {why}")
        known.add(step.target)
