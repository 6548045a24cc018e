"""A kind, a mistake and a policy from outside: one entry each, and everything knows them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

import symnn
from symnn.exercises.content import Content
from symnn.exercises.exercise import Exercise
from symnn.exercises.kinds import KINDS, Kind
from symnn.exercises.kinds.quantities import asking
from symnn.exercises.selftest import selftest
from symnn.exercises.spec import one_exercise
from symnn.formula import Formula, Product
from symnn.marking.credit import POLICIES, Policy
from symnn.marking.mistakes import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity
from symnn.registry import Registry
from tests.papers import graded, marked


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    tables: list[Registry[object]] = [KINDS, MISTAKES, POLICIES]  # type: ignore[list-item]
    kept = [dict(table._entries) for table in tables]
    yield
    for table, entries in zip(tables, kept, strict=True):
        table._entries = entries


def test_a_kind_from_outside_is_drawn_worked_and_tried() -> None:
    make = asking(("Find the output alone.",), ("H",))

    def only_the_output(exercise: Exercise) -> Content:
        return make(exercise)

    KINDS.add(Kind("only-output", "the output alone", "The output", only_the_output))
    (tested,) = selftest(one_exercise({"kind": "only-output"}), 5)
    assert tested.is_sound
    assert tested.seeds == 5


def test_a_mistake_from_outside_is_named() -> None:
    def doubled(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
        yield Product((7, law))

    net = symnn.build(W=[[[2], [3]]], x=[5, 1], activation="linear")
    assert marked(net, {"z1_1": "91"}).marks[net.quantity("z1_1")].explanation is None
    MISTAKES.add(Mistake("times-seven", "it was multiplied by 7", "", ("weighted-sum",), doubled))
    fresh = symnn.build(W=[[[2], [3]]], x=[5, 1], activation="linear")
    explanation = marked(fresh, {"z1_1": "91"}).marks[fresh.quantity("z1_1")].explanation
    assert explanation is not None
    assert explanation.name == "times-seven"


def test_a_policy_from_outside_gives_points() -> None:
    POLICIES.add(Policy("third", "what follows earns a third", carried=Fraction(1, 3)))
    net = symnn.build(W=[[[2], [3]], [[4]]], x=[5, 1], activation="linear")
    result = graded(net, {"z1_1": "20", "z2_1": "80"}, "third")
    award = result.awards[net.quantity("z2_1")]
    assert (award.mark.verdict, award.points) == ("carried", Fraction(1, 3))
