"""An exercise as it is set in a spec, and drawn for one version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from symnn.derive.order import families, matching
from symnn.evaluate.solution import Solution
from symnn.exercises.draw import Drawn, drawn, drawn_profile
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.profile import Profile
from symnn.exercises.source import Source
from symnn.network.model import Network
from symnn.numbers.digits import Places
from symnn.quantities import Quantity

Key = tuple[str | int, ...]
"""What draws are keyed by."""


@dataclass(frozen=True)
class Setting:
    """An exercise of a spec, from which versions are drawn.

    Args:
        kind: its kind.
        net: the network, as far as it is fixed; what is unknown is drawn.
        points: what it is worth.
        ask: globs over plain names, if not those of the kind.
        decimals: the places to which answers are asked for; None for exact ones.
    """

    kind: Kind
    net: Network
    points: int = 1
    ask: tuple[str, ...] = ()
    decimals: int | None = None

    @property
    def digits(self) -> Places | None:
        """How numbers are rounded where they are shown; None for exact ones."""
        return None if self.decimals is None else Places(self.decimals)

    def profile(self, key: Key, number: int) -> Profile:
        """What all versions have in common; drawn once an exercise.

        Args:
            key: the key of the whole set.
            number: which exercise of the set it is, from 1.

        Raises:
            InputError: if no exercise can be made of the network.
        """
        return self.net.memo(
            ("profile", key, number, self.decimals),
            lambda: drawn_profile(self.net, Source(*key, "profile", number), self.decimals),
        )

    def version(self, key: Key, number: int, whose: Key) -> Exercise:
        """The exercise for one version.

        Args:
            key: the key of the whole set.
            number: which exercise of the set it is, from 1.
            whose: the key of the version, or of the student that it is for.

        Raises:
            InputError: if no numbers are found.
        """
        profile = self.profile(key, number)
        source = Source(*key, "exercise", number, *whose)
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
