"""A second network beside the first, which differs in the activation of its hidden layers only."""

from __future__ import annotations

import re

import pytest

from symnn.errors import InputError
from symnn.learning.regions import leads
from symnn.learning.training import train
from symnn.learning.training_file import read_training
from symnn.network.build import tree_of
from tests.trainings import training

np = pytest.importorskip("numpy")


def test_it_has_the_same_start_and_another_activation() -> None:
    one = training("beside")
    other = one.beside
    assert other is not None
    assert [g.name for g in one.plan.net.activations] == ["relu", "relu", "sigmoid"]
    assert [g.name for g in other.plan.net.activations] == ["linear", "linear", "sigmoid"]
    assert other.plan.dataset is one.plan.dataset
    assert other.beside is None
    assert [s.epoch for s in one.snapshots] == [s.epoch for s in other.snapshots]
    for name, value in one.snapshots[0].parameters.items():
        assert np.array_equal(value, other.snapshots[0].parameters[name])


def test_it_is_trained_like_one_by_itself() -> None:
    by_itself = train(read_training(tree_of(SAME), "."))
    beside = training("beside", beside="tanh").beside
    assert beside is not None
    assert np.array_equal(by_itself.risks, beside.risks)


SAME = {
    "layers": [2, 4, 2, 1], "activation": "tanh", "output_activation": "sigmoid",
    "loss": "binary_cross_entropy", "learning_rate": 1, "epochs": 30, "batch_size": 10,
    "seed": 1, "frames": 3, "data": {"shape": "moons", "samples": 40},
}  # fmt: skip


def test_with_linear_activations_its_boundary_is_a_line() -> None:
    """The lead of a class is the same sum w·x + b everywhere; with ReLU it is not."""
    one = training("beside")
    assert one.beside is not None
    for trained, is_linear in ((one, False), (one.beside, True)):
        left, right = np.random.default_rng(3).uniform(-2, 2, (2, 50, 2))
        last = trained.snapshots[-1]
        ends = leads(trained, last, left) + leads(trained, last, right)
        assert np.allclose(leads(trained, last, (left + right) / 2), ends / 2) == is_linear


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"beside": "lineal"}, r"beside: .*lineal.*linear"),
        ({"beside": "softmax"}, r"beside: no activation of hidden nodes.*softmax"),
        ({"beside": "g"}, r"beside: no activation of hidden nodes.*g\n"),
        (
            {"beside": "linear", "layers": [2, 1]},
            r"beside: a network beside one that has no hidden",
        ),
    ],
)
def test_what_is_no_network_beside_is_refused(changes, message) -> None:
    with pytest.raises(InputError) as refused:
        read_training(tree_of({**SAME, **changes}), ".")
    assert re.search(message, str(refused.value), re.DOTALL)
