"""Exercises by the thousand: drawn, solved and worked step by step in LaTeX, without a page around.

For those who fill a bank of questions. All that depends on the shape alone is found out once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from symnn.errors import InputError
from symnn.evaluate.program import compiled
from symnn.exercises.draw import drawn, drawn_profile
from symnn.exercises.profile import Profile
from symnn.exercises.source import Source
from symnn.network.model import Network
from symnn.quantities import Quantity, plain_name
from symnn.render.latex_formula import LatexWriter
from symnn.render.put_in import WorkedSteps


@dataclass(frozen=True)
class Worked:
    """An exercise of a bank.

    Attributes:
        net: the network with its numbers.
        values: of all its quantities, by plain name.
        lines: every step in LaTeX: target, formula, numbers put in, value.
    """

    net: Network
    values: Mapping[str, int]
    lines: list[str]


@dataclass(frozen=True)
class Bank:
    """A bank of exercises of one shape; each depends on the key and its number alone.

    >>> from symnn.network import network
    >>> bank = Bank(network([2, 2, 1], activation="relu"), ("my course", "bank 1"))
    >>> worked = bank.exercise(7)
    >>> worked.values["H"] == worked.values["a2_1"], len(worked.lines)
    (True, 26)
    >>> worked.lines[0].split(" = ")[:2]
    ['z_1^{(1)}', 'W_{11}^{(1)} \\\\, x_1 + W_{21}^{(1)} \\\\, x_2 + b_1^{(1)}']

    Args:
        net: the network, as far as its numbers are fixed; its values have to be integers.
        key: what all draws are keyed by.
    """

    net: Network
    key: tuple[str | int, ...]

    def exercise(self, number: int) -> Worked:
        """One exercise.

        Raises:
            InputError: if no numbers are found, or values are not integers.
        """
        found = drawn(self.net, self._profile, Source(*self.key, "bank", number))
        if len(found.memories) != 1 or not {int, type(None)} >= set(map(type, found.memories[0])):
            raise InputError(
                "a bank of exercises that can't be filled",
                expected="one input to draw, and an activation that keeps integers, such as relu",
            )
        numbers = found.memories[0]
        values = {name: numbers[place] for name, place in self._named}
        return Worked(found.net, values, self._steps.lines(numbers))

    @cached_property
    def _profile(self) -> Profile:
        return drawn_profile(self.net, Source(*self.key, "profile"))

    @cached_property
    def _named(self) -> list[tuple[str, int]]:
        program = compiled(self.net)
        return [(plain_name(s.target), program.places[s.target]) for s in program.steps]

    @cached_property
    def _steps(self) -> WorkedSteps:
        program = compiled(self.net)
        steps = [(s.target, s.formula) for s in program.steps if not self._is_idle(s.target)]
        return WorkedSteps(steps, program.places, LatexWriter)

    def _is_idle(self, target: Quantity) -> bool:
        """Whether it is the slope of a linear layer, which is 1 and nobody writes."""
        return target.kind == "slope" and self.net.activation(target.layer).is_identity
