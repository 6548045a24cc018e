"""Training: plans from files, data sets from seeds, and what descent makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from symnn.learning.datasets import DATASETS
from symnn.learning.training import moments, start, train
from symnn.learning.training_file import Plan, read_training
from symnn.network.build import tree_of

np = pytest.importorskip("numpy")

SMALL: dict[str, Any] = {
    "layers": [2, 4, 1],
    "activation": "tanh",
    "output_activation": "sigmoid",
    "loss": "binary_cross_entropy",
    "learning_rate": "1/2",
    "data": {"shape": "xor", "samples": 40},
    "epochs": 60,
    "batch_size": 8,
    "seed": 1,
    "frames": 5,
}


def plan(**changes: Any) -> Plan:
    return read_training(tree_of({**SMALL, **changes}), ".")


def test_a_network_learns() -> None:
    training = train(plan())
    assert len(training.risks) == len(training.accuracies) == 61
    assert training.risks[-1] < training.risks[0] / 4
    assert training.accuracies[-1] == 1
    assert [s.epoch for s in training.snapshots] == moments(60, 5) == [0, 3, 15, 33, 60]
    last, X = training.snapshots[-1], training.plan.dataset.X
    assert training.layer(last, 1, X).shape == (40, 4)
    assert np.array_equal(training.layer(last, 0, X), X)
    assert np.mean(training.predicted(last, X) == training.plan.dataset.y) == 1


def test_the_same_seed_is_the_same_training() -> None:
    one, same, other = (train(plan(seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one.risks, same.risks)
    assert not np.array_equal(one.risks, other.risks)


@pytest.mark.parametrize("name", [shape.name for shape in DATASETS])
def test_every_shape_of_data(name: str) -> None:
    shape = DATASETS[name]
    for classes in (2, shape.most_classes):
        data = shape.draw(41, classes, None, "1")
        assert data.X.shape == (41, 2)
        assert np.bincount(data.y).max() - np.bincount(data.y).min() <= 1
        assert len(data.classes) == classes == data.y.max() + 1
        assert np.array_equal(data.X, shape.draw(41, classes, None, "1").X)
        assert not np.array_equal(data.X, shape.draw(41, classes, None, "2").X)


def test_what_the_file_says_is_the_start() -> None:
    W = [[[1, None, "1/4", 0], [0, "?", "sqrt(2)", 3]], None]
    begin = start(plan(W=W, b=None))
    assert begin["W1"][0].tolist()[0::2] == [1, 0.25]
    assert begin["W1"][1, 2] == 2**0.5
    assert 0 < abs(begin["W1"][0, 1]) <= 1
    assert begin["b1"].tolist() == [0] * 4
