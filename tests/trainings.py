"""Small trainings for the tests of their pictures."""

from __future__ import annotations

from functools import cache
from typing import Any

from symnn.learning.training import Training, train
from symnn.learning.training_file import read_training
from symnn.network.build import tree_of

_SMALL: dict[str, Any] = {
    "title": "Two rings",
    "layers": [2, 4, 2, 1],
    "activation": "tanh",
    "output_activation": "sigmoid",
    "loss": "binary_cross_entropy",
    "learning_rate": 1,
    "data": {"shape": "circles", "samples": 40},
    "epochs": 30,
    "batch_size": 10,
    "seed": 1,
    "frames": 3,
}
_CHANGES: dict[str, dict[str, Any]] = {
    "plane": {},
    "space": {"layers": [2, 3, 1]},
    "wide": {"layers": [2, 5, 1]},
    "none": {"layers": [2, 1]},
    "map": {"layers": [3, 1], "feature_map": ["x1", "x2", "x1^2 + x2^2"]},
    "beside": {"activation": "relu", "beside": "linear", "data": {"shape": "moons", "samples": 40}},
    "classes": {
        "layers": [2, 4, 2, 3],
        "output_activation": "softmax",
        "loss": "cross_entropy",
        "data": {"shape": "blobs", "samples": 30, "classes": 3},
    },
    "many": {"data": {"shape": "circles", "samples": 2000}, "epochs": 1, "frames": 2},
    "outputs": {"output_activation": "linear", "loss": "square", "learning_rate": "1/10"},
}


@cache
def training(name: str, **changes: Any) -> Training:
    """A training by what its last hidden layer or its data are like."""
    return train(read_training(tree_of({**_SMALL, **_CHANGES[name], **changes}), "."))
