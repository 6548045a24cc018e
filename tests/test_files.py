"""Reading YAML, JSON and TOML: every text with its place."""

from __future__ import annotations

import json

import pytest

from symnn.errors import Place
from symnn.files import (
    parse,
    table,
)
from tests.trees import leaves, plain

TEXTS = [
    "0.05", "1e-3", "0777", "0x1F", "0o17", "1:30", "190:20:30", "yes", "no", "on", "Off", "true",
    "False", "y", "2024-01-01", "2024-01-01T10:00:00Z", "1_000", "+3", "-2", ".5", ".inf", ".nan",
    "3/4", "sqrt(2)/2", "ln 3", "W^(2)_13", "∂H/∂W₁₃⁽²⁾", "1.10", "12345678901234567890.10", "=",
]  # fmt: skip


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("text", TEXTS)
def test_yaml_scalar_is_the_text_that_stands_there(text: str) -> None:
    """Plain, quoted, in a block, as a key: nothing is ever taken for a number, bool or date."""
    tree = parse(f"a: {text}\nb: [{text}, '{text}', \"{text}\"]\n{text}: 1\n", "f.yaml")
    assert plain(tree) == {"a": text, "b": [text] * 3, text: "1"}
    assert [leaf.quoted for leaf in leaves(tree)] == [False, False, True, True, False]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("null", ["null", "Null", "NULL", "~", ""])
def test_yaml_null_is_null_only_without_quotes(null: str) -> None:
    """`null`, `~` and nothing at all are null; in quotes they are texts."""
    tree = parse(f"a: {null}\nb: '{null}'\nc:\n  - {null}\n", "f.yaml")
    assert plain(tree) == {"a": None, "b": null, "c": [None]}


@pytest.mark.parametrize(
    "number", ["0.05", "1e-3", "-0", "1.10", "1E+400", "12345678901234567890.10", "9" * 5000]
)
def test_json_number_is_the_text_that_stands_there(number: str) -> None:
    """Digits, zeros and exponents survive, also those that no float and no int takes."""
    tree = parse(f'{{"a": {number}, "b": "{number}"}}', "f.json")
    assert plain(tree) == {"a": number, "b": number}
    assert [leaf.quoted for leaf in leaves(tree)] == [False, True]


def test_json_words_are_texts() -> None:
    """Only null is not a text; NaN and Infinity are left to whoever reads numbers."""
    tree = parse('[true, false, null, NaN, -Infinity, "null"]', "f.json")
    assert plain(tree) == ["true", "false", None, "NaN", "-Infinity", "null"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("0.05", "0.05"), ("1e-3", "1e-3"), ("1.10", "1.10"), ("1_000.5", "1000.5"), ("inf", "inf"),
        ("1_000", "1000"), ("+5", "5"), ("0x1F", "31"), ("true", "true"), ("false", "false"),
        ('"yes"', "yes"), ("'3/4'", "3/4"),
    ],
)  # fmt: skip
def test_toml_scalar_is_text(written: str, text: str) -> None:
    """Decimals keep their digits; integers are written out in the usual way."""
    assert plain(parse(f"a = {written}\n", "f.toml")) == {"a": text}


NETWORK = {
    "f.yaml": "layers: [2, null]\nW:\n  - [[2, -1],\n     [0.50, '?']]\ngiven: {z1_1: 3}\n"
    "data:\n  - x: [1]\n  - x:\n    - 7\n",
    "f.json": '{"layers": [2, null],\n"W":\n[[[2, -1],\n[0.50, "?"]]], "given":\n{"z1_1": 3},\n'
    '"data": [{"x": [1]},\n\n{"x": [7]}]}',
    "f.toml": "layers = ['2', '']\nW = [[[2, -1], [0.50, '?']]]\ngiven.z1_1 = 3\n"
    "[[data]]\nx = [1]\n[[data]]\nx = [7]\n",
}


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("f.yaml", [1, 3, 3, 4, 4, 5, 7, 9]),
        ("f.json", [1, 3, 3, 4, 4, 5, 6, 8]),
        ("f.toml", [0] * 9),
    ],
)
def test_every_leaf_knows_its_file_line_and_key(file: str, lines: list[int]) -> None:
    """Key paths count from 1, as the lecture does; lines too, where the format tells them."""
    found = [leaf.place for leaf in leaves(parse(NETWORK[file], file)) if leaf.text]
    keys = ["layers[1]", "W[1][1][1]", "W[1][1][2]", "W[1][2][1]", "W[1][2][2]", "given.z1_1",
            "data[1].x[1]", "data[2].x[1]"]  # fmt: skip
    assert found == [Place(file, line, key) for line, key in zip(lines, keys, strict=False)]


@pytest.mark.usefixtures("loader")
def test_key_has_a_place_of_its_own() -> None:
    """A value may begin in a later line than its key."""
    tree = table(parse("a: 1\nW:\n  - 2\n", "f.yaml"))
    assert tree.place_of("W") == Place("f.yaml", 2, "W")
    assert tree.entries["W"].place == Place("f.yaml", 3, "W")


def test_key_path_is_printable_and_short() -> None:
    """A key is somebody's text: a message neither drowns in it nor sends it to the terminal raw."""
    key = "\x1b[31m" + "k" * 500
    path = table(parse(json.dumps({key: 1}), "f.json")).entries[key].place.key
    assert path.isprintable()
    assert len(path) < 100


@pytest.mark.parametrize(
    ("text", "file", "expected"),
    [
        ('{"a": 010}', "f.yaml", {"a": "010"}),
        ('{"a": 1}', "f.YML", {"a": "1"}),
        ('\n {"a": 1}', "standard input", {"a": "1"}),
        ("[1, 010]", "standard input", ["1", "010"]),
        ("a: 010", "f.txt", {"a": "010"}),
        ("a = 1", "f.TOML", {"a": "1"}),
        ("\ufeffa: 1", "f.yaml", {"a": "1"}),
        ('\ufeff{"a": 1}', "f.json", {"a": "1"}),
        ("\ufeffa = 1", "f.toml", {"a": "1"}),
        ("# nothing", "f.toml", {}),
        ("--- a", "f.yaml", "a"),
        ("a: 1\r\nb: 2\r\n", "f.yaml", {"a": "1", "b": "2"}),
    ],
)
def test_format_is_told_by_ending_then_by_first_character(
    text: str, file: str, expected: object
) -> None:
    """A mark of the byte order is no part of the text."""
    assert plain(parse(text, file)) == expected
