"""Questions beside quantities: formulas without some names, symbols of authors, choices."""

from __future__ import annotations

import pytest

from symnn.formula import Apply, Formula, Product, difference
from symnn.marking.check import Answers, check
from symnn.marking.marks import Mark
from symnn.marking.questions import Question, Wrong, question_entry, read_questions
from symnn.marking.sameness import same_at_points
from symnn.marking.task import Task
from symnn.network import network, shape
from symnn.network.build import tree_of
from symnn.network.model import Network
from symnn.quantities import H, W, a, d, symbol, x, z
from tests.papers import marked, sheet, verdicts

ONE_NODE = network(
    [1, 1], W=[[[1]]], x=["z"], biases="false", output_activation="sigmoid"
)  # fmt: skip
SIGMOID = Apply("sigmoid", symbol("z"))
SLOPE = Question(
    "slope",
    Product((SIGMOID, difference(1, SIGMOID))),
    wrong=(Wrong(SIGMOID, "value-for-slope", "that is the value"),),
    without=("*_prime*", "dH/*"),
)


def mark(question: Question, text: str, net: Network = ONE_NODE) -> Mark:
    result = check(Task(net, questions=(question,)), Answers(sheet(net, {}), {question.name: text}))
    (award,) = result.awards.values()
    return award.mark


VERDICTS = (
    ("sigmoid(z)*(1-sigmoid(z))", "correct"),
    ("exp(-z)/(1+exp(-z))^2", "correct"),
    ("H*(1 - a1_1)", "correct"),
    ("sigmoid(z)", "wrong"),
    ("z", "wrong"),
    ("0.25", "wrong"),
    ("σ'(z)", "unreadable"),
    ("sigmoid_prime(z1_1) + 0", "unreadable"),
    ("dH/dx1", "unreadable"),
    ("t", "unreadable"),
)


@pytest.mark.parametrize(("text", "verdict"), VERDICTS)
def test_formulas_in_a_symbol_of_the_author(text: str, verdict: str) -> None:
    found = mark(SLOPE, text)
    assert found.verdict == verdict
    if text == "sigmoid(z)":
        assert found.explanation is not None
        assert found.explanation.name == "value-for-slope"


def test_what_an_answer_has_to_do_without_is_named() -> None:
    answer = mark(SLOPE, "σ'(z)").answer
    assert "do without sigmoid_prime" in str(answer.error)  # type: ignore[union-attr]


def test_files_keep_questions() -> None:
    told = question_entry(SLOPE)
    (again,) = read_questions(tree_of({"slope": told}), ONE_NODE)
    assert (again.right, again.without) == (SLOPE.right, SLOPE.without)
    assert again.wrong == SLOPE.wrong


def test_quantities_may_be_answered_in_symbols_of_the_author() -> None:
    net = network([2, 1], W=[[["v"], [2]]], x=[3, "t"], b=[[0]], output_activation="linear")
    answers = {"z1_1": "3*v + 2*t", "dH/dW1_21": "t", "dH/dx1": "v"}
    assert set(verdicts(marked(net, answers)).values()) == {"correct"}
    assert verdicts(marked(net, {"z1_1": "3*t + 2*v"})) == {"z1_1": "wrong"}


NET = shape([2, 2, 1], "g", "g")
SAME: tuple[tuple[Formula, Formula, bool], ...] = (
    (d(H(), W(2, 1, 1)), Product((d(H(), z(2, 1)), a(1, 1))), True),
    (d(H(), W(2, 1, 1)), Product((d(H(), z(2, 1)), a(1, 2))), False),
    (a(1, 1), Apply("g", z(1, 1)), True),
    (W(1, 1, 2), W(1, 2, 1), False),
    (x(1), x(1), True),
    (1, 1, True),
    (1, x(1), False),
)


@pytest.mark.parametrize(("left", "right", "is_same"), SAME)
def test_formulas_are_the_same_where_their_values_are(
    left: Formula, right: Formula, is_same: bool
) -> None:
    assert same_at_points(NET, left, right) == is_same
