"""An exercise as it is set in a spec, and drawn for one version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from symnn.derive.order import families, matching
from symnn.evaluate.solution import Solution
from symnn.exercises.draw import Drawn, Profile, drawn, drawn_profile
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.source import Source
from symnn.network.model import Network
from symnn.quantities import Quantity


@dataclass(frozen=True)
class Setting:
    """An exercise of a spec, from which versions are drawn.

    Args:
        kind: its kind.
        net: the network, as far as it is fixed; what is unknown is drawn.
        points: what it is worth.
        ask: globs over plain names, if not those of the kind.
    """

    kind: Kind
    net: Network
    points: int = 1
    ask: tuple[str, ...] = ()

    def profile(self, seed: str, number: int) -> Profile:
        """What all versions have in common; drawn once an exercise."""
        return drawn_profile(self.net, Source(seed, "profile", number))

    def version(self, seed: str, number: int, code: str) -> Exercise:
        """The exercise for one version.

        Args:
            seed: the key of the whole set.
            number: which exercise of the set it is, from 1.
            code: the version.

        Raises:
            InputError: if no numbers are found.
        """
        profile = self.profile(seed, number)
        source = Source(seed, "exercise", number, "version", code)
        return Exercise(self, number, profile, drawn(self.net, profile, source))


@dataclass(frozen=True)
class Exercise:
    """One version of an exercise.

    Args:
        setting: what it was drawn from.
        number: which exercise of its sheet it is, from 1.
        profile: what it has in common with the other versions.
        drawn: its network with all numbers.
    """

    setting: Setting
    number: int
    profile: Profile
    drawn: Drawn

    @property
    def net(self) -> Network:
        """The network with its numbers."""
        return self.drawn.net

    @cached_property
    def solution(self) -> Solution:
        """All its values."""
        return Solution(self.net)

    @property
    def asked(self) -> list[Quantity]:
        """The quantities that are asked for, in reading order.

        Raises:
            InputError: if a glob of the spec matches nothing.
        """
        ask = self.setting.ask or self._of_the_kind()
        return matching(self.net, list(families(self.net)), ask)

    def _of_the_kind(self) -> tuple[str, ...]:
        """The globs of the kind; a network without biases is not asked for them."""
        return tuple(g for g in self.setting.kind.asked if "/db" not in g or self.net.biased)
