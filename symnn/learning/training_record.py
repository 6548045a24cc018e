"""What is kept of a training as data: its curves, and its parameters."""

from __future__ import annotations

import json
from typing import Any

from symnn.learning.training import Snapshot, Training


def curves_csv(training: Training) -> str:
    """The curves: a row an epoch, doubles with all their digits."""
    rows = zip(training.risks.tolist(), training.accuracies.tolist(), strict=True)
    lines = [f"{epoch},{risk!r},{accuracy!r}" for epoch, (risk, accuracy) in enumerate(rows)]
    return "\n".join(["epoch,risk,accuracy", *lines, ""])


def parameters_json(training: Training) -> str:
    """The parameters at every snapshot: `W1` with a row for each node it comes from, `b1`, ..."""
    snapshots = [
        {"epoch": snapshot.epoch, "risk": snapshot.risk, "accuracy": snapshot.accuracy}
        | lists(snapshot)
        for snapshot in training.snapshots
    ]
    told = {"format": "symnn/parameters", "version": 1, "snapshots": snapshots}
    return json.dumps(told) + "\n"


def trained_keys(training: Training) -> dict[str, Any]:
    """What a network file says of the trained network: its parameters, and its first point."""
    plan, last = training.plan, lists(training.snapshots[-1])
    layers = range(1, plan.net.depth + 1)
    told = {"title": plan.title, "W": [last[f"W{layer}"] for layer in layers]}
    if plan.net.biased:
        told["b"] = [last[f"b{layer}"] for layer in layers]
    targets = plan.dataset.targets(plan.net)
    return told | {"x": plan.inputs[0].tolist(), "y": targets[0].tolist()}


def lists(snapshot: Snapshot) -> dict[str, Any]:
    """The parameters of a moment as lists of doubles."""
    return {name: array.tolist() for name, array in snapshot.parameters.items()}
