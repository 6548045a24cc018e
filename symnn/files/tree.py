"""The tree that every file format becomes: texts, nulls, lists and tables, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from symnn.errors import Place, shortened


@dataclass(frozen=True, slots=True)
class Spot:
    """A place whose key path is spelled out only when somebody asks: most are never asked for.

    Args:
        line: the line in the file, from 1; 0 where the format does not tell.
        step: the last step of the path: a key of a table, or a number in a list, from 1.
        inside: where that table or list stands; at the top of a file, the file's name.
    """

    line: int
    step: str | int
    inside: Spot | str

    @property
    def place(self) -> Place:
        """File, line and key path, counted from 1: `W[1][2][3]`, `data[2].x[1]`."""
        path = ""
        at = self
        while isinstance(at.inside, Spot):
            path = _spelled(at.step) + path
            at = at.inside
        return Place(at.inside, self.line, path.removeprefix("."))


def _spelled(step: str | int) -> str:
    return f"[{step}]" if isinstance(step, int) else f".{shortened(step)}"


@dataclass(frozen=True, slots=True)
class Node:
    """What all nodes have. Nodes are equal where their texts are, wherever they stand."""

    spot: Spot = field(compare=False, repr=False)

    @property
    def place(self) -> Place:
        """File, line and key path of this node, for messages."""
        return self.spot.place


@dataclass(frozen=True, slots=True)
class Leaf(Node):
    """A scalar, as the text that stands in the file: `0.05`, `1:30`, `yes`.

    Args:
        text: the text, without its quotes.
        quoted: whether it stood in quotes (or in a block of YAML); not part of equality.
    """

    text: str
    quoted: bool = field(compare=False, default=False)


@dataclass(frozen=True, slots=True)
class Null(Node):
    """Nothing on purpose: `null`, or in YAML also `~` or no value at all."""


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list."""

    items: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """Keys with values, in the order of the file.

    Args:
        entries: the values by key.
        lines: the line of each key, which need not be its value's.
    """

    entries: Mapping[str, Tree]
    lines: Mapping[str, int] = field(compare=False, repr=False)

    def place_of(self, key: str) -> Place:
        """Where the key itself stands.

        Raises:
            KeyError: if there is no such key.
        """
        return Spot(self.lines[key], key, self.spot).place


Tree: TypeAlias = Leaf | Null | Items | Table
