"""Reading files: every scalar stays text, and whatever is refused says where it stands and why."""

from __future__ import annotations

import io
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import InputError, Place
from symnn.files import (
    Items,
    Leaf,
    Null,
    Spot,
    Table,
    Tree,
    bounds,
    described,
    parse,
    read,
    table,
    yaml_events,
)

TOP = Spot(1, "", "f")

YAML_LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


@pytest.fixture(params=YAML_LOADERS, ids=["pure", "C"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either parser of PyYAML, as a machine may have only one of them."""
    monkeypatch.setattr(yaml_events, "LOADER", request.param)


def plain(tree: Tree) -> object:
    """The texts of a tree, as Python's own lists and dicts."""
    match tree:
        case Leaf(text=text):
            return text
        case Null():
            return None
        case Items(items=items):
            return [plain(item) for item in items]
        case Table(entries=entries):
            return {key: plain(value) for key, value in entries.items()}


def leaves(tree: Tree) -> list[Leaf]:
    """All leaves of a tree, in the order of the file."""
    match tree:
        case Leaf():
            return [tree]
        case Null():
            return []
        case Items(items=items):
            return [leaf for item in items for leaf in leaves(item)]
        case Table(entries=entries):
            return [leaf for value in entries.values() for leaf in leaves(value)]


def refusal(action: Callable[[], object]) -> InputError:
    """The error with which an action is refused."""
    with pytest.raises(InputError) as caught:
        action()
    return caught.value


def assert_refused(text: str, file: str, what: str, line: int, key: str) -> InputError:
    """The text is refused, at that line and key, with a message that begins so."""
    error = refusal(lambda: parse(text, file))
    assert error.what.startswith(what)
    assert error.place == Place(file, line, key)
    assert error.expected
    return error


# --- what is read -------------------------------------------------------------------------------

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


# --- what is refused ----------------------------------------------------------------------------

YAML_REFUSED = [
    ("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n", "a key that stands here twice", 5, "b.c"),
    ("a: 1\n'a': 2\n", "a key that stands here twice", 2, "a"),
    ("a: &x 1\n", "an anchor", 1, "a"),
    ("a: 1\nb: &x [1]\n", "an anchor", 2, "b"),
    ("a:\n  - 1\n  - *x\n", "an alias", 3, "a[2]"),
    ("a: 1\n*x : 2\n", "an alias", 2, ""),
    ("a: [!!str 1]\n", "a tag", 1, "a[1]"),
    ("a: !thing {b: 1}\n", "a tag", 1, "a"),
    ("a: ! 1\n", "a tag", 1, "a"),
    ("d:\n  <<: {b: 1}\n", "a merge key", 2, "d.<<"),
    ("a: 1\n---\nb: 2\n", "a second document", 2, ""),
    ("a: 1\n? [b]\n: 2\n", "a key that is not a text", 2, ""),
    ("g:\n  ? {b: 1}\n  : 2\n", "a key that is not a text", 2, "g"),
    ("g:\n  ?\n  : 2\n", "a key that is not a text", 2, "g"),
    ("a:\n\tb: 1\n", "a tab in the indentation", 2, ""),
    ("a:\n  b: 1\n\tc: 1\n", "a tab in the indentation", 3, ""),
    ("a: [1,\n 2\nb: 3\n", "not YAML", 3, ""),
    ("a: 1\n b: 2\n", "not YAML: mapping values are not allowed", 2, ""),
    ("a: 'b\n", "not YAML: found unexpected end of stream", 2, ""),
    ("a: @b\n", "not YAML", 1, ""),
    ("é: 1\nb: \x01\n", "a character that can't stand in YAML", 2, ""),
    ("# a\n# b\n", "nothing but comments", 0, ""),
    ("%YAML 2.0\n---\na: 1\n", "not YAML: found incompatible YAML document", 1, ""),
]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "what", "line", "key"), YAML_REFUSED)
def test_yaml_refused_where_it_stands(text: str, what: str, line: int, key: str) -> None:
    """One row a case: text, what is wrong, line and key."""
    assert_refused(text, "f.yaml", what, line, key)


JSON_REFUSED = [
    ('{"a": 1,\n"b": {"c": 1,\n\n"c": 2}}', "a key that stands here twice", 4, "b.c"),
    ('{"a": 1,\n"\\u0061": 2}', "a key that stands here twice", 2, "a"),
    ('{"a": 1,\n}', "not JSON: ", 2, ""),
    ('{"a": [1,\n2', "not JSON: Expecting ',' delimiter", 2, ""),
    ('{"a": 01}', "not JSON: Expecting ',' delimiter", 1, ""),
    ("{'a': 1}", "not JSON: Expecting property name", 1, ""),
    ('{"a": 1}\n{"b": 1}', "not JSON: Extra data", 2, ""),
    ('{"a": "b\n"}', "not JSON: Invalid control character", 1, ""),
    ('{"a": [1,\n"\\ud800"]}', "half of a character", 2, "a[2]"),
    ('{"a": ' + "9" * 10**6 + "}", "a text that is too long", 1, "a"),
    ('{"a":\n' + "[" * 32 + "]" * 32 + "}", "lists and tables too deep", 2, "a" + "[1]" * 31),
    ("[" * 100_000, "lists and objects too deep", 0, ""),
    ('{"a":' * 100_000, "lists and objects too deep", 0, ""),
]


@pytest.mark.parametrize(("text", "what", "line", "key"), JSON_REFUSED)
def test_json_refused_where_it_stands(text: str, what: str, line: int, key: str) -> None:
    """One row a case: text, what is wrong, line and key."""
    assert_refused(text, "f.json", what, line, key)


TOML_REFUSED = [
    ("a = 1\na = 2\n", "not TOML: Cannot overwrite a value", 2, ""),
    ("[a]\nb = 1\n[a]\n", "not TOML: Cannot declare", 3, ""),
    ("a = 1\nb = \n", "not TOML: Invalid value", 2, ""),
    ("a = 0777\n", "not TOML: ", 1, ""),
    ("a = [1,\n", "not TOML: ", 2, ""),
    ("[g]\na = [1, 2024-01-01]\n", "a date or time", 0, "g.a[2]"),
    ("a = 07:32:00\n", "a date or time", 0, "a"),
    ("a = 1\nb = " + "9" * 5000, "an integer that is too long", 2, ""),
    ("b = 0x" + "9" * 5000, "an integer that is too long", 0, "b"),
    ("b = 0." + "9" * 10_000, "a text that is too long", 0, "b"),
    ("a = " + "[" * 33 + "]" * 33, "lists and tables too deep", 0, "a" + "[1]" * 31),
    ("a = " + "[" * 100_000, "lists and tables too deep", 0, ""),
    ("a." * 40 + "b = 1", "lists and tables too deep", 0, ".".join("a" * 32)),
]


@pytest.mark.parametrize(("text", "what", "line", "key"), TOML_REFUSED)
def test_toml_refused_where_it_stands(text: str, what: str, line: int, key: str) -> None:
    """One row a case: text, what is wrong, line or key."""
    assert_refused(text, "f.toml", what, line, key)


@pytest.mark.parametrize(
    ("text", "file", "found", "expected"),
    [
        ("a: 1\nb: 2\na: 3", "f.yaml", "a", "each key once, not again after line 1"),
        ('{"a": 1,\n"a": 2}', "f.json", "a", "each key once, not again after line 1"),
        ("a = 1\na = 2", "f.toml", "a = 2", "TOML, with each key once"),
        ("a: 1\nb: *x", "f.yaml", "*x", "the value itself; in quotes, if"),
        ("a: !!int 3", "f.yaml", "tag:yaml.org,2002:int", "the value itself; in quotes, if"),
        ("a:\n\tb: 1", "f.yaml", "\\tb: 1", "spaces, as many as above"),
        ("a: [", "f.yaml", None, "YAML; a text with one of ?"),
        ('{"a": 1 x}', "f.json", "x}", "JSON"),
        ('{"a": ', "f.json", "the end of the line", "JSON"),
        ("a = 2024-01-01", "f.toml", "2024-01-01", "a number, a text in quotes, true or false"),
    ],
)
def test_message_says_what_was_found_and_expected(
    text: str, file: str, found: str | None, expected: str
) -> None:
    """A duplicate names both lines; a syntax error shows the text at which it was noticed."""
    error = refusal(lambda: parse(text, file))
    assert error.found == found or found is None
    assert error.expected.startswith(expected)


# --- bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["f.yaml", "f.json"])
def test_depth_32_is_read_and_33_refused(file: str) -> None:
    """The message tells the bound, and where it was passed."""
    assert parse("[" * 32 + "1" + "]" * 32, file)
    error = assert_refused(
        "[\n" * 33 + "1" + "]" * 33, file, "lists and tables too deep", 33, "[1]" * 32
    )
    assert error.expected == "at most 32 of them in each other"


@pytest.mark.parametrize(
    ("file", "form"), [("f.yaml", "a: {}"), ("f.json", '{{"a": "{}"}}'), ("f.toml", "a = '{}'")]
)
def test_text_of_10000_characters_is_read_and_longer_refused(file: str, form: str) -> None:
    """The message tells the bound."""
    assert plain(parse(form.format("9" * 10_000), file)) == {"a": "9" * 10_000}
    error = refusal(lambda: parse(form.format("9" * 10_001), file))
    assert (error.what, error.place.key) == ("a text that is too long", "a")
    assert "at most 10,000 characters" in error.expected
    assert len(str(error)) < 400


@pytest.mark.parametrize("form", ["a: [{}]", '{{"a": [{}]}}', "a = [{}]"])
def test_number_of_nodes_is_bounded(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and values count; the message tells the bound."""
    monkeypatch.setattr(bounds, "MAX_NODES", 1_000)
    file = {"a": "f.yaml", "{": "f.json"}[form[0]] if "=" not in form else "f.toml"
    assert parse(form.format(",".join("1" * 997)), file)
    error = refusal(lambda: parse(form.format(",".join("1" * 998)), file))
    assert error.what == "too many keys and values"
    assert error.expected == "at most 1,000 keys and values in a file"


def test_size_of_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message tells the bound."""
    path = tmp_path / "f.yaml"
    path.write_text("a: 1234\n")
    monkeypatch.setattr(bounds, "MAX_BYTES", 8)
    assert plain(read(str(path))) == {"a": "1234"}
    monkeypatch.setattr(bounds, "MAX_BYTES", 7)
    error = refusal(lambda: read(str(path)))
    assert (error.what, error.place) == ("the file is too large", Place(str(path)))
    assert error.expected.startswith("at most ")


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "what", "line", "found"),
    [
        (b"", "the file is empty", 0, None),
        (b" \n\n", "the file is empty", 0, None),
        (b"\xef\xbb\xbf\n", "the file is empty", 0, None),
        (b"a: 1\nb: \xff\n", "not a text file", 2, "the byte 0xff at offset 8"),
        (b"\xef\xbb\xbfa\n\xe9", "not a text file", 2, "the byte 0xe9 at offset 5"),
        (b"\x7fELF\n\n\0\1", "not a text file", 3, "the byte 0x00 at offset 6"),
        ("a: 1".encode("utf-16"), "not a text file", 1, "the byte 0xff at offset 0"),
    ],
)
def test_bytes_that_are_no_text_are_refused(
    tmp_path: Path, data: bytes, what: str, line: int, found: str | None
) -> None:
    """A byte that is no UTF-8 is named with its offset and line."""
    path = tmp_path / "f.yaml"
    path.write_bytes(data)
    error = refusal(lambda: read(str(path)))
    assert (error.what, error.place, error.found) == (what, Place(str(path), line), found)
    assert error.expected


def test_file_in_utf8_is_read(tmp_path: Path) -> None:
    """With a mark of the byte order and without, whatever the locale says."""
    path = tmp_path / "ü.yaml"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + "ü: ∂H/∂W₁₃".encode())
        assert plain(read(str(path))) == {"ü": "∂H/∂W₁₃"}


def test_missing_file_names_the_nearest(tmp_path: Path) -> None:
    """They are spelled as the missing one was, so that they can be copied."""
    (tmp_path / "network.yaml").touch()
    (tmp_path / "other.toml").touch()
    error = refusal(lambda: read(str(tmp_path / "netwrk.yaml")))
    assert (error.what, error.place) == ("no such file", Place(str(tmp_path / "netwrk.yaml")))
    assert error.near == (str(tmp_path / "network.yaml"),)


def test_missing_file_beside_us_names_the_nearest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare name stays bare."""
    (tmp_path / "network.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert refusal(lambda: read("netwrk.yaml")).near == ("network.yaml",)


def test_missing_file_in_a_folder_that_cannot_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without names, but with the same message."""

    def refuse(_: str) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refuse)
    error = refusal(lambda: read(str(tmp_path / "f.yaml")))
    assert (error.what, error.near) == ("no such file", ())


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (".", "a folder, where a file was wanted"),
        ("", "no such file"),
        ("nowhere/f.yaml", "no such file, nor such a folder"),
        ("a\0b.yaml", "this can't be read: "),
        ("f" * 5000, "this can't be read: "),
    ],
)
def test_path_that_is_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, what: str
) -> None:
    """One row a case: path and what is wrong with it."""
    monkeypatch.chdir(tmp_path)
    error = refusal(lambda: read(path))
    assert error.what.startswith(what)
    assert error.what[-1].isalpha()
    assert error.place == Place(path)


def test_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, since a superuser may read everything."""

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    error = refusal(lambda: read(str(tmp_path / "f.yaml")))
    assert error.what == "no permission to read this file"
    assert error.place == Place(str(tmp_path / "f.yaml"))


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b'{"a": 1.50}', {"a": "1.50"}), (b"a: 1.50", {"a": "1.50"}), (b"- yes", ["yes"])],
)
def test_minus_is_stdin(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: dict[str, str]
) -> None:
    """In JSON or YAML."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert plain(read("-")) == expected


def test_errors_in_stdin_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong text, and a stdin that was closed."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a: 1\na: 2\n")))
    assert refusal(lambda: read("-")).place == Place("standard input", 2, "a")
    monkeypatch.setattr("sys.stdin", None)
    assert refusal(lambda: read("-")).what == "there is no standard input"


# --- tables -------------------------------------------------------------------------------------


def test_table_with_allowed_keys_is_returned() -> None:
    """All of them or some; without a list of them, any."""
    tree = parse("x: 1\ny: 2", "f.yaml")
    assert table(tree, ["x", "y", "z"]) is tree
    assert table(tree) is tree


def test_table_with_another_key_is_refused_at_its_line() -> None:
    """With the keys there are, the nearest first."""
    tree = table(parse("x: 1\ngiven:\n  z1_1: 3\n  lose:\n    - 1\n", "f.yaml"))
    error = refusal(lambda: table(tree.entries["given"], ["z1_1", "loss", "x"]))
    assert (error.what, error.place) == ("unknown key", Place("f.yaml", 4, "given.lose"))
    assert (error.found, error.expected) == ("lose", "one of z1_1, loss, x")
    assert error.near == ("loss",)


@pytest.mark.parametrize(
    ("text", "found"),
    [("- 1\n- 2", "a list of 2"), ("W", "W"), ("~", "nothing (null)"), ("'~'", "~")],
)
def test_what_is_no_table_is_refused(text: str, found: str) -> None:
    """The message says which keys there would be."""
    error = refusal(lambda: table(parse(text, "f.yaml"), ["x", "W"]))
    assert (error.what, error.place) == ("not a table", Place("f.yaml", 1))
    assert (error.found, error.expected) == (found, "keys with values; the keys are x, W")


def test_tables_are_described_by_their_keys() -> None:
    """For messages where something else than a table was wanted."""
    assert described(parse("{x: 1, y: 2}", "f.yaml")) == "a table with the keys x, y"
    assert described(parse("{}", "f.yaml")) == "an empty table"


# --- properties ---------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
trees = st.recursive(
    texts | st.none(), lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=30
)


@given(trees, st.sampled_from([None, 2]), st.booleans())
def test_what_is_written_is_read(tree: object, indent: int | None, flow: bool) -> None:
    """Any tree of texts, written by the standard writers, reads back the same."""
    from_json = parse(json.dumps(tree, indent=indent), "f.json")
    from_yaml = parse(yaml.safe_dump(tree, default_flow_style=flow), "f.yaml")
    assert from_json == from_yaml
    assert plain(from_json) == tree


@given(trees, st.sampled_from([None, 2]))
def test_json_lines_are_the_lines_of_the_leaves(tree: object, indent: int | None) -> None:
    """Each leaf stands in the line that its place names."""
    text = json.dumps(tree, indent=indent)
    rows = text.split("\n")
    for leaf in leaves(parse(text, "f.json")):
        assert json.dumps(leaf.text) in rows[leaf.place.line - 1]


@given(
    st.text(alphabet="[]{}:,-?&*!|>'\"%@#`~<=.\\ \t\n\r0a1e\x00\x85\u2028é", max_size=60),
    st.sampled_from(["f.yaml", "f.json", "f.toml"]),
)
def test_any_text_is_read_or_refused(text: str, file: str) -> None:
    """Nothing but an `InputError` comes out, and it names the file."""
    try:
        place = parse(text, file).place
    except InputError as error:
        place = error.place
    assert place.file == file


@pytest.mark.parametrize("file", ["f.yaml", "f.json", "f.toml"])
def test_matrix_of_100000_entries_is_read_in_time(file: str) -> None:
    """784 by 128, about half a second where the parser written in C is there."""
    row = "[" + ", ".join(["-0.125"] * 128) + "]"
    matrix = "[" + ",\n".join([row] * 784) + "]"
    text = {"f.yaml": f"W: [{matrix}]", "f.json": f'{{"W": [{matrix}]}}', "f.toml": f"W=[{matrix}]"}
    start = time.perf_counter()
    tree = parse(text[file], file)
    assert time.perf_counter() - start < 10
    assert leaves(tree)[-1].place.key == "W[1][784][128]"
    assert len(leaves(tree)) == 784 * 128


def test_nodes_are_equal_where_their_texts_are() -> None:
    """Wherever they stand, and with quotes or without."""
    assert Leaf(TOP, "1", quoted=True) == Leaf(Spot(7, "a", TOP), "1")
    assert Leaf(TOP, "1") != Leaf(TOP, "1.0")
    empty: Tree = Leaf(TOP, "")
    assert empty != Null(TOP)
