"""Training curves against PyTorch's: 200 steps in double precision, to the accuracy of doubles."""

from __future__ import annotations

from typing import Any

import pytest

from symnn.errors import InputError
from symnn.learning.beside_torch import compared
from symnn.learning.training import train
from symnn.learning.training_file import read_training
from symnn.network.build import tree_of

pytest.importorskip("torch")

PLAIN: dict[str, Any] = {
    "layers": [2, 6, 2, 1],
    "activation": "tanh",
    "output_activation": "sigmoid",
    "loss": "binary_cross_entropy",
    "learning_rate": "1/5",
    "data": {"shape": "spiral", "samples": 60},
    "epochs": 200,
    "seed": 3,
}
CASES: dict[str, dict[str, Any]] = {
    "the demo": {"layers": [2, 8, 8, 2, 1], "learning_rate": "1/2"},
    "batches": {"batch_size": 7, "epochs": 23, "learning_rate": "1/10"},
    "relu": {"activation": "relu", "data": {"shape": "moons", "samples": 60}},
    "leaky relu": {"activation": "leaky_relu", "alpha": "1/20", "l2": "1/100"},
    "softmax": {
        "layers": [2, 5, 3], "output_activation": "softmax", "loss": "cross_entropy",
        "data": {"shape": "blobs", "samples": 60, "classes": 3}, "learning_rate": "1/10",
    },
    "square": {"output_activation": "linear", "loss": "square", "learning_rate": "1/20"},
    "half square": {"activation": "silu", "loss": "half_square"},
    "absolute": {"loss": "absolute", "activation": "softplus", "learning_rate": "1/20"},
    "fixed biases": {"train_biases": "false", "activation": "elu", "b": [[1] * 6, [-1, 1], [0]]},
    "shared biases": {"train_biases": "shared", "activation": "gelu", "learning_rate": "1/50"},
    "no biases": {"biases": "false", "activation": "sigmoid"},
}  # fmt: skip

SLACK = 200 * 2.0**-52
"""A unit in the last place for each of 200 steps."""


@pytest.mark.parametrize("name", CASES)
def test_200_steps(name: str) -> None:
    told = {**PLAIN, **CASES[name]}
    plan = read_training(tree_of(told), ".")
    steps = plan.epochs * -(-60 // (plan.batch_size or 60))
    assert steps >= 200
    found = compared(train(plan))
    assert len(found.risks) == plan.epochs + 1
    assert found.largest < SLACK, f"at epoch {found.epoch}"
    assert found.risks[-1] < found.risks[0]


def test_what_is_not_in_pytorch_is_refused() -> None:
    for changes in ({"relu_at_zero": 1}, {"activation": "step"}):
        plan = read_training(tree_of({**PLAIN, **changes, "epochs": 1}), ".")
        with pytest.raises(InputError, match="PyTorch"):
            compared(train(plan))
