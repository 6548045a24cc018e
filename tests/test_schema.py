"""The schema of specs takes what `symnn generate` takes, and knows every kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from symnn.exercises.kinds import KINDS
from symnn.exercises.schema import spec_schema
from symnn.network.reader import KEYS
from tests.command import Program

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(spec_schema())
    jsonschema.Draft202012Validator.check_schema(loaded)
    return loaded


def test_the_example_is_valid(schema: dict[str, Any]) -> None:
    spec = yaml.safe_load((EXAMPLES / "lecture22.yaml").read_text())
    jsonschema.validate(spec, schema)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_valid_at_its_defaults(schema: dict[str, Any], kind: str) -> None:
    options = {option.name: option.default for option in KINDS[kind].options}
    told = {name: value for name, value in options.items() if value is not None}
    jsonschema.validate({"exercises": [{"kind": kind, "points": 2, **told}]}, schema)


@pytest.mark.parametrize("spec", [
    {},
    {"exercises": []},
    {"exercises": [{"kind": "backprob"}]},
    {"exercises": [{"kind": "forward", "activation": "rely"}]},
    {"exercises": [{"kind": "forward", "pints": 3}]},
    {"exercises": [{"kind": "forward"}], "versions": 0},
])  # fmt: skip
def test_what_generate_refuses_is_refused(schema: dict[str, Any], spec: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(spec, schema)


def test_every_key_of_a_network_is_there(schema: dict[str, Any]) -> None:
    (forward,) = (
        entry for entry in schema["properties"]["exercises"]["items"]["oneOf"]
        if entry["properties"]["kind"] == {"const": "forward"}
    )  # fmt: skip
    of_several_steps = {"steps"}
    assert set(KEYS) - of_several_steps <= set(forward["properties"])


def test_the_command_prints_it(program: Program) -> None:
    status, out, err = program("schema")
    assert (status, err) == (0, "")
    assert out == spec_schema()
