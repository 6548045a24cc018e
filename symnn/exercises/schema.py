"""The JSON Schema of specs, made from the tables, so that editors complete them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from symnn.activations import ACTIVATIONS
from symnn.exercises.forms import FORMS
from symnn.exercises.kinds import KINDS, Kind
from symnn.exercises.spec import MOST_EXERCISES, MOST_POINTS, MOST_VERSIONS, NETWORK_KEYS
from symnn.exercises.spec_keys import SPEC_KEYS
from symnn.losses import LOSSES

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": ["integer", "number", "string"]}
UNKNOWN: Schema = {"type": ["integer", "number", "string", "null"]}
TRUTH: Schema = {"type": "boolean"}
NAMES: Schema = {"oneOf": [TEXT, {"type": "array", "items": TEXT}]}
VECTOR: Schema = {"type": ["array", "null"], "items": UNKNOWN}
MATRIX: Schema = {"type": ["array", "null"], "items": VECTOR}
NUMBERS: Schema = {
    "description": "exact numbers, or decimals to so many places",
    "oneOf": [
        {"const": "exact"},
        {
            "type": "object",
            "properties": {"decimals": {"type": "integer", "minimum": 0}},
            "required": ["decimals"],
            "additionalProperties": False,
        },
    ],
}


def spec_schema() -> str:
    """The JSON text of the schema; the tables of kinds, activations and losses are in it."""
    kinds = list(KINDS)
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A problem set of symnn",
        "type": "object",
        "required": ["exercises"],
        "additionalProperties": False,
        "properties": {
            "title": TEXT,
            "key": TEXT | {"description": SPEC_KEYS["key"]},
            "course": TEXT,
            "seed": {"type": ["string", "integer"]},
            "versions": _count(MOST_VERSIONS),
            "roster": TEXT | {"description": "a CSV file with the columns id and name"},
            "numbers": NUMBERS,
            "alike": NUMBER | {"description": "the share of answers two versions may share"},
            "exercises": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_EXERCISES,
                "items": {"oneOf": [_of_kind(kind) for kind in kinds]},
            },
        },
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _of_kind(kind: Kind) -> Schema:
    """An exercise of a kind: its own options beside what all have; backprop need not be named."""
    return {
        "description": kind.summary,
        "type": "object",
        "required": [] if kind.name == "backprop" else ["kind"],
        "additionalProperties": False,
        "properties": {
            "kind": {"const": kind.name},
            "points": _count(MOST_POINTS),
            "ask": NAMES | {"description": "plain names, or globs, of what is asked"},
            "given": NAMES | {"description": "plain names, or globs, of what is told"},
            "numbers": NUMBERS,
            "network": TEXT | {"description": "a network file"},
            "fair": TRUTH,
            "form": {"enum": [*FORMS]},
            "choices": TRUTH,
            **{key: _network()[key] for key in NETWORK_KEYS},
            **{
                option.name: {
                    **option.schema, "description": option.summary, "default": option.default,
                }
                for option in kind.options
            },
        },
    }  # fmt: skip


def _network() -> dict[str, Schema]:
    """What stands in a network file, by key."""
    activation = _names(entry.name for entry in ACTIVATIONS)
    sample = {"type": "object", "properties": {"x": VECTOR, "y": VECTOR}}
    return {
        "layers": {"type": "array", "items": {"type": ["integer", "null"]}, "minItems": 2},
        "activation": activation,
        "output_activation": activation,
        "activations": {"type": "array", "items": activation},
        "W": {"type": "array", "items": MATRIX},
        "b": {"type": "array", "items": VECTOR},
        "biases": TRUTH,
        "x": VECTOR,
        "y": VECTOR,
        "data": {"type": "array", "items": sample},
        "loss": _names(entry.name for entry in LOSSES),
        "batch": {"type": "array", "items": {"type": "integer", "minimum": 1}},
        "learning_rate": NUMBER,
        "train_biases": {"enum": [True, False, "shared"]},
        "l2": NUMBER,
        "alpha": NUMBER,
        "relu_at_zero": {"enum": ["undefined", 0, 1]},
        "title": TEXT,
    }


def _names(names: Iterable[str]) -> Schema:
    return {"enum": [*names]}


def _count(most: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": most}
