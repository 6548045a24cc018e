"""Files as they lie on a disk or come from stdin, and the tables in them."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from symnn.errors import Place
from symnn.files import (
    described,
    parse,
    read,
    table,
)
from tests.trees import plain, refusal

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
