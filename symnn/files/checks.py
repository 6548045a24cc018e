"""What a consumer asks of a tree before it takes it apart."""

from __future__ import annotations

from collections.abc import Collection

from symnn.errors import InputError, nearest
from symnn.files.tree import Items, Leaf, Null, Table, Tree


def described(tree: Tree) -> str:
    """A node in a few words, for the `found` of a message."""
    match tree:
        case Leaf(text=text):
            return text
        case Null():
            return "nothing (null)"
        case Items(items=items):
            return f"a list of {len(items)}"
        case Table(entries=entries):
            return f"a table with the keys {', '.join(entries)}" if entries else "an empty table"


def table(tree: Tree, allowed: Collection[str] | None = None) -> Table:
    """The tree itself, if it is a table that has no keys but allowed ones.

    Args:
        tree: any node.
        allowed: the keys there may be; None allows all.

    Raises:
        InputError: if it is no table, or at the line of the first key that is not allowed.
    """
    known = "" if allowed is None else ", ".join(allowed)
    if not isinstance(tree, Table):
        expected = f"keys with values; the keys are {known}" if known else "keys with values"
        raise InputError("not a table", tree.place, described(tree), expected)
    for key in tree.entries:
        if allowed is not None and key not in allowed:
            near = nearest(key, allowed)
            raise InputError("unknown key", tree.place_of(key), key, f"one of {known}", near)
    return tree
