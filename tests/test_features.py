"""Fixed feature maps: read from files, evaluated, trained on."""

from __future__ import annotations

import re

import pytest

from symnn.errors import InputError
from symnn.learning.features import read_feature_map
from symnn.learning.training_file import read_training
from symnn.network.build import tree_of
from tests.trainings import training

np = pytest.importorskip("numpy")
X = np.array([[0.0, 1.0], [2.0, -3.0], [0.5, 0.25]])
FILE = {
    "layers": [2, 1],
    "output_activation": "sigmoid",
    "loss": "square",
    "learning_rate": 1,
    "data": {"shape": "circles"},
}


@pytest.mark.parametrize(
    ("formulas", "values"),
    [
        (["x1", "x2", "x1^2 + x2^2"], np.c_[X, (X**2).sum(axis=1)]),
        (["1", "x1*x2/2"], np.c_[np.ones(3), X[:, 0] * X[:, 1] / 2]),
        (["exp(-x1^2)"], np.exp(-X[:, :1] ** 2)),
        (["ln(x1)"], [[np.nan], [np.log(2)], [-np.log(2)]]),
    ],
)  # fmt: skip
def test_features_of_points(formulas, values) -> None:
    assert np.allclose(read_feature_map(tree_of(formulas))(X), values, equal_nan=True)


@pytest.mark.parametrize(
    ("formulas", "message"),
    [
        ("x1", r"not a list.*x1.*formulas in x1 and x2"),
        ([], r"a number of features that can't be used.*0"),
        (["x1"] * 17, r"a number of features that can't be used.*17"),
        (["x1", "x3"], r"no coordinate of a point.*x3.*x1 or x2"),
        (["x1 +"], r"x1 \+\n"),
        (["x1*1e999"], r"too large for doubles.*x1\*1e999"),
        (["__import__('os')"], r"__import__"),
    ],
)
def test_what_is_no_feature_map_is_refused(formulas, message) -> None:
    with pytest.raises(InputError) as refused:
        read_feature_map(tree_of(formulas))
    assert re.search(message, str(refused.value), re.DOTALL)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"feature_map": ["x1"]}, r"layers: .*2, 1.*1 inputs"),
        ({"feature_map": ["x1", "1/(x1 - x1)"]}, r"feature_map: features that are no numbers"),
        ({"feature_map": ["x1", "x2"], "data": [{"x": [1, 2], "y": [0]}]}, r"data: a list of p"),
    ],
)  # fmt: skip
def test_features_that_fit_nothing_are_refused(changes, message) -> None:
    with pytest.raises(InputError) as refused:
        read_training(tree_of({**FILE, **changes}), ".")
    assert re.search(message, str(refused.value), re.DOTALL)


def test_a_linear_model_on_a_map_separates_rings() -> None:
    """In the plane its boundary is a circle, since w·φ(x) + b is constant on no other level."""
    trained = training("map", epochs=200)
    last = trained.snapshots[-1]
    assert last.accuracy == 1
    assert training("none", epochs=200).snapshots[-1].accuracy < 0.8
    assert np.allclose(trained.layer(last, 0, X), np.c_[X, (X**2).sum(axis=1)])
    w, b = last.parameters["W1"][:, 0], last.parameters["b1"][0]
    centre = -w[:2] / (2 * w[2])
    radius = np.sqrt(centre @ centre - b / w[2])
    angles = np.linspace(0, 2 * np.pi, 7)
    circle = centre + radius * np.c_[np.cos(angles), np.sin(angles)]
    assert np.allclose(trained.layer(last, 1, circle), 0.5)
