"""What says nothing earns nothing: names for numbers, numbers that are any, copies of nonsense."""

from __future__ import annotations

from fractions import Fraction

import pytest

import symnn
from symnn.marking.laws import Laws
from symnn.marking.marks import UNREADABLE, Marking
from symnn.network.model import Network
from symnn.quantities import plain_name
from symnn.render.writer import plain
from tests.papers import graded, key, marked, sheet, verdicts

NET = symnn.build(
    W=[[[2, 3], [1, 4]], [[5], [7]]], b=[[1, -20], [3]], x=[3, 2], y=[4], loss="square",
    learning_rate=Fraction(1, 2), activation="relu",
)  # fmt: skip
SHAPE = symnn.shape([2, 2, 1])
PARTLY = symnn.build([2, 2, 1], activation="relu", W=[[[2, -3], [1, -1]], None], x=[1, 2])
"""The weights of layer 2 are unknown; the second unit is off."""


def laws_as_answers(net: Network) -> dict[str, str]:
    laws = Laws(net)
    found = {}
    for name in key(net):
        step = laws.step(net.quantity(name))
        assert step is not None
        found[name] = plain(step.formula)
    return found


@pytest.mark.parametrize("policy", ["follow-through", "reduced", "lenient", "strict"])
def test_a_name_or_a_law_is_no_number(policy: str) -> None:
    itself = {name: name for name in key(NET)}
    for answers in (itself, laws_as_answers(NET)):
        named = {name: text for name, text in answers.items() if "linear_prime" not in name}
        named = {name: text for name, text in named.items() if any(map(str.isalpha, text))}
        result = graded(NET, named, policy)
        assert result.points == 0
        assert {award.mark.verdict for award in result.awards.values()} == {UNREADABLE}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("H", "H"), ("a2_1", "H"), ("z1_1", "z1_1 + 0*x1"), ("dH/dz1_1", "dH/db1_1"),
        ("dH/dz1_1", "dH/dW1_11/x1"), ("z1_1", "z1_1"),
    ],
)  # fmt: skip
def test_a_formula_may_not_come_from_what_it_is_for(name: str, text: str) -> None:
    assert verdicts(marked(SHAPE, {name: text})) == {name: "unreadable"}


def test_laws_in_symbols_are_right() -> None:
    assert set(verdicts(marked(SHAPE, laws_as_answers(SHAPE))).values()) == {"correct"}


@pytest.mark.parametrize(
    ("name", "text", "verdict"),
    [
        ("dH/dW1_12", "0*W2_21", "correct"), ("dH/dW1_12", "0", "correct"),
        ("z1_1", "2*x1 + x2", "unreadable"), ("z1_1", "2*1 + 2", "correct"),
        ("dH/dW1_21", "W2_11*x2", "correct"),
    ],
)  # fmt: skip
def test_names_of_unknowns_may_stand_in_what_has_a_number(
    name: str, text: str, verdict: str
) -> None:
    assert verdicts(marked(PARTLY, {name: text})) == {name: verdict}


@pytest.mark.parametrize("pair", ["5 7", "0 0.0", "0.0e9 0.00e9", "0.0 0.00", "1.0 1.00"])
def test_two_numbers_in_turn_earn_what_they_hit(pair: str) -> None:
    numbers = pair.split()
    answers = {name: numbers[k % 2] for k, name in enumerate(key(NET))}
    result = graded(NET, answers)
    wrong = {plain_name(q) for q, a in result.awards.items() if a.mark.verdict == "wrong"}
    earned = {plain_name(q) for q, a in result.awards.items() if a.points}
    assert not wrong & earned
    assert result.points <= result.of / 10


def test_a_mistake_made_everywhere_is_charged_once_though_its_values_are_copies() -> None:
    net = symnn.build(
        W=[[[2, 3, 5], [1, 4, -1]], [[5], [7], [3]]], x=[3, 2], activation="sigmoid"
    )  # fmt: skip
    answers = {
        "z1_1": "8", "z1_2": "17", "z1_3": "13", "a1_1": "8", "a1_2": "17", "a1_3": "13",
    }  # fmt: skip
    result = graded(net, answers)
    assert [award.points for award in result.awards.values()] == [1, 1, 1, 0, 1, 1]


def test_mistakes_are_searched_for_in_bounded_time() -> None:
    """Papers of a hundred lines never come near the bound."""
    wrong = {name: "99" if name.startswith("z") else "98" for name in key(NET)}
    assert marked(NET, wrong).patience > 39_000
    net = symnn.build(W=[[[2, 3], [1, 4]], [[5], [7]]], x=[3, 2], activation="linear")
    answers = sheet(net, {"z1_1": "-8", "z1_2": "17"}).answers
    at_once, patient = Marking(net, answers, patience=0), Marking(net, answers)
    assert list(verdicts(at_once).values()) == ["wrong", "correct"]
    assert at_once.marks[net.quantity("z1_1")].explanation is None
    assert patient.marks[net.quantity("z1_1")].explanation is not None
