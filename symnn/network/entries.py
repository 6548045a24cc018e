"""The entries of a network file: numbers, unknowns, symbols, choices."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from functools import partial

from symnn.activations import ACTIVATIONS
from symnn.errors import InputError, Place, nearest
from symnn.expressions.names import RESERVED_FUNCTIONS
from symnn.files import Items, Leaf, Null, Table, Tree, described
from symnn.files import table as checked_table
from symnn.formula import Formula
from symnn.names import quantity_named
from symnn.network.model import Entry, Matrix, Vector
from symnn.numbers.reading import EXPECTED, read_number
from symnn.quantities import Quantity, symbol

MOST_DECIMALS = 12
RESERVED = frozenset(["e", "pi", "H", "L", "R", "d", *RESERVED_FUNCTIONS])
"""Words that no author's symbol can be."""
_SYMBOL = re.compile(r"[^\W\d]\w*")


def is_unknown(tree: Tree) -> bool:
    """Whether null or `?` stands there."""
    return isinstance(tree, Null) or (isinstance(tree, Leaf) and tree.text.strip() == "?")


def entry(tree: Tree, own: Quantity) -> Entry:
    """A number, the author's symbol, or None for what is unknown: null or `?`.

    Args:
        tree: the entry as it stands in the file.
        own: the quantity that it is the value of; its own plain name says that it is unknown.

    Raises:
        InputError: if it is none of these.
    """
    if is_unknown(tree):
        return None
    written = leaf(tree, "a number, a name or null").strip()
    if written == str(own):
        return None
    if _SYMBOL.fullmatch(written) and written not in ("e", "pi"):
        return _symbol(written, tree.place)
    return number(tree)


def number(tree: Tree) -> Formula:
    """A known number, exactly as written.

    Raises:
        InputError: if it is none.
    """
    try:
        return read_number(leaf(tree, EXPECTED))
    except InputError as error:
        raise error.within(tree.place) from None


def rational(tree: Tree) -> int | Fraction:
    """A rational number.

    Raises:
        InputError: if it is none.
    """
    value = number(tree)
    if not isinstance(value, (int, Fraction)):
        raise InputError("not a rational number", tree.place, described(tree), "as in 1/10 or 0.1")
    return value


def vector(tree: Tree, width: int | None, of: Callable[[int], Quantity]) -> Vector:
    """A vector of entries; None where it is null.

    Args:
        tree: a list, or for a width of 1 also the entry itself.
        width: how many entries there have to be; None if that is not known.
        of: the quantity of entry j, from 1.

    Raises:
        InputError: if it is no list of that length.
    """
    if is_unknown(tree):
        return None
    if isinstance(tree, Leaf) and width == 1:
        return (entry(tree, of(1)),)
    listed = items(tree, "a list of numbers")
    if width is not None and len(listed) != width:
        raise InputError(
            "a vector of the wrong length", tree.place, described(tree), f"{width} entries"
        )
    return tuple(entry(item, of(j)) for j, item in enumerate(listed, 1))


def matrix(
    tree: Tree, rows: int | None, columns: int | None, of: Callable[[int, int], Quantity]
) -> Matrix:
    """A matrix of entries, row by row; a row that is null is unknown; None where it all is.

    Raises:
        InputError: if it is ragged or of another shape.
    """
    if is_unknown(tree):
        return None
    listed = items(tree, "a list of rows")
    if columns is None and all(map(is_unknown, listed)):
        return None
    if rows is not None and len(listed) != rows:
        expected = f"{rows} rows, one for each node of the layer before"
        raise InputError("a matrix of the wrong shape", tree.place, described(tree), expected)
    return tuple(_row(row, columns, partial(of, i)) for i, row in enumerate(listed, 1))


def _row(tree: Tree, columns: int | None, of: Callable[[int], Quantity]) -> tuple[Entry, ...]:
    if is_unknown(tree):
        return (None,) * (columns or 0)
    listed = items(tree, "a row: a list of numbers")
    if columns is not None and len(listed) != columns:
        expected = f"{columns} entries, one for each node of the layer"
        raise InputError("a row of the wrong length", tree.place, described(tree), expected)
    return tuple(entry(item, of(j)) for j, item in enumerate(listed, 1))


def count(tree: Tree, what: str, most: int) -> int:
    """A positive integer.

    Raises:
        InputError: if it is none, or larger than `most`.
    """
    written = leaf(tree, what).strip()
    if not re.fullmatch(r"[1-9]\d{0,8}", written, re.ASCII) or int(written) > most:
        expected = f"{what}, from 1 to {most:,}"
        raise InputError(f"not {what}", tree.place, described(tree), expected)
    return int(written)


def decimals(tree: Tree) -> int | None:
    """The places to which answers are asked for: `{decimals: 3}`; None for `exact`.

    Raises:
        InputError: if it is neither.
    """
    if isinstance(tree, Leaf):
        choice(tree, ("exact",))
        return None
    asked = checked_table(tree, ("decimals",))
    places = only(asked, ["decimals"])
    if places is None:
        raise InputError("a table without decimals", asked.place, expected="as in {decimals: 3}")
    return count(places, "a number of decimals", MOST_DECIMALS)


def choice(tree: Tree, allowed: Collection[str]) -> str:
    """One of some words.

    Raises:
        InputError: if it is another.
    """
    written = leaf(tree, "one of " + ", ".join(allowed)).strip()
    if written not in allowed:
        near = nearest(written, allowed)
        raise InputError(
            "not a choice here", tree.place, written, "one of " + ", ".join(allowed), near
        )
    return written


def leaf(tree: Tree, expected: str) -> str:
    """The text of a scalar.

    Raises:
        InputError: if there is a list, a table or nothing.
    """
    if not isinstance(tree, Leaf):
        raise InputError("not a single value", tree.place, described(tree), expected)
    return tree.text


def items(tree: Tree, expected: str) -> tuple[Tree, ...]:
    """The items of a list.

    Raises:
        InputError: if there is no list.
    """
    if not isinstance(tree, Items):
        raise InputError("not a list", tree.place, described(tree), expected)
    return tree.items


def inside(tree: Tree, folder: str) -> str:
    """The path of a file that a text names, which must not lead out of the folder.

    Raises:
        InputError: if it does.
    """
    name = leaf(tree, "the name of a file")
    if "\0" in name:
        raise InputError("not the name of a file", tree.place, name)
    path = os.path.realpath(os.path.join(folder, name))
    root = os.path.realpath(folder)
    if os.path.isabs(name) or os.path.commonpath([root, path]) != root:
        raise InputError(
            "a path that leads out of the folder", tree.place, name, f"a file below {folder}"
        )
    return path


def only(table: Table, keys: Iterable[str]) -> Tree | None:
    """The value of the first of the keys that is there; None where it is null or missing."""
    for key in keys:
        value = table.entries.get(key)
        if value is not None and not isinstance(value, Null):
            return value
    return None


def _symbol(name: str, place: Place) -> Quantity:
    if name.lower() in ("nan", "inf", "infinity"):
        raise InputError("not a finite number", place, name, EXPECTED)
    if name in RESERVED or name in ACTIVATIONS:
        raise InputError("a reserved word can't be a symbol", place, name, "another name")
    if _is_plain_name(name):
        raise InputError(
            "the name of another quantity can't be a symbol", place, name, "another name"
        )
    return symbol(name)


def _is_plain_name(name: str) -> bool:
    try:
        quantity_named(name)
    except InputError as error:
        return bool(error.near)  # a name with two readings is a quantity's all the same
    return True
