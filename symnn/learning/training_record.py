"""What is kept of a training as data: curves, parameters, and the trained network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from symnn.learning.training import Snapshot, Training
from symnn.network.build import network
from symnn.network.model import Network


def curves_csv(training: Training) -> str:
    """The curves: a row an epoch, doubles with all their digits."""
    rows = zip(training.risks.tolist(), training.accuracies.tolist(), strict=True)
    lines = [f"{epoch},{risk!r},{accuracy!r}" for epoch, (risk, accuracy) in enumerate(rows)]
    return "\n".join(["epoch,risk,accuracy", *lines, ""])


def parameters_json(training: Training) -> str:
    """The parameters at every snapshot: `W1` with a row for each node it comes from, `b1`, ..."""
    told = {
        "format": "symnn/parameters",
        "version": 1,
        "snapshots": [
            {"epoch": snapshot.epoch, "risk": snapshot.risk, **_lists(snapshot)}
            for snapshot in training.snapshots
        ],
    }
    return json.dumps(told) + "\n"


def _lists(snapshot: Snapshot) -> dict[str, Any]:
    return {name: array.tolist() for name, array in snapshot.parameters.items()}


def trained_network(training: Training, snapshot: Snapshot) -> Network:
    """The network with the parameters of a moment, and with the first of its points.

    The doubles count as the decimals that are printed for them.
    """
    plan = training.plan
    targets = plan.dataset.targets(plan.net)
    return network(dict(_keys(training, snapshot)))
