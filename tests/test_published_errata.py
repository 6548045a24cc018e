"""Wrong numbers that were published are found wrong, and the known mistakes among them named."""

from __future__ import annotations

import pytest

import symnn
from symnn.marking.answers.read import read_answer
from symnn.marking.marks import Mark, Marking
from symnn.network.model import Network


def marks(net: Network, answers: dict[str, str]) -> dict[str, Mark]:
    typed = {net.quantity(name): read_answer(text, net) for name, text in answers.items()}
    return {str(quantity): mark for quantity, mark in Marking(net, typed).marks.items()}


def mistake(mark: Mark) -> str | None:
    return mark.explanation.name if mark.explanation else None


# The much-cited worked example of a 2-2-2 network with two shared biases: after its step with rate
# 1/2, in which the biases stay, the loss is given as 0.291027924; it is 0.291027774.
AFTER_THE_STEP = symnn.build(
    [2, 2, 2], activations=["sigmoid", "sigmoid"], loss="half_square",
    W=[[["0.149780716", "0.24975114"], ["0.19956143", "0.29950229"]],
       [["0.35891648", "0.511301270"], ["0.408666186", "0.561370121"]]],
    b=[["0.35", "0.35"], ["0.60", "0.60"]], x=["0.05", "0.10"], y=["0.01", "0.99"],
)  # fmt: skip
BEFORE_THE_STEP = symnn.build(
    [2, 2, 2], activations=["sigmoid", "sigmoid"], loss="half_square", learning_rate="0.5",
    W=[[["0.15", "0.25"], ["0.20", "0.30"]], [["0.40", "0.50"], ["0.45", "0.55"]]],
    train_biases=False,
    b=[["0.35", "0.35"], ["0.60", "0.60"]], x=["0.05", "0.10"], y=["0.01", "0.99"],
)  # fmt: skip


def test_a_loss_that_is_wrong_in_the_seventh_digit() -> None:
    wrong = marks(AFTER_THE_STEP, {"L": "0.291027924"})["L"]
    assert (wrong.verdict, wrong.explanation) == ("wrong", None)
    assert marks(AFTER_THE_STEP, {"L": "0.291027774"})["L"].verdict == "correct"


def test_the_rest_of_that_example_is_right() -> None:
    published = {
        "z1_1": "0.3775", "a1_1": "0.593269992", "a1_2": "0.596884378", "z2_1": "1.105905967",
        "a2_1": "0.75136507", "a2_2": "0.772928465", "L": "0.298371109", "dL/da2_1": "0.74136507",
        "sigmoid_prime(z2_1)": "0.186815602", "dL/dz2_1": "0.138498562", "dL/dW2_11": "0.082167041",
        "dL/da1_1": "0.036350306", "sigmoid_prime(z1_1)": "0.241300709", "dL/dW1_11": "0.000438568",
        "new_W2_11": "0.35891648", "new_W2_21": "0.408666186", "new_W2_12": "0.511301270",
        "new_W2_22": "0.561370121", "new_W1_11": "0.149780716", "new_W1_21": "0.19956143",
        "new_W1_12": "0.24975114", "new_W1_22": "0.29950229",
    }  # fmt: skip
    found = {name: mark.verdict for name, mark in marks(BEFORE_THE_STEP, published).items()}
    assert set(found.values()) <= {"correct", "rounded"}, found


# A page on a chain of two sigmoid neurons, which says 0.0577 in its text and 0.0679 in its table,
# and whose code prints the loss -0.299: it takes half the difference, without the square.
CHAIN = symnn.build(
    [1, 1, 1], activations=["sigmoid", "sigmoid"], loss="half_square", learning_rate="0.05",
    W=[[["0.1"]], [["0.3"]]], b=[["-0.1"], ["0.3"]], x=["0.05"], y=["0.01"],
)  # fmt: skip
PUBLISHED_CHAIN = {
    "z1_1": "-0.095", "a1_1": "0.476", "z2_1": "0.443", "a2_1": "0.609", "dL/da2_1": "0.599",
    "sigmoid_prime(z2_1)": "0.238",
}  # fmt: skip


def test_a_product_that_was_worked_out_wrong() -> None:
    found = marks(CHAIN, {**PUBLISHED_CHAIN, "dL/dW2_11": "0.0577"})
    assert {found[name].verdict for name in PUBLISHED_CHAIN} <= {"correct", "rounded"}
    assert found["dL/dW2_11"].verdict == "wrong"
    table = marks(CHAIN, {**PUBLISHED_CHAIN, "dL/dW2_11": "0.0679"})
    assert table["dL/dW2_11"].verdict in ("correct", "rounded")


@pytest.mark.parametrize("before", [{}, PUBLISHED_CHAIN])
def test_a_loss_without_its_square(before: dict[str, str]) -> None:
    loss = marks(CHAIN, {**before, "L": "-0.299"})["L"]
    assert (loss.verdict, mistake(loss)) == ("wrong", "square-forgotten")


# The comments in a library's own test of a 3-2-1 network: two gradients are worked out with
# x1 = 0.6 in the place of x3 = 0.7, and the weights after the step go on from them.
LIBRARY_TEST = symnn.build(
    [3, 2, 1], activations=["sigmoid", "sigmoid"], loss="binary_cross_entropy", learning_rate="0.1",
    l2="0.1", W=[[["0.1", "0.2"], ["0.3", "0.1"], ["0.5", "0"]], [["0.1"], ["0.2"]]],
    b=[["0.1", "0.1"], ["1.0"]], x=["0.6", "0.8", "0.7"], y=["0"],
)  # fmt: skip


def test_the_input_of_another_node_and_the_weights_that_follow_from_it() -> None:
    published = {
        "a1_1": "0.679", "a1_2": "0.574", "a2_1": "0.7654329236196236", "dL/dz2_1": "0.765",
        "dL/dz1_1": "0.01667", "dL/dz1_2": "0.0374", "dR/dW1_11": "0.0200",
        "dR/dW1_12": "0.04244", "dR/dW1_21": "0.043336", "dR/dW1_22": "0.03992",
        "dR/dW1_31": "0.060002", "dR/dW1_32": "0.02244", "new_W1_11": "0.098",
        "new_W1_31": "0.4939998", "new_W1_32": "-0.002244",
    }  # fmt: skip
    found = marks(LIBRARY_TEST, published)
    slips = {name: found[name] for name in ("dR/dW1_31", "dR/dW1_32")}
    for name, mark in slips.items():
        assert mark.verdict == "wrong"
        assert mistake(mark) == "wrong-component"
        assert mark.explanation is not None
        assert str(mark.explanation.at) == name.replace("dR", "dL")
    assert {found[name].verdict for name in ("new_W1_31", "new_W1_32")} == {"carried"}
    others = set(published) - set(slips) - {"new_W1_31", "new_W1_32"}
    verdicts = {name: found[name].verdict for name in others}
    assert set(verdicts.values()) <= {"correct", "rounded"}, verdicts


def test_sixteen_digits_that_come_from_three() -> None:
    # σ(0.1·0.679 + 0.2·0.574 + 1); the same source prints the two activations with 15 digits.
    output = {"a2_1": "0.7654329236196236"}
    three = marks(LIBRARY_TEST, {"a1_1": "0.679", "a1_2": "0.574", **output})
    assert three["a2_1"].verdict == "rounded"
    many = marks(LIBRARY_TEST, {"a1_1": "0.679178699175393", "a1_2": "0.574442516811659", **output})
    assert many["a2_1"].verdict == "wrong"


# In symbols: σ′ belongs to the square loss, not to the cross-entropy of a sigmoid.
NEURON = symnn.shape([2, 1], output_activation="sigmoid", loss="binary_cross_entropy")


@pytest.mark.parametrize("slope", ["sigmoid_prime(z1_1)", "a1_1*(1 - a1_1)"])
def test_a_slope_kept_with_the_cross_entropy(slope: str) -> None:
    mark = marks(NEURON, {"dL/dW1_11": f"x1*(a1_1 - y1)*{slope}"})["dL/dW1_11"]
    assert (mark.verdict, mistake(mark)) == ("wrong", "slope-kept-with-cross-entropy")
    assert mark.explanation is not None
    assert str(mark.explanation.at) == "dL/dz1_1"


def test_the_gradients_in_which_the_slope_has_cancelled_are_right() -> None:
    answers = {
        "dL/dW1_11": "x1*(a1_1 - y1)", "dL/dW1_21": "x2*(a1_1 - y1)", "dL/db1_1": "a1_1 - y1",
    }  # fmt: skip
    assert {mark.verdict for mark in marks(NEURON, answers).values()} == {"correct"}
