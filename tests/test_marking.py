"""Verdicts: section 5 of the interface, line by line."""

from __future__ import annotations

from typing import Any

import pytest

import symnn
from symnn.marking.answers.read import read_answer
from symnn.marking.marks import Mark, Marking
from symnn.network.model import Network

RELU = symnn.build(
    [2, 3, 1], activation="relu", W=[[[2, -1, 0], [4, 5, 2]], [[3], [2], [-4]]],
    b=[[3, -2, -2], [-4]], x=[3, -1],
)  # fmt: skip
"""z = 5, -10, -4; H = 11."""
SIGMOID = symnn.build(
    [1, 1, 1], activation="sigmoid", output_activation="linear",
    W=[[["1/2"]], [[3]]], b=[["-1/4"], [1]], x=["3/2"],
)  # fmt: skip
"""z = 0.5, a = 0.62246, slope 0.235004, H = 2.86738, ∂H/∂z₁ = 0.705011."""


def marks(
    net: Network, answers: dict[str, str], asked: tuple[str, ...] = (), decimals: int | None = None
) -> dict[str, Mark]:
    typed = {net.quantity(name): read_answer(text, net) for name, text in answers.items()}
    found = Marking(net, typed, [net.quantity(name) for name in asked], decimals).marks
    return {str(quantity): mark for quantity, mark in found.items()}


def verdicts(net: Network, answers: dict[str, str], **keys: Any) -> dict[str, str]:
    return {name: mark.verdict for name, mark in marks(net, answers, **keys).items()}


VERDICTS = [
    # A network, what was answered in order, and the verdicts in the same order.
    (RELU, {"z1_1": "5"}, ["correct"]),
    (RELU, {"z1_1": "5.0"}, ["correct"]),
    (RELU, {"z1_1": "10/2"}, ["correct"]),
    (RELU, {"z1_1": "five"}, ["unreadable"]),
    (RELU, {"z1_1": "6"}, ["wrong"]),
    (RELU, {"z1_1": "6", "a1_1": "6"}, ["wrong", "carried"]),
    (RELU, {"z1_1": "6", "a1_1": "5"}, ["wrong", "lucky"]),
    (RELU, {"z1_1": "6", "a1_1": "6", "H": "14"}, ["wrong", "carried", "carried"]),
    (RELU, {"z1_1": "6", "H": "14"}, ["wrong", "carried"]),
    (RELU, {"z1_1": "6", "H": "11"}, ["wrong", "lucky"]),
    (RELU, {"z1_2": "10", "a1_2": "10", "relu_prime(z1_2)": "1"}, ["wrong", "carried", "carried"]),
    (SIGMOID, {"z1_1": "0.5", "a1_1": "0.62"}, ["correct", "correct"]),
    (SIGMOID, {"z1_1": "1/2", "a1_1": "σ(1/2)"}, ["correct", "correct"]),
    (SIGMOID, {"z1_1": "1/2", "a1_1": "1/(1+e^-0.5)"}, ["correct", "correct"]),
    # 0.62·0.38 = 0.2356, where the slope is 0.2350; half a unit of 0.62 allows as much.
    (SIGMOID, {"a1_1": "0.62", "sigmoid_prime(z1_1)": "0.2356"}, ["correct", "rounded"]),
    (SIGMOID, {"a1_1": "0.62", "sigmoid_prime(z1_1)": "0.24"}, ["correct", "correct"]),
    # With more digits before, the same answer is no rounding.
    (SIGMOID, {"a1_1": "0.6225", "sigmoid_prime(z1_1)": "0.2356"}, ["correct", "wrong"]),
    (SIGMOID, {"a1_1": "0.62", "sigmoid_prime(z1_1)": "0.2356", "dH/dz1_1": "0.7068"},
     ["correct", "rounded", "rounded"]),
    (SIGMOID, {"a1_1": "0.7", "sigmoid_prime(z1_1)": "0.21", "dH/dz1_1": "0.63"},
     ["wrong", "carried", "carried"]),
    # Rounding of what was not answered does not count: the slope comes from z.
    (SIGMOID, {"z1_1": "0.5", "dH/dz1_1": "0.71"}, ["correct", "correct"]),
    (SIGMOID, {"H": "2.8674"}, ["correct"]),
    (SIGMOID, {"H": "2.9"}, ["correct"]),
    (SIGMOID, {"H": "2.86"}, ["wrong"]),
    (SIGMOID, {"a1_1": "0.62", "H": "2.86"}, ["correct", "rounded"]),
]  # fmt: skip


@pytest.mark.parametrize(("net", "answers", "wanted"), VERDICTS)
def test_verdicts(net: Network, answers: dict[str, str], wanted: list[str]) -> None:
    found = verdicts(net, answers)
    assert [found[name] for name in answers] == wanted


def test_what_was_asked_and_not_answered_is_blank() -> None:
    assert verdicts(RELU, {"H": "11"}, asked=("z1_1", "H")) == {"z1_1": "blank", "H": "correct"}


def test_fewer_decimals_than_the_sheet_asked_for_are_never_rounding() -> None:
    answers = {"a1_1": "0.62", "sigmoid_prime(z1_1)": "0.2356"}
    for decimals, wanted in ((None, "rounded"), (4, "rounded"), (5, "carried")):
        found = marks(SIGMOID, answers, decimals=decimals)["sigmoid_prime(z1_1)"]
        assert (found.verdict, found.fewer_digits) == (wanted, decimals == 5)


def test_an_exact_answer_has_all_digits_that_could_be_asked_for() -> None:
    assert not marks(RELU, {"z1_1": "5"}, decimals=3)["z1_1"].fewer_digits


def test_a_kink_within_the_own_numbers_is_for_a_person_to_decide() -> None:
    near = symnn.build(
        [1, 1, 1], activation="relu", W=[[["0.302"]], [[2]]], b=[["-0.3"], [0]], x=[1]
    )
    assert (
        verdicts(near, {"z1_1": "0.00", "relu_prime(z1_1)": "1"})["relu_prime(z1_1)"] == "correct"
    )
    for text, verdict in (("1", "correct"), ("0", "carried"), ("2", "wrong")):
        mark = marks(near, {"z1_1": "0.00", "relu_prime(z1_1)": text})["relu_prime(z1_1)"]
        assert (mark.verdict, mark.at_kink) == (verdict, True)
    assert not marks(near, {"z1_1": "0.002", "relu_prime(z1_1)": "1"})["relu_prime(z1_1)"].at_kink


KINK = symnn.build([1, 1, 1], activation="relu", W=[[[1]], [[2]]], b=[[-1], [0]], x=[1])


def test_at_a_kink_undefined_is_the_answer_and_a_number_is_a_convention() -> None:
    assert verdicts(KINK, {"relu_prime(z1_1)": "undefined", "dH/dz1_1": "undefined"}) == {
        "relu_prime(z1_1)": "correct",
        "dH/dz1_1": "correct",
    }
    for text in ("0", "1"):
        mark = marks(KINK, {"relu_prime(z1_1)": text})["relu_prime(z1_1)"]
        assert mark.verdict == "wrong"
        assert mark.explanation is not None
        assert mark.explanation.name == "undeclared-convention"
    mark = marks(KINK, {"dH/dz1_1": "2"})["dH/dz1_1"]
    assert mark.explanation is not None
    assert mark.verdict == "wrong"
    assert "undeclared-convention" in (mark.explanation.name, *mark.explanation.others)


def test_a_convention_that_is_declared_is_right() -> None:
    for side in (0, 1):
        net = symnn.build(
            [1, 1, 1], activation="relu", relu_at_zero=side, W=[[[1]], [[2]]], b=[[-1], [0]], x=[1]
        )
        assert verdicts(net, {"dH/dz1_1": str(2 * side)}) == {"dH/dz1_1": "correct"}


def test_undefined_where_there_is_a_number_is_wrong() -> None:
    assert verdicts(RELU, {"z1_1": "undefined"}) == {"z1_1": "wrong"}


def test_a_gradient_by_a_bias_stands_for_the_one_by_z() -> None:
    wrong = {"dH/db1_1": "5", "dH/dW1_11": "15", "dH/dW1_21": "-5", "dH/dx1": "10", "dH/dx2": "20"}
    assert list(verdicts(RELU, wrong).values()) == ["wrong"] + ["carried"] * 4


def test_a_gradient_by_a_weight_stands_for_the_one_by_z() -> None:
    found = verdicts(RELU, {"dH/dW1_11": "15", "dH/dW1_21": "-5", "dH/db1_1": "5"})
    assert sorted(found.values()) == ["carried", "carried", "wrong"]


def test_a_right_gradient_beside_a_wrong_one_is_right() -> None:
    found = verdicts(RELU, {"dH/dW1_11": "15", "dH/dW1_21": "-3", "dH/db1_1": "3"})
    assert [found[name] for name in ("dH/dW1_11", "dH/dW1_21", "dH/db1_1")].count("wrong") == 1


def test_the_output_stands_for_the_last_activation() -> None:
    net = symnn.build(
        [1, 1], activations=["linear"], W=[[[2]]], b=[[1]], x=[3], y=[5], loss="square"
    )
    assert verdicts(net, {"H": "6", "L": "1", "dL/dz1_1": "2"}) == {
        "H": "wrong",
        "L": "carried",
        "dL/dz1_1": "carried",
    }


SAMPLES = symnn.build(
    [1, 1], activations=["linear"], W=[[[2]]], b=[[1]], loss="square", learning_rate="1/2",
    data=[{"x": [1], "y": [2]}, {"x": [-1], "y": [3]}, {"x": [2], "y": [1]}], batch=[1, 3],
)  # fmt: skip
"""z = 3, -1, 5; L = 1, 16, 16; of the batch R = 17/2; ∂R/∂W = (2 + 16)/2 = 9, ∂R/∂b = 5."""


def test_samples_risk_and_step() -> None:
    right = {
        "z1_1@1": "3", "z1_1@2": "-1", "z1_1@3": "5", "L@1": "1", "L@3": "16", "R": "17/2",
        "dL/dW1_11@3": "16", "dR/dW1_11": "9", "dR/db1_1": "5", "new_W1_11": "-2.5",
        "new_b1_1": "-3/2",
    }  # fmt: skip
    assert set(verdicts(SAMPLES, right).values()) == {"correct"}


def test_an_error_in_one_sample_is_carried_into_the_whole() -> None:
    found = verdicts(SAMPLES, {"L@1": "2", "L@3": "16", "R": "9", "z1_1@2": "-1"})
    assert found == {"z1_1@2": "correct", "L@1": "wrong", "L@3": "correct", "R": "carried"}


PARTLY = symnn.build(
    [2, 2, 1], activation="sigmoid", W=[[[1, 2], [3, None]], None], x=[1, None], biases=True
)
ABSTRACT = symnn.shape([2, 2, 1])
RIGHT_FORMULAS = [
    (PARTLY, "z1_1", "1 + 3*x2 + b1_1"),
    (PARTLY, "z1_1", "b1_1 + 3*(x2 + 1/3)"),
    (PARTLY, "dH/dW1_11", "W2_11*sigmoid(z1_1)*(1 - sigmoid(z1_1))"),
    (PARTLY, "dH/dW1_11", "W2_11*a1_1*(1 - a1_1)"),
    (PARTLY, "dH/dW1_11", "W2_11*sigmoid_prime(1 + 3*x2 + b1_1)"),
    (ABSTRACT, "dH/dW1_21", "W2_11*g_prime(z1_1)*x2"),
    (ABSTRACT, "dH/dW1_21", "x2*dH/dz1_1"),
    (ABSTRACT, "H", "W2_11*g(W1_11*x1 + W1_21*x2 + b1_1) + W2_21*a1_2 + b2_1"),
]
WRONG_FORMULAS = [
    (PARTLY, "z1_1", "1 + 3*x2", "bias-left-out"),
    (PARTLY, "z1_2", "2 + 3*x2 + b1_2", None),
    (ABSTRACT, "dH/dW1_21", "W2_11*g_prime(a1_1)*x2", "slope-at-a"),
    (ABSTRACT, "dH/dW1_21", "W2_11*x2", "hidden-slope-left-out"),
    (ABSTRACT, "dH/dW1_21", "dH/dz1_2*x1", "transposed-outer"),
    (ABSTRACT, "dH/dz1_1", "W2_21*g_prime(z1_1)", None),
]


@pytest.mark.parametrize(("net", "name", "text"), RIGHT_FORMULAS)
def test_right_formulas_in_any_form(net: Network, name: str, text: str) -> None:
    assert verdicts(net, {name: text}) == {name: "correct"}


@pytest.mark.parametrize(("net", "name", "text", "mistake"), WRONG_FORMULAS)
def test_wrong_formulas(net: Network, name: str, text: str, mistake: str | None) -> None:
    mark = marks(net, {name: text})[name]
    assert mark.verdict == "wrong"
    if mistake:
        assert mark.explanation is not None
        assert mistake in (mark.explanation.name, *mark.explanation.others)


def test_a_wrong_formula_is_carried_on_and_a_law_is_right_whatever_its_names_are() -> None:
    found = verdicts(
        ABSTRACT, {"dH/dz1_1": "W2_11", "dH/dW1_11": "W2_11*x1", "dH/dW1_21": "x2*dH/dz1_1"}
    )
    assert list(found.values()) == ["wrong", "carried", "correct"]


SOFTMAX = symnn.build(
    [1, 2], activations=["softmax"], W=[[[1, 2]]], b=[[0, 1]], x=[1], y=[1, 0], loss="cross_entropy"
)
"""z = 1, 3: a = 1/(1 + e²), e²/(1 + e²)."""


@pytest.mark.parametrize(
    "text", ["e^1/(e^1+e^3)", "exp(1)/(exp(1) + exp(3))", "1/(1+e^2)", "0.1192", "e/(e+e^3)"]
)
def test_softmax_need_not_be_cancelled(text: str) -> None:
    assert verdicts(SOFTMAX, {"a1_1": text}) == {"a1_1": "correct"}


def test_log_is_the_natural_logarithm() -> None:
    assert verdicts(SOFTMAX, {"L": "log(1+e^2)"}) == {"L": "correct"}
    assert verdicts(SOFTMAX, {"L": "2.127"}) == {"L": "correct"}
    mark = marks(SOFTMAX, {"L": "0.9237"})["L"]
    assert mark.explanation is not None
    assert mark.explanation.name == "log-base"


def test_the_fused_form_is_as_right_as_the_way_through_the_jacobian() -> None:
    # From a = 0.12 the fused form gives -0.88; by way of -y/a = -8.33 it is the same.
    found = verdicts(
        SOFTMAX, {"a1_1": "0.12", "a1_2": "0.88", "dL/dz1_1": "-0.88", "dL/dz1_2": "0.88"}
    )
    assert set(found.values()) == {"correct"}


def test_a_network_without_biases() -> None:
    net = symnn.build([2, 1], W=[[[2], [-1]]], x=[3, 1])
    assert verdicts(net, {"z1_1": "5", "H": "5", "dH/dW1_11": "3"}) == {
        "z1_1": "correct", "H": "correct", "dH/dW1_11": "correct",
    }  # fmt: skip


def test_the_order_of_the_answers_does_not_matter() -> None:
    answers = {"H": "14", "a1_1": "6", "z1_1": "6"}
    assert verdicts(RELU, answers) == {"z1_1": "wrong", "a1_1": "carried", "H": "carried"}


def test_a_paper_is_right_only_if_every_answer_is() -> None:
    net = SIGMOID
    for answers, right in (({"a1_1": "0.62"}, True), ({"a1_1": "0.63"}, False)):
        typed = {net.quantity(name): read_answer(text, net) for name, text in answers.items()}
        assert Marking(net, typed).is_right is right


@pytest.mark.parametrize(
    ("name", "text"), [("H", "2.6874"), ("a1_1", "0.2625"), ("dH/dz1_1", "0.7005"), ("z1_1", "5.0")]
)
def test_digits_that_changed_places(name: str, text: str) -> None:
    mark = marks(SIGMOID, {name: text})[name]
    assert mark.verdict == "wrong"
    assert mark.explanation is not None
    assert mark.explanation.name == "digits-swapped"


def test_both_signs_turned_make_the_right_step() -> None:
    net = symnn.build(
        [1, 1], activations=["linear"], W=[[[2]]], b=[[1]], x=[1], y=[5], loss="half_square",
        learning_rate="1/2",
    )  # fmt: skip
    backwards = {"dL/da1_1": "2", "dL/dz1_1": "2", "dR/dW1_11": "2", "new_W1_11": "3"}
    assert verdicts(net, backwards) == {
        "dL/da1_1": "wrong", "dL/dz1_1": "carried", "dR/dW1_11": "carried", "new_W1_11": "correct",
    }  # fmt: skip
    added = marks(net, {"dR/dW1_11": "-2", "new_W1_11": "1"})["new_W1_11"]
    assert added.verdict == "wrong"
    assert added.explanation is not None
    assert added.explanation.name == "step-added"
