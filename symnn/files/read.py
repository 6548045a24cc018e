"""From a path, or stdin, to the tree: which bytes, which text, which format."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from typing import BinaryIO

from symnn.errors import InputError, Place, nearest
from symnn.files import bounds
from symnn.files.tree import Tree

STDIN = "standard input"

READERS = {
    ".yaml": "symnn.files.read_yaml",
    ".yml": "symnn.files.read_yaml",
    ".json": "symnn.files.read_json",
    ".toml": "symnn.files.read_toml",
    ".csv": "symnn.files.read_csv",
    ".tsv": "symnn.files.read_csv",
}
"""The module that parses files of an ending; imported when there is one.

A CSV is known by its ending alone.
"""


def read(path: str) -> Tree:
    """The tree of a file; `-` is stdin.

    Raises:
        InputError: if there is no such file, it can't be read, or its text is refused by `parse`.
    """
    return parse(read_text(path), STDIN if path == "-" else path)


def read_text(path: str) -> str:
    """The text of a file in UTF-8, without a byte order mark; `-` is stdin.

    Raises:
        InputError: if there is no such file, or it can't be read.
    """
    file = STDIN if path == "-" else path
    return _decoded(_bytes(path, file), file).removeprefix("\ufeff")


def parse(text: str, file: str) -> Tree:
    """The tree of a text.

    Args:
        text: YAML, JSON, TOML or CSV.
        file: the name for messages. Its ending says which format it is; without one of ours it is
            JSON if the text begins with `{`, and otherwise YAML.

    Raises:
        InputError: if the text is empty, not of that format, or beyond the bounds of `bounds`.
    """
    text = text.removeprefix("\ufeff")
    begin = text.lstrip()[:1]
    if not begin:
        raise InputError("the file is empty", Place(file), expected="YAML, JSON, TOML or CSV")
    ending = os.path.splitext(file)[1].lower()
    sniffed = ".json" if begin == "{" else ".toml" if _TOML.match(text) else ".yaml"
    reader = import_module(READERS.get(ending, READERS[sniffed]))
    tree: Tree = reader.parse(text, file)
    return tree


_TOML = re.compile(r"(?:\s*(?:#.*)?\n)*\s*(?:\[\w+\]|[\w-]+\s*=)")
"""What begins like TOML: comments, then `[table]` or `key =`."""


def _bytes(path: str, file: str) -> bytes:
    try:
        if path == "-":
            return _bounded(_stdin(), file)
        with open(path, "rb") as stream:
            return _bounded(stream, file)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        raise _unreadable(path, file, error) from error


def _stdin() -> BinaryIO:
    if sys.stdin is None:  # closed by whoever started us
        raise InputError("there is no standard input", Place(STDIN), expected="a file, or a pipe")
    return sys.stdin.buffer


def _bounded(stream: BinaryIO, file: str) -> bytes:
    data = stream.read(bounds.MAX_BYTES + 1)
    if len(data) > bounds.MAX_BYTES:
        expected = f"at most {bounds.MAX_BYTES / 2**20:g} MiB"
        raise InputError("the file is too large", Place(file), expected=expected)
    return data


def _unreadable(path: str, file: str, error: OSError | ValueError) -> InputError:
    place = Place(file)
    if isinstance(error, FileNotFoundError):
        return _missing(path)
    if isinstance(error, IsADirectoryError) or ("\0" not in path and os.path.isdir(path)):
        return InputError("a folder, where a file was wanted", place, expected="a file in it")
    if isinstance(error, PermissionError):
        return InputError("no permission to read this file", place)
    reason = error.strerror if isinstance(error, OSError) else error
    return InputError(f"this can't be read: {reason}", place)


def _missing(path: str) -> InputError:
    folder, name = os.path.split(path)
    if not os.path.isdir(folder or "."):
        return InputError("no such file, nor such a folder", Place(path))
    near = (os.path.join(folder, other) for other in nearest(name, _names(folder or ".")))
    return InputError("no such file", Place(path), near=tuple(near))


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:  # the names are a courtesy; that the file is missing is said all the same
        return []


def _decoded(data: bytes, file: str) -> str:
    nul = data.find(b"\0")
    try:
        text = str(data, "utf-8")
    except UnicodeDecodeError as error:
        raise _not_text(data, error.start, file) from error
    if nul >= 0:
        raise _not_text(data, nul, file)
    return text


def _not_text(data: bytes, offset: int, file: str) -> InputError:
    place = Place(file, data.count(b"\n", 0, offset) + 1)
    found = f"the byte 0x{data[offset]:02x} at offset {offset:,}"
    return InputError("not a text file", place, found, "text in UTF-8")
