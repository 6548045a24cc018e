"""What papers are worth: an error once, copies and zeros only with something behind them."""

from __future__ import annotations

from fractions import Fraction

import pytest

import symnn
from symnn.errors import InputError
from symnn.marking.check import Answers, check
from symnn.marking.credit import POLICIES
from symnn.marking.task import Task
from symnn.network.model import Network
from symnn.quantities import plain_name
from tests.papers import graded, key, sheet


@pytest.fixture
def net() -> Network:
    """The lecture's backpropagation example: unit 2 of layer 1 is off."""
    return symnn.build(W=[[[2, -3], [2, 1]], [[2, 1], [0, 1]], [[3], [-2]]], x=[2, 1])


@pytest.fixture
def answers(net: Network) -> dict[str, str]:
    """Its whole key, without slopes."""
    return {name: text for name, text in key(net).items() if "prime" not in name}


def test_the_key_earns_everything(net: Network, answers: dict[str, str]) -> None:
    result = graded(net, answers)
    assert result.points == result.of > 0


def test_zeros_of_one_dead_unit_are_one_item(net: Network) -> None:
    zeros = ["dH/dz1_2", "dH/dW1_12", "dH/dW1_22", "dH/dW2_21", "dH/dW2_22"]
    result = graded(net, dict.fromkeys(zeros, "0") | {"dH/dW1_11": "8"})
    assert result.of == 2
    assert {award.of for award in result.awards.values()} == {Fraction(1, 5), Fraction(1)}


def test_an_error_costs_its_own_line(net: Network, answers: dict[str, str]) -> None:
    answers |= {"dH/da1_1": "5", "dH/dz1_1": "5", "dH/dW1_11": "10", "dH/dW1_21": "5"}
    answers |= {"dH/dx1": "10", "dH/dx2": "10"}
    result = graded(net, answers)
    lost = {plain_name(q) for q, a in result.awards.items() if a.points < a.of}
    assert lost == {"dH/da1_1"}
    assert result.awards[net.quantity("dH/dW1_11")].mark.verdict == "carried"


def test_reduced_follow_through_gives_half(net: Network, answers: dict[str, str]) -> None:
    answers |= {"dH/dz1_1": "5", "dH/dW1_11": "10"}
    award = graded(net, answers, "reduced").awards[net.quantity("dH/dW1_11")]
    assert award.points == award.of / 2


def test_strict_gives_nothing_for_what_follows(net: Network, answers: dict[str, str]) -> None:
    answers |= {"dH/dz1_1": "5", "dH/dW1_11": "10"}
    assert graded(net, answers, "strict").awards[net.quantity("dH/dW1_11")].points == 0


def test_a_mistake_at_siblings_is_charged_once() -> None:
    net = symnn.build(
        W=[[[1, 2], [3, -1]], [[2], [5]]], b=[[7, -4], [1]], x=[2, 3], activation="linear"
    )
    result = graded(net, {"z1_1": "11", "z1_2": "1", "H": "28"})
    first, second = (result.awards[net.quantity(name)] for name in ("z1_1", "z1_2"))
    assert first.mark.explanation is not None
    assert second.mark.explanation is not None
    assert first.mark.explanation.name == second.mark.explanation.name == "bias-left-out"
    assert (first.points, second.points) == (0, 1)
    assert "charged once" in second.why


def test_a_slip_is_charged_each_time() -> None:
    net = symnn.build(W=[[[1, 2], [3, -1]], [[2], [5]]], x=[2, 7], activation="linear")
    result = graded(net, {"z1_1": "-19", "z1_2": "11"})
    assert [award.points for award in result.awards.values()] == [0, 0]


@pytest.mark.parametrize("number", ["0", "1000000", "1"])
def test_one_number_everywhere_earns_nothing(
    net: Network, answers: dict[str, str], number: str
) -> None:
    assert graded(net, dict.fromkeys(answers, number)).points == 0


def test_zeros_with_one_true_line_earn_little_more(net: Network, answers: dict[str, str]) -> None:
    zeros = dict.fromkeys(answers, "0") | {"z1_1": "6"}
    result = graded(net, zeros)
    earned = {plain_name(q) for q, award in result.awards.items() if award.points}
    assert "z1_1" in earned
    assert result.points <= result.of / 6


def test_a_slip_that_kills_a_unit_does_not_cost_the_page(net: Network) -> None:
    answers = {
        "z1_1": "-6", "z1_2": "-5", "a1_1": "0", "a1_2": "0", "z2_1": "0", "z2_2": "0",
        "a2_1": "0", "a2_2": "0", "H": "0",
    }  # fmt: skip
    result = graded(net, answers)
    earned = {plain_name(q) for q, award in result.awards.items() if award.points}
    assert {"z1_2", "a1_1", "a1_2"} <= earned

    wide = symnn.build(W=[[[2, 3, 1], [2, 1, 4]], [[2], [3], [1]]], x=[2, 1], activation="relu")
    slip = key(wide) | {
        "z1_1": "-6", "a1_1": "0", "relu_prime(z1_1)": "0", "z2_1": "27", "a2_1": "27", "H": "27",
        "dH/dW2_11": "0", "dH/dz1_1": "0", "dH/dW1_11": "0", "dH/dW1_21": "0",
        "dH/dx1": "10", "dH/dx2": "7",
    }  # fmt: skip
    page = graded(wide, slip)
    lost = {plain_name(q) for q, award in page.awards.items() if award.points < award.of}
    assert lost == {"z1_1"}


def test_right_but_unsupported_earns_in_full_and_is_flagged(net: Network) -> None:
    award = graded(net, {"z1_1": "7", "a1_1": "6"}).awards[net.quantity("a1_1")]
    assert (award.mark.verdict, award.points) == ("lucky", award.of)


def test_a_blank_with_its_result_used_is_for_the_policy(net: Network) -> None:
    answers = {"z1_1": "6", "z2_1": "12", "H": "24"}
    names = tuple(map(net.quantity, ["z1_1", "a1_1", "z2_1", "H"]))
    task = Task(net, names)
    of = {
        policy.name: check(task, Answers(sheet(net, answers)), policy.name) for policy in POLICIES
    }
    blank = net.quantity("a1_1")
    assert of["follow-through"].awards[blank].points == 0
    assert of["lenient"].awards[blank].points == 1


def test_points_of_the_exercise_are_shared(net: Network) -> None:
    task = Task(net, (net.quantity("z1_1"), net.quantity("H")), Fraction(7))
    result = check(task, Answers(sheet(net, {"z1_1": "6"})))
    assert (result.points, result.of) == (Fraction(7, 2), 7)


def test_an_unknown_policy_names_those_there_are(net: Network) -> None:
    with pytest.raises(InputError, match="follow-through"):
        graded(net, {"H": "24"}, "follow")
