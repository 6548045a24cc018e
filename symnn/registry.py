"""Open sets are tables: one registry type for activations, losses, rules, notations, formats.

An entry is any value with a `name` and a `summary`. Packages add entries of their own under
an entry-point group (`symnn.activations`, `symnn.losses`, ...); they are looked up when a name
is not among ours, or when all names are listed, so that a start costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from symnn.errors import InputError, nearest


class Named(Protocol):
    """What an entry of a registry has to have."""

    @property
    def name(self) -> str:
        """The name it is asked for by."""

    @property
    def summary(self) -> str:
        """One line that says what it is."""


T = TypeVar("T", bound=Named)


class Registry(Generic[T]):
    """A table of named things of one sort, open to other packages.

    Args:
        sort: what an entry is called in messages, such as `activation`.
        group: the entry-point group in which other packages announce entries.
    """

    def __init__(self, sort: str, group: str) -> None:
        self.sort = sort
        self.group = group
        self._entries: dict[str, T] = {}
        self._complete = False

    def add(self, *entries: T) -> None:
        """Put entries into the table.

        Raises:
            InputError: if a name is taken already.
        """
        for entry in entries:
            if entry.name in self._entries:
                raise InputError(f"there is an {self.sort} named {entry.name!r} already")
            self._entries[entry.name] = entry

    def __getitem__(self, name: str) -> T:
        """The entry of that name.

        Raises:
            InputError: if there is none, with the nearest names.
        """
        if name not in self._entries:
            self._load_announced()
        if name not in self._entries:
            raise InputError(
                f"unknown {self.sort}",
                found=name,
                expected="one of " + ", ".join(self._entries),
                near=nearest(name, self._entries),
            )
        return self._entries[name]

    def __contains__(self, name: str) -> bool:
        return name in self._entries or name in [entry.name for entry in self]

    def __iter__(self) -> Iterator[T]:
        """All entries: ours in the order of their making, then those of other packages."""
        self._load_announced()
        return iter(list(self._entries.values()))

    def _load_announced(self) -> None:
        if self._complete:
            return
        self._complete = True
        from importlib.metadata import entry_points  # a fifth of a start-up: only when asked for

        for point in sorted(entry_points(group=self.group), key=lambda p: p.name):
            if point.name not in self._entries:
                self.add(point.load())
