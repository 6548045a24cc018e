"""Trees of files, for the tests of reading: their texts, leaves and refusals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from symnn.errors import InputError, Place
from symnn.files import (
    Items,
    Leaf,
    Null,
    Spot,
    Table,
    Tree,
    parse,
)

TOP = Spot(1, "", "f")


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
