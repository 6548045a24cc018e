"""What training did as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.learning.beside_torch import Comparison
from symnn.learning.representation import separable
from symnn.learning.training import Training
from symnn.network.model import Network
from symnn.render.writer import plain


def training_json(
    training: Training, beside: Comparison | None = None, files: Sequence[str] = ()
) -> dict[str, Any]:
    """The summary of a training, as `json.dumps` takes it; doubles are numbers, not strings.

    Args:
        training: what happened.
        beside: the same training in PyTorch, if it was made.
        files: the files that were written, below their folder.
    """
    plan, net = training.plan, training.plan.net
    assert net.loss is not None
    assert net.learning_rate is not None
    return {
        "format": "symnn/training",
        "version": 1,
        "title": plan.title,
        "network": _network(net),
        "loss": net.loss.name,
        "learning_rate": plain(net.learning_rate),
        "l2": plain(net.l2),
        "train_biases": net.train_biases,
        "relu_at_zero": str(net.relu_at_zero),
        "data": {
            "name": plan.dataset.name,
            "samples": len(plan.dataset.X),
            "classes": list(plan.dataset.classes),
        },
        "seed": plan.seed,
        "epochs": plan.epochs,
        "batch_size": plan.batch_size or len(plan.dataset.X),
        **_course(training),
        "separable": [_separable(training, layer) for layer in range(net.depth)],
        **({} if training.beside is None else {"beside": _course(training.beside)}),
        **({} if beside is None else {"torch": _torch(beside)}),
        "files": list(files),
    }


def _network(net: Network) -> dict[str, Any]:
    return {
        "layers": list(net.widths),
        "activations": [activation.name for activation in net.activations],
        "parameters": net.parameters,
        "parameters_per_layer": net.parameters_per_layer,
    }


def _course(training: Training) -> dict[str, Any]:
    first, last = training.snapshots[0], training.snapshots[-1]
    return {
        "risk": {"start": first.risk, "end": last.risk},
        "accuracy": {"start": first.accuracy, "end": last.accuracy},
    }


def _separable(training: Training, layer: int) -> dict[str, Any]:
    """Whether lines separate the classes in a layer, 0 for the input; null if undecided."""
    start, end = (separable(training, training.snapshots[k], layer) for k in (0, -1))
    width = training.plan.net.widths[layer]
    return {"layer": layer, "nodes": width, "start": start, "end": end}


def _torch(found: Comparison) -> dict[str, Any]:
    return {
        "version": found.version,
        "risk": float(found.risks[-1]),
        "largest_relative_difference": found.largest,
        "at_epoch": found.epoch,
        "agrees_to_epoch": found.agrees_to,
    }
