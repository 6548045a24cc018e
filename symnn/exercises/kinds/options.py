"""How the options of kinds are read."""

from __future__ import annotations

from collections.abc import Callable, Collection

from symnn.exercises.kinds.kind import Option
from symnn.files import Tree
from symnn.network.entries import choice, count


def yes_or_no(name: str, summary: str, default: bool = False) -> Option:
    """An option that is `true` or `false`."""
    return Option(
        name, summary, lambda tree: choice(tree, ("true", "false")) == "true", default,
        {"type": "boolean"},
    )  # fmt: skip


def one_of(name: str, summary: str, words: Collection[str], default: str | None) -> Option:
    """An option that is one of some words."""
    return Option(name, summary, lambda tree: choice(tree, words), default, {"enum": [*words]})


def number(name: str, summary: str, what: str, most: int, default: int) -> Option:
    """An option that is a positive integer.

    Args:
        name: the key.
        summary: one line about it.
        what: what the number is, for messages: `a layer`.
        most: the largest that is taken.
        default: its value where nothing is said.
    """
    read: Callable[[Tree], int] = lambda tree: count(tree, what, most)  # noqa: E731
    schema = {"type": "integer", "minimum": 1, "maximum": most}
    return Option(name, summary, read, default, schema)
