"""Python's own values, as the JSON and TOML readers of the standard library give them, to a tree.

Those readers build from the inside out, when nobody knows yet where a value stands; so they only
keep the texts, and the tree is grown afterwards from the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from symnn.errors import InputError
from symnn.files.bounds import check_count, check_depth, check_key, leaf
from symnn.files.tree import Items, Null, Spot, Table, Tree


class Bare(str):
    """The text of a scalar that stood in the file without quotes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """The keys and values of an object in their order, a key that stands twice included."""

    pairs: list[tuple[str, object]]


def grow(value: object, file: str, lines: Iterator[int]) -> Tree:
    """The tree of a value.

    Args:
        value: None, texts (`Bare` or quoted), bools, integers, lists, dicts and `Pairs`.
        file: the name of the file, for messages.
        lines: the lines of all keys and values, in the order of the file.

    Raises:
        InputError: if the value is beyond a bound, has a key twice, or holds anything else.
    """
    return _Grower(lines).tree(value, "", file, 1)


class _Grower:
    def __init__(self, lines: Iterator[int]) -> None:
        self._lines = lines
        self._count = 0

    def tree(self, value: object, step: str | int, inside: Spot | str, depth: int) -> Tree:
        spot = self._next(step, inside)
        match value:
            case str():
                return leaf(value, spot, not isinstance(value, Bare))
            case None:
                return Null(spot)
            case list():
                return self._items(value, spot, depth)
            case Pairs(pairs=pairs):
                return self._table(pairs, spot, depth)
            case dict():
                return self._table(value.items(), spot, depth)
            case bool():
                return leaf("true" if value else "false", spot, quoted=False)
            case int():
                return leaf(_digits(value, spot), spot, quoted=False)
        expected = "a number, a text in quotes, true or false"
        raise InputError("a date or time", spot.place, str(value), expected)

    def _next(self, step: str | int, inside: Spot | str) -> Spot:
        spot = Spot(next(self._lines), step, inside)
        self._count += 1
        check_count(self._count, spot)
        return spot

    def _items(self, values: list[object], spot: Spot, depth: int) -> Items:
        check_depth(depth, spot)
        trees = (self.tree(value, i, spot, depth + 1) for i, value in enumerate(values, 1))
        return Items(spot, tuple(trees))

    def _table(self, pairs: Iterable[tuple[str, object]], spot: Spot, depth: int) -> Table:
        check_depth(depth, spot)
        entries: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        for key, value in pairs:
            key_spot = self._next(key, spot)
            check_key(key, key_spot, lines)
            lines[key] = key_spot.line
            entries[key] = self.tree(value, key, spot, depth + 1)
        return Table(spot, entries, lines)


def _digits(value: int, spot: Spot) -> str:
    try:
        return str(value)
    except ValueError as error:  # Python writes no more than some thousand digits
        raise InputError(
            "an integer that is too long", spot.place, hex(value), "its digits in quotes"
        ) from error
