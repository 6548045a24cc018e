"""An exercise as it is set in a spec, and drawn for one version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDETERMINED, Value
from symnn.exercises.as_hard import as_hard
from symnn.exercises.asked import asks_as_much
from symnn.exercises.content import Content, without
from symnn.exercises.draw import Drawn, drawn, drawn_profile
from symnn.exercises.fairness import MOST_UNSUITED, Fair, no_version
from symnn.exercises.forms import in_form
from symnn.exercises.given import with_given
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.multiple_choice import as_choice
from symnn.exercises.profile import Model, Off, Profile
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
        given: globs over plain names of what is told beside the network's numbers.
        decimals: the places to which answers are asked for; None for exact ones.
        options: what the spec says of the options of its kind.
        is_own: whether the spec says which network it is, or its shape.
        has_activations: whether the spec says which activations it has, or which network it is.
        fair: whether all versions are to be equally hard.
        form: a name in `FORMS`: how much is worked already.
        choices: whether one value is asked for, to be chosen among what mistakes make of it.
        model: what all versions are to be like, if that is not drawn.
    """

    kind: Kind
    net: Network
    points: int = 1
    ask: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    decimals: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    is_own: bool = False
    has_activations: bool = False
    fair: bool = True
    form: str = "blank"
    choices: bool = False
    model: Model | None = None

    def option(self, name: str) -> Any:
        """What an option of the kind is, said or not."""
        if name in self.options:
            return self.options[name]
        return next(option.default for option in self.kind.options if option.name == name)

    @property
    def digits(self) -> Places | None:
        """How numbers are rounded where they are shown; None for exact ones."""
        return None if self.decimals is None else Places(self.decimals)

    @property
    def off(self) -> Off:
        """Of some layers, whether a unit of them has to be off, or none may be."""
        return () if self.kind.off is None else self.kind.off(self)

    def profile(self, key: Key, number: int) -> Profile:
        """What all versions have in common; drawn once an exercise.

        Args:
            key: the key of the whole set.
            number: which exercise of the set it is, from 1.

        Raises:
            InputError: if no exercise can be made of the network.
        """
        if not self.kind.draws:
            return Profile(())
        if self.model is not None:
            return self.model.profile
        source = Source(*key, "profile", number)
        return self.net.memo(
            ("profile", key, number, self.decimals, self.off),
            lambda: drawn_profile(self.net, source, self.decimals, self.off),
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
        suited = 0
        for exercise in self.draws(key, number, whose):
            if exercise.is_fixed:
                return exercise
            if self.kind.suits(exercise):
                suited += 1
                if asks_as_much(exercise):
                    return exercise
        raise no_version(self.kind.name, MOST_UNSUITED, suited)

    def draws(self, key: Key, number: int, whose: Key) -> Iterator[Exercise]:
        """Exercises for one version; each knows how many draws it took with those before it."""
        before = 0
        for attempt in range(MOST_UNSUITED):
            again = ("again", attempt) if attempt else ()
            exercise = self._drawn(key, number, (*whose, *again), before)
            before = exercise.fair.tries
            yield exercise

    def _drawn(self, key: Key, number: int, whose: Key, before: int) -> Exercise:
        own, shared = (*key, "exercise", number, *whose), (*key, "profile", number)
        net, source = self.net, Source(*own)
        if self.kind.reshape is not None:
            net = self.kind.reshape(self, source)
        if not self.kind.draws:
            fixed = Fair(Drawn(net, (), 1), None, before + 1)
            return Exercise(self, number, Profile(()), fixed, own, shared)
        profile = (
            self.profile(key, number)
            if net is self.net
            else drawn_profile(net, Source(*shared, str(net.widths)), self.decimals, self.off)
        )
        found = drawn(net, profile, source)
        first = Fair(found, None, before + found.tries)
        made = Exercise(self, number, profile, first, own, shared)
        other = as_hard(made, net, source) if self.fair else None
        return (
            made
            if other is None
            else replace(made, fair=replace(other, tries=before + other.tries))
        )


@dataclass(frozen=True)
class Exercise:
    """One version of an exercise.

    Args:
        setting: what it was drawn from.
        number: which exercise of its sheet it is, from 1.
        profile: what it has in common with the other versions.
        fair: its numbers, and how hard they make it.
        key: the key of its draws.
        shared: the key of what all versions have in common.
    """

    setting: Setting
    number: int
    profile: Profile
    fair: Fair
    key: Key = ()
    shared: Key = ()

    @property
    def is_fixed(self) -> bool:
        """Whether an author has fixed all numbers: such an exercise is set as it is."""
        return self.setting.kind.draws and not self.drawn.memories

    @property
    def drawn(self) -> Drawn:
        """Its network with all numbers."""
        return self.fair.drawn

    def source(self, purpose: str) -> Source:
        """Random numbers of this version's own, for one purpose."""
        return Source(*self.key, purpose)

    def shared_source(self, purpose: str) -> Source:
        """Random numbers that all versions share, for one purpose."""
        return Source(*self.shared, purpose)

    @cached_property
    def net(self) -> Network:
        """The network with its numbers as far as they are told, and other values beside them."""
        net, finish = with_given(self.drawn.net, self.setting.given), self.setting.kind.finish
        return net if finish is None else finish(self, net)

    @cached_property
    def whole(self) -> Solution:
        """All values of the network with all its numbers, also those that are not told."""
        return Solution(self.drawn.net)

    @cached_property
    def solution(self) -> Solution:
        """All its values."""
        return Solution(self.net)

    @cached_property
    def made(self) -> Content:
        """What its kind makes of it, whatever form it is set in."""
        return without(self.setting.kind.make(self), self.net.given)

    @cached_property
    def content(self) -> Content:
        """What it says, asks and answers.

        Raises:
            InputError: if a glob of the spec matches nothing, or what can't be worked out.
        """
        content = self.made
        if self.setting.choices:
            content = as_choice(self, content)
        content = in_form(self, content, self.setting.form)
        for asked in content.quantities:
            if self.value(asked) is UNDETERMINED:
                expected = "what follows from the numbers that are told"
                raise InputError(
                    "a quantity without an answer", found=str(asked), expected=expected
                )
        return content

    def value(self, quantity: Quantity) -> Value:
        """The value of a quantity of its network, in the sample that it names."""
        return self.solution.of_quantity(quantity, quantity.sample or 1)

    @cached_property
    def signature(self) -> object:
        """What makes it different from other versions: its numbers, its task, what is asked."""
        net, content = self.net, self.content
        asked = tuple((q.name, q.prompt, q.text, q.options) for q in content.questions)
        drawn = net.W, net.b, net.data, tuple(net.given.items()), content.numbers
        shape = net.widths, tuple(g.name for g in net.activations), net.biased
        return shape, drawn, content.task, tuple(content.quantities), asked

    @property
    def asked(self) -> tuple[Quantity, ...]:
        """The quantities that are asked for, in reading order."""
        return self.content.quantities
