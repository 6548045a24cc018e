"""Networks from Python values, checked by the same reader as files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from symnn.errors import InputError, Place
from symnn.files import Items, Leaf, Null, Spot, Table, Tree
from symnn.network.model import Network
from symnn.network.reader import read_network

_WIDTH = re.compile(r"[1-9]\d{0,6}", re.ASCII)


def network(layers: Sequence[int | None] | None = None, **keys: Any) -> Network:
    """A network from Python values, under the keys of a network file.

    Numbers may be integers, fractions, decimals, strings, or floats, which count as the decimal
    that Python prints for them; vectors and matrices may be lists or arrays.

    >>> network([2, 1], W=[[[1], [0.5]]], x=[3, "1/3"]).parameters
    2

    Raises:
        InputError: for anything that is no network, with its key.
    """
    told = {**({} if layers is None else {"layers": layers}), **keys}
    return read_network(tree_of(told))


def shape(
    widths: Sequence[int], activation: str = "g", output_activation: str = "linear", **keys: Any
) -> Network:
    """A network of which only the shape is known, to be looked at in symbols.

    >>> shape([2, 3, 1]).parameters
    13

    Raises:
        InputError: if the widths or the activation can't be used.
    """
    return network(widths, activation=activation, output_activation=output_activation, **keys)


def widths_from(text: str) -> list[int]:
    """The widths that a text such as `2,3,1` says.

    Raises:
        InputError: if it says none.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(text) > 1000 or len(parts) < 2 or not all(_WIDTH.fullmatch(part) for part in parts):
        expected = "the widths n_0,...,n_L of at least two layers, as in 2,3,1"
        raise InputError("not the shape of a network", found=text, expected=expected)
    return [int(part) for part in parts]


def tree_of(value: object, spot: Spot | None = None) -> Tree:
    """The tree that a file with this value would have.

    Args:
        value: a value of Python.
        spot: where it stands in a larger one; None for the whole.

    Raises:
        InputError: for a value that no file could hold.
    """
    spot = spot or Spot(0, "", "")
    if value is None:
        return Null(spot)
    if isinstance(value, bool):
        return Leaf(spot, str(value).lower())
    if isinstance(value, (int, float, str, Fraction)) or hasattr(value, "as_integer_ratio"):
        return Leaf(spot, str(value))
    if isinstance(value, Mapping):
        entries = {str(key): tree_of(item, Spot(0, str(key), spot)) for key, item in value.items()}
        return Table(spot, entries, dict.fromkeys(entries, 0))
    if hasattr(value, "tolist"):
        return tree_of(value.tolist(), spot)
    if isinstance(value, Sequence):
        listed = [tree_of(item, Spot(0, k, spot)) for k, item in enumerate(value, 1)]
        return Items(spot, tuple(listed))
    raise InputError("a value that can't be used", Place(key=spot.place.key), repr(value))
