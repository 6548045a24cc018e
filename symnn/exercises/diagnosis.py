"""Which mistakes an exercise brings to light: those that change what is asked, and how differently.

A mistake is made in every line where it can be made, as one who does not know better makes it, and
everything after it is worked out from there. Slips, which happen to a single line, do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from symnn.evaluate.program import Compiler, Memory, Program, Run
from symnn.evaluate.rational import stays_rational
from symnn.evaluate.whole_program import program_for
from symnn.formula import Formula, leaves
from symnn.marking.attempts import variants
from symnn.marking.functions import functions_of
from symnn.marking.laws import Laws
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.numbers.real import NotReal
from symnn.quantities import Quantity

MOST_VARIANTS = 3
"""Ways to make one mistake that are tried."""

Changed = tuple[str, Mapping[int, Run]]
"""A mistake's name, and what it computes in the place of some steps."""


@dataclass(frozen=True)
class Diagnosis:
    """What the asked values of an exercise tell.

    Attributes:
        shown: for every mistake that changes an asked value, the asked values that it makes; in
            the order of the table of mistakes.
        hidden: the mistakes that can be made and change nothing that is asked.
        told_apart: how many of the shown mistakes have asked values of their own.
    """

    shown: Mapping[str, tuple[Any, ...]]
    hidden: tuple[str, ...]

    @property
    def told_apart(self) -> int:
        """How many different results the shown mistakes have."""
        return len(set(self.shown.values()))


def diagnosis(net: Network, memory: Memory, asked: Sequence[Quantity]) -> Diagnosis:
    """Which mistakes the asked values show.

    Args:
        net: the network as it was planned, of whose program the memory is.
        memory: all its numbers, in the memory for what is asked.
        asked: the quantities that are asked for.
    """
    program = program_for(net, asked)
    at = [program.places[quantity] for quantity in asked]
    right = tuple(memory[place] for place in at)
    shown: dict[str, tuple[Any, ...]] = {}
    hidden: dict[str, None] = {}
    for name, changes in net.memo(("mistakes", tuple(asked)), lambda: _changed(net, asked)):
        found = _carried_out(program, memory, changes, at)
        if found is None or name in shown:
            continue
        if found == right:
            hidden[name] = None
        else:
            shown[name] = found
    return Diagnosis(shown, tuple(name for name in hidden if name not in shown))


def can_be_diagnosed(net: Network) -> bool:
    """Whether mistakes can be tried quickly: all numbers of the network stay rational."""
    return stays_rational(net)


def _carried_out(
    program: Program, memory: Memory, changes: Mapping[int, Run], at: Sequence[int]
) -> tuple[Any, ...] | None:
    """What is asked, worked out with the mistake; None where it leads nowhere."""
    wrong = list(memory)
    try:
        for place, run in program.runs:
            wrong[place] = changes.get(place, run)(wrong)
    except (NotReal, ZeroDivisionError):
        return None
    return tuple(wrong[place] for place in at)


def _changed(net: Network, asked: Sequence[Quantity]) -> list[Changed]:
    """All mistakes that can be made on the way to what is asked, compiled."""
    program, laws = program_for(net, asked), Laws(net)
    needed = laws.closure(asked)
    lines = [step.target for step in program.steps if step.target in needed]
    compile_formula = Compiler(program.places, functions_of(net).definitions, net.relu_at_zero)
    return [
        (mistake.name, changes)
        for mistake in MISTAKES
        if not mistake.is_slip
        for changes in _ways(net, program, mistake, lines, compile_formula)
    ]


def _ways(
    net: Network,
    program: Program,
    mistake: Mistake,
    lines: Sequence[Quantity],
    compile_formula: Callable[[Formula], Run],
) -> Iterator[Mapping[int, Run]]:
    """The ways to make a mistake in all lines where it can be made."""
    made = {line: _formulas(net, program, mistake, line) for line in lines}
    made = {line: formulas for line, formulas in made.items() if formulas}
    ways = min(max(map(len, made.values()), default=0), MOST_VARIANTS)
    for k in range(ways):
        yield {
            program.places[line]: compile_formula(formulas[min(k, len(formulas) - 1)])
            for line, formulas in made.items()
        }


def _formulas(net: Network, program: Program, mistake: Mistake, line: Quantity) -> list[Formula]:
    """What a mistake makes of a line, as far as it uses nothing that is not computed before."""
    place = program.places[line]
    return [
        formula
        for formula in variants(net, mistake, line)
        if all(program.places.get(leaf, place) < place for leaf in leaves(formula))
    ]
