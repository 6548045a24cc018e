"""Our dataclasses are the library's in all that they compare, hash and print."""

from __future__ import annotations

import dataclasses
import pickle
from copy import copy
from dataclasses import FrozenInstanceError, field
from typing import Any

import pytest

from symnn import records


def kinds(decorate: Any) -> list[Any]:
    """One class of every sort that the project has, decorated by that decorator."""

    @decorate(frozen=True)
    class Pair:
        first: int
        second: tuple[int, ...] = (1, 2)

    @decorate(frozen=True, slots=True)
    class One:
        first: int

    @decorate
    class Changing:
        first: int
        hidden: int = field(default=0, repr=False)
        aside: int = field(default=0, compare=False)

    @decorate(frozen=True, eq=False)
    class Itself:
        first: int

    @decorate(frozen=True)
    class Said:
        first: int

        def __repr__(self) -> str:
            return "said"

        def __hash__(self) -> int:
            return 7

    @decorate(frozen=True)
    class Unhashed:
        first: int
        table: dict[str, int] = field(default_factory=dict, hash=False)

    return [Pair, One, Changing, Itself, Said, Unhashed]


@pytest.mark.parametrize("k", range(6))
def test_like_the_librarys(k: int) -> None:
    ours, theirs = kinds(records.dataclass)[k], kinds(dataclasses.dataclass)[k]
    one, same, other = ours(3), ours(3), ours(4)
    real = theirs(3), theirs(3), theirs(4)
    assert (one == same, one == other, one == 3) == (real[0] == real[1], real[0] == real[2], False)
    assert (one != same, one != other) == (real[0] != real[1], real[0] != real[2])
    assert repr(one).split(".")[-1] == repr(real[0]).split(".")[-1]
    assert (ours.__hash__ is None) == (theirs.__hash__ is None)
    if ours.__hash__ is not None:
        assert (hash(one) == hash(same)) == (hash(real[0]) == hash(real[1]))
    assert [f.name for f in dataclasses.fields(ours)] == [
        f.name for f in dataclasses.fields(theirs)
    ]


def test_hash_is_that_of_the_values() -> None:
    pair, one = kinds(records.dataclass)[:2]
    assert hash(pair(3)) == hash((3, (1, 2)))
    assert hash(one(3)) == hash((3,))


def test_what_is_not_compared() -> None:
    changing = kinds(records.dataclass)[2]
    assert changing(1, 0, aside=5) == changing(1, 0, aside=6)
    assert changing(1, 0) != changing(1, 9)
    assert repr(changing(1, 9)).endswith("Changing(first=1, aside=0)")


def test_frozen_stays_frozen() -> None:
    pair = kinds(records.dataclass)[0](3)
    with pytest.raises(FrozenInstanceError):
        pair.first = 4
    with pytest.raises(FrozenInstanceError):
        del pair.first
    assert dataclasses.replace(pair, first=4) == type(pair)(4)


def test_another_class_with_the_same_values_is_another() -> None:
    assert kinds(records.dataclass)[0](3) != kinds(records.dataclass)[0](3)


def test_made_as_the_library_makes_it() -> None:
    pair, library = kinds(records.dataclass)[0], kinds(dataclasses.dataclass)[0]
    for make in (pair, library):
        made = make(first=1, second=(3,))
        assert (made.first, made.second, make(1).second) == (1, (3,), (1, 2))
        assert make.__match_args__ == ("first", "second")
        with pytest.raises(TypeError):
            make()


def test_unusual_classes_are_frozen_too() -> None:
    @records.dataclass(frozen=True)
    class Unusual:
        first: int
        more: list[int] = field(default_factory=list)

        def __post_init__(self) -> None:
            self.more.append(self.first)

    assert Unusual(3).more == [3]
    with pytest.raises(FrozenInstanceError):
        Unusual(3).first = 4  # type: ignore[misc]


@records.dataclass(frozen=True, slots=True)
class Slotted:
    """Workers get records."""

    first: int


@records.dataclass(frozen=True)
class Sent:
    """With a dictionary."""

    first: Slotted


def test_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Sent(Slotted(3)))) == Sent(Slotted(3))
    assert copy(Slotted(3)) == Slotted(3)
