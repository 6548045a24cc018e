"""YAML: a tree from the parser's events, so that no scalar is ever taken for anything but text."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from symnn.errors import InputError, Place
from symnn.files.bounds import check_count, check_depth, check_key, leaf
from symnn.files.tree import Items, Leaf, Null, Spot, Table, Tree
from symnn.files.yaml_events import events, line

_NULLS = {"", "~", "null", "Null", "NULL"}


def parse(text: str, file: str) -> Tree:
    """The tree of a YAML text.

    Raises:
        InputError: if it is not YAML, is beyond a bound, has a key twice, or uses what only
            programs need: anchors and aliases, tags, merge keys, several documents.
    """
    stream = events(text, file)
    for event in stream:
        if isinstance(event, yaml.DocumentStartEvent):
            tree = _Builder(stream).tree(next(stream), "", file, 1)
            _refuse_second_document(stream, file)
            return tree
    raise InputError("nothing but comments", Place(file), expected="keys with values")


class _Builder:
    """Takes the events of one document and makes the nodes, from the top down."""

    def __init__(self, stream: Iterator[yaml.Event]) -> None:
        self._stream = stream
        self._count = 0

    def tree(self, event: yaml.Event, step: str | int, inside: Spot | str, depth: int) -> Tree:
        spot = Spot(line(event), step, inside)
        self._admit(event, spot)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, spot)
        check_depth(depth, spot)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(spot, depth)
        return self._table(spot, depth)

    def _admit(self, event: yaml.Event, spot: Spot) -> None:
        self._count += 1
        check_count(self._count, spot)
        _refuse_machinery(event, spot)

    def _items(self, spot: Spot, depth: int) -> Items:
        inner = self._until(yaml.SequenceEndEvent)
        trees = (self.tree(event, i, spot, depth + 1) for i, event in enumerate(inner, 1))
        return Items(spot, tuple(trees))

    def _table(self, spot: Spot, depth: int) -> Table:
        entries: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        for event in self._until(yaml.MappingEndEvent):
            self._admit(event, Spot(line(event), spot.step, spot.inside))
            key = _key(event, spot, lines)
            lines[key] = line(event)
            entries[key] = self.tree(next(self._stream), key, spot, depth + 1)
        return Table(spot, entries, lines)

    def _until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        for event in self._stream:
            if isinstance(event, end):
                return
            yield event


def _scalar(event: yaml.ScalarEvent, spot: Spot) -> Leaf | Null:
    if not event.style and event.value in _NULLS:
        return Null(spot)
    return leaf(event.value, spot, quoted=bool(event.style))


def _key(event: yaml.Event, table: Spot, lines: dict[str, int]) -> str:
    """The key of that event, which stands in `table` after the keys in `lines`."""
    if not isinstance(event, yaml.ScalarEvent) or not (event.value or event.style):
        place = Spot(line(event), table.step, table.inside).place
        expected = 'a name before each colon; an unknown is null, or "?" in quotes'
        raise InputError("a key that is not a text", place, expected=expected)
    spot = Spot(line(event), event.value, table)
    if event.value == "<<" and not event.style:
        raise InputError("a merge key", spot.place, event.value, "the keys themselves, written out")
    check_key(event.value, spot, lines)
    return event.value


def _refuse_machinery(event: yaml.Event, spot: Spot) -> None:
    expected = "the value itself; in quotes, if it is a text that begins so"
    if isinstance(event, yaml.AliasEvent):
        raise InputError("an alias", spot.place, f"*{event.anchor}", expected)
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        raise InputError("an anchor", spot.place, f"&{event.anchor}", expected)
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
        raise InputError("a tag", spot.place, event.tag, expected)


def _refuse_second_document(stream: Iterator[yaml.Event], file: str) -> None:
    for event in stream:
        if isinstance(event, yaml.DocumentStartEvent):
            place = Place(file, line(event))
            raise InputError("a second document", place, "---", "one document in a file")
