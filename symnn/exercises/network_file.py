"""Networks as files: the inverse of reading them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symnn.formula import Formula
from symnn.network.model import Entry, Matrix, Network, Sample, Vector
from symnn.quantities import Quantity, plain_name
from symnn.render.writer import plain


def network_yaml(net: Network, extra: Mapping[str, Any] | None = None) -> str:
    """The YAML of a network file; reading it gives the same network.

    Args:
        net: the network.
        extra: further keys, written first.
    """
    import yaml

    told = {**(extra or {}), **dict(_entries(net))}
    text: str = yaml.safe_dump(
        told, sort_keys=False, default_flow_style=None, allow_unicode=True, width=100
    )
    return text


def _entries(net: Network) -> list[tuple[str, Any]]:
    told: list[tuple[str, Any]] = [
        ("layers", list(net.widths)),
        ("activations", [activation.name for activation in net.activations]),
    ]
    if any(net.W):
        told.append(("W", [_matrix(matrix) for matrix in net.W]))
    told.append(("biases", "true" if net.biased else "false"))
    if any(net.b):
        told.append(("b", [_vector(vector) for vector in net.b]))
    points = [_point(sample) for sample in net.data]
    told += [("data", points)] if len(points) > 1 else list(points[0].items())
    if net.given:
        told.append(("given", {plain_name(q): _entry(form) for q, form in net.given.items()}))
    return told + _training(net)


def _training(net: Network) -> list[tuple[str, Any]]:
    """Loss, step and conventions, where they are not as they would be without a word."""
    batches = net.batches
    told: dict[str, Any] = {
        "loss": net.loss and net.loss.name,
        "batch": [*batches[0]] if len(batches) == 1 else [[*batch] for batch in batches],
        "steps": net.steps if net.steps > 1 else None,
        "learning_rate": _entry(net.learning_rate),
        "train_biases": net.train_biases if net.train_biases != "true" else None,
        "l2": _entry(net.l2) if net.l2 else None,
        "relu_at_zero": net.relu_at_zero if net.relu_at_zero != "undefined" else None,
    }
    told["alpha"] = _entry(net.alpha)
    uses_alpha = any(activation.name == "leaky_relu" for activation in net.activations)
    return [(k, v) for k, v in told.items() if v not in (None, []) and (k != "alpha" or uses_alpha)]


def _point(sample: Sample) -> dict[str, Any]:
    told = {"x": _vector(sample.x), "y": _vector(sample.y)}
    return {key: value for key, value in told.items() if value is not None}


def _matrix(matrix: Matrix) -> list[list[Any]] | None:
    return None if matrix is None else [[_entry(entry) for entry in row] for row in matrix]


def _vector(vector: Vector) -> list[Any] | None:
    return None if vector is None else [_entry(entry) for entry in vector]


def _entry(entry: Entry | Formula) -> Any:
    """An integer as it is, anything else as text; None for what is unknown."""
    if entry is None or isinstance(entry, int):
        return entry
    return str(entry.of) if type(entry) is Quantity else plain(entry)
