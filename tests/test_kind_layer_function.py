"""Layers as functions: shapes from the widths, and the one composition that is the network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.marking.questions import LETTERS
from symnn.quantities import Quantity
from tests.kinds import answers, check_kind, drawn, named, told

KIND = "kind: layer-function"
SPECS = [
    (KIND, 20),
    (f"{KIND}, layers: [2, 3, 1], biases: false", 1),
    (f"{KIND}, layers: [3, 3, 2, 2, 1]", 1),
]


def layer_of(exercise: Exercise) -> int:
    (takes,) = (q for q in exercise.content.questions if q.name == "takes")
    (function,) = (part for part in takes.prompt if isinstance(part, Quantity))
    return function.indices[0]


def order(option: tuple[object, ...]) -> list[int]:
    """The layers of a composition, the one that is applied first in front."""
    layers = [p.indices[0] for p in option if isinstance(p, Quantity) and p.kind == "H"]
    return layers[::-1]


@pytest.mark.parametrize(("text", "count"), SPECS)
def test_right_and_whole(text: str, count: int, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path, count):
        widths, right = [int(n) for n in told(exercise)["layers"]], answers(exercise)
        layer = layer_of(exercise)
        into, out = widths[layer - 1], widths[layer]
        assert (right["takes"], right["gives"]) == (str(into), str(out))
        assert (right["rows"], right["columns"]) == (str(into), str(out))
        assert right.get("biases", str(out)) == str(out)
        assert ("biases" in right) == ("biases: false" not in text)
        (question,) = (q for q in exercise.content.questions if q.name == "composition")
        orders = [order(option) for option in question.options]
        assert orders[LETTERS.index(right["composition"])] == list(range(1, len(widths)))
        assert len({tuple(one) for one in orders}) == len(orders) > 1


def test_the_same_layer_is_asked_in_all_versions() -> None:
    assert len({layer_of(exercise) for exercise in drawn(KIND, 10)}) == 1


def test_wrong_answers_are_named(tmp_path: Path) -> None:
    found = set()
    for exercise in drawn(KIND, 2):
        right = answers(exercise)
        for letter in "abcde":
            if letter != right["composition"]:
                found |= named(exercise, {**right, "composition": letter}, tmp_path)
        found |= named(exercise, {**right, "rows": right["columns"]}, tmp_path)
        for question in exercise.content.questions:
            for wrong in question.wrong if question.options else ():
                assert re.fullmatch(
                    r"layer \d takes \d numbers, and .*|that is another .*", wrong.why
                )
    assert found == {
        "last-layer-first", "layers-exchanged", "layer-left-out", "layer-twice",
        "in-and-out-exchanged",
    }  # fmt: skip


@pytest.mark.parametrize("layers", ["[2, 1]", "[2, 2, 2]"])
def test_what_cannot_be_set(layers: str) -> None:
    with pytest.raises(InputError, match="no network for questions about shapes"):
        drawn(f"{KIND}, layers: {layers}", 1)
