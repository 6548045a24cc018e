"""Training: plans from files, data sets from seeds, and what descent makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from symnn.learning.datasets import DATASETS, DataShape
from symnn.learning.training import DivergedError, moments, start, train
from symnn.learning.training_file import Plan, read_training
from symnn.learning.training_start import order
from symnn.network.build import tree_of
from symnn.source import Source

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


FIRST_POINTS = {
    "blobs": [[0.731, 0.8563], [-0.6741, -0.9355]],
    "moons": [[0.9409, 0.0944], [-0.0528, 0.2824]],
    "circles": [[-0.3439, 0.9904], [-0.1095, 0.4734]],
    "spiral": [[0.132, 0.0007], [-0.0869, -0.0173]],
    "xor": [[-0.4509, -0.4175], [0.3391, -0.2333]],
}


def test_what_is_drawn_is_the_same_everywhere() -> None:
    """These numbers change only with a new version of the drawing."""
    assert Source("a", 1).share() == 0.8615447503315089
    assert Source("a", 1).bell() == -0.6592911161008006
    drawn = {shape.name: shape.draw(20, 2, None, "22").X[:2].tolist() for shape in DATASETS}
    assert drawn == FIRST_POINTS
    assert start(plan())["W1"][0, 0] == -0.6853593582806647
    assert start(plan())["W2"].tolist()[3] == [-5.443800924479871e-05]
    assert order(plan(), 1)[:6].tolist() == [18, 21, 4, 29, 35, 24]
    assert order(plan(), 2)[:6].tolist() == [37, 30, 25, 12, 9, 35]


def test_bells_and_weights_are_spread_as_they_are_said_to_be() -> None:
    source = Source("bells")
    bells = np.array([source.bell() for _ in range(20_000)])
    assert abs(bells.mean()) < 4 / 20_000**0.5
    assert abs(bells.var() - 1) < 4 * (2 / 20_000) ** 0.5
    weights = start(plan(layers=[2, 100, 1]))["W1"]
    bound = (6 / 102) ** 0.5
    assert bound * 0.95 < abs(weights).max() <= bound
    assert abs(weights.mean()) < bound / 10


def test_a_shape_of_another_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DATASETS, "_entries", dict(DATASETS._entries))
    DATASETS.add(DataShape("stripes", "lines", lambda s, label, k, along: (along, label), 0.0, 3))
    stripes = plan(data={"shape": "stripes", "samples": 6}, batch_size=None).dataset
    assert stripes.X.tolist() == [[0, 0], [0, 1], [0.5, 0], [0.5, 1], [1, 0], [1, 1]]


def test_training_is_told_of_every_epoch() -> None:
    told: list[tuple[int, float, float]] = []
    training = train(plan(epochs=7), lambda *numbers: told.append(numbers))
    assert [epoch for epoch, _, _ in told] == list(range(8))
    assert [risk for _, risk, _ in told] == training.risks.tolist()


def test_a_deep_network() -> None:
    deep = plan(layers=[2, *[3] * 15, 1], epochs=2)
    assert len(train(deep).snapshots[-1].parameters) == 32


def test_what_has_become_infinite_is_seen_though_the_risk_is_finite() -> None:
    # The weight jumps to infinity, where a sigmoid is 0 or 1 and the square loss 0.
    far = plan(
        layers=[2, 1], biases=False, W=[[[0], [0]]], loss="square", learning_rate="1e308",
        data=[{"x": [1000, 0], "y": 1}, {"x": [-1000, 0], "y": 0}], batch_size=None, epochs=2,
    )  # fmt: skip
    told: list[float] = []
    with pytest.raises(DivergedError, match="after epoch 1 the risk or a parameter"):
        train(far, lambda epoch, risk, accuracy: told.append(risk))
    assert told == [0.25]
