"""Where a network says which class: the leads of the classes, by two ways, and what it predicts."""

from __future__ import annotations

import pytest

from symnn.activations import ACTIVATIONS
from symnn.learning.regions import is_straight, leads, leads_behind
from tests.trainings import training

np = pytest.importorskip("numpy")
OUTPUTS = [g.name for g in ACTIVATIONS if g.name not in ("g", "softmax")]
NAMES = ("plane", "space", "wide", "none", "map", "classes", "outputs")


@pytest.fixture
def points():
    return np.random.default_rng(1).uniform(-2, 2, (300, 2))


@pytest.mark.parametrize("name", NAMES)
def test_the_class_that_leads_is_predicted(name, points) -> None:
    trained = training(name)
    for snapshot in trained.snapshots:
        lead = leads(trained, snapshot, points)
        assert lead.shape == (300, len(trained.plan.dataset.classes))
        assert np.array_equal(lead.argmax(axis=1), trained.predicted(snapshot, points))
        assert np.array_equal((lead > 0).sum(axis=1), np.ones(300))


@pytest.mark.parametrize("outputs", [1, 2])
@pytest.mark.parametrize("activation", OUTPUTS)
def test_boundaries_are_straight_where_it_is_said(activation, outputs) -> None:
    """For every output activation the lead tells the class; it is linear, or not said so."""
    trained = training(
        "space", layers=(2, 3, outputs), output_activation=activation, loss="square",
        learning_rate="1/100", epochs=2,
    )  # fmt: skip
    last = trained.snapshots[-1]
    one, other = np.random.default_rng(4).uniform(-9, 9, (2, 200, 3))
    behind = leads_behind(trained, last, one)
    net = trained.plan.net
    H = trained.layer(last, net.depth, trained.plan.dataset.X)
    lead = leads(trained, last, trained.plan.dataset.X)
    if outputs == 1:
        assert np.array_equal(lead[:, 1] > 0, H[:, 0] > 0.5)
    else:
        clear = np.abs(H[:, 0] - H[:, 1]) > 1e-12
        assert np.array_equal(lead[clear, 1] > 0, H[clear, 1] > H[clear, 0])
    if is_straight(trained):
        middle = leads_behind(trained, last, (one + other) / 2)
        assert np.allclose(middle, (behind + leads_behind(trained, last, other)) / 2)


@pytest.mark.parametrize("name", NAMES)
def test_a_class_leads_behind_the_last_hidden_layer_as_before_it(name, points) -> None:
    trained = training(name)
    last = trained.snapshots[-1]
    hidden = trained.layer(last, trained.plan.net.depth - 1, points)
    behind = leads_behind(trained, last, hidden)
    assert np.allclose(behind, leads(trained, last, points), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("name", ["plane", "space", "outputs"])
def test_the_boundary_behind_is_where_the_weighted_sum_is_the_threshold(name) -> None:
    """w·a + b = 0 for a sigmoid, 1/2 for a linear output, said with the parameters themselves."""
    trained = training(name)
    depth, last = trained.plan.net.depth, trained.snapshots[-1]
    w, b = last.parameters[f"W{depth}"][:, 0], last.parameters[f"b{depth}"][0]
    threshold = 0.5 if name == "outputs" else 0.0
    foot = w * (threshold - b) / (w @ w)
    across = np.linalg.svd(w[None])[2][1:]
    on_it = foot + np.random.default_rng(2).uniform(-3, 3, (20, len(across))) @ across
    assert np.allclose(leads_behind(trained, last, on_it), 0, atol=1e-9)
    beyond = leads_behind(trained, last, on_it + w)
    assert (beyond[:, 1] > 0).all()
