"""Files that are refused: what is wrong, where, and within which bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from symnn.errors import Place
from symnn.files import (
    bounds,
    parse,
    read,
)
from tests.trees import assert_refused, plain, refusal

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
