"""All answers of one person: from a file laid out like a network file, or from a row of a CSV."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from symnn.errors import InputError, Place
from symnn.evaluate.exact import is_overall
from symnn.files import Items, Leaf, Null, Table, Tree, described, read, table
from symnn.marking.answers.clean import is_blank
from symnn.marking.answers.layout import Layout, layout
from symnn.marking.answers.read import read_answer
from symnn.marking.answers.typed import Answer
from symnn.network.model import Network
from symnn.notation.spellings import to_plain
from symnn.quantities import Quantity, plain_name

PERSON = (
    "id", "student id", "sid", "student", "matriculation number", "matrikelnummer", "username",
    "user", "login", "email", "e mail", "email address", "name", "full name", "first name",
    "last name", "surname", "given name", "family name", "section", "group", "version", "code",
    "timestamp", "date",
)  # fmt: skip
"""Keys and columns that say something about the person, those that say who it is first."""
_WHO = 15
"""How many of them say who it is."""
_ABOUT_THE_FILE = ("title", "course", "format", "network", "omitted", "agreement", "steps")
_SAMPLE = re.compile(r"[1-9][0-9]{0,6}")
_TABLES = {"risk": "", "step": "new_"}
"""Tables as in the JSON of `symnn solve`, with what stands before the names in them."""


@dataclass(frozen=True)
class Sheet:
    """What one person answered.

    Attributes:
        answers: by quantity as `net.canonical` names it, in the order of the file; what was left
            blank is not there. A quantity of a sample carries the sample's number only where the
            network has several.
        places: where each answer stands.
    """

    answers: dict[Quantity, Answer] = field(default_factory=dict)
    places: dict[Quantity, Place] = field(default_factory=dict)


def read_sheet(source: str | Tree, net: Network) -> Sheet:
    """The answers in a file: names with values, vectors and matrices, or the one row of a CSV.

    Args:
        source: the path of the file (`-` is stdin), or the tree that was read from it.
        net: the network that was asked about.

    Raises:
        InputError: for a name that the network has not, one that is answered twice, or a list of
            the wrong length; an answer that can't be read is no error, but an Unreadable.
    """
    tree = read(source) if isinstance(source, str) else source
    if isinstance(tree, Items) and all(isinstance(item, Table) for item in tree.items):
        if len(tree.items) != 1:
            expected = "the answers of one person: one row below the names"
            raise InputError("not the answers of one person", tree.place, _rows(tree), expected)
        tree = tree.items[0]
    return _Reader(net).sheet(table(tree))


def read_class(source: str | Tree, net: Network) -> list[tuple[str, Sheet]]:
    """The answers of a class: the id of each person with the sheet, in the order of the file.

    Args:
        source: the path of a CSV with one row a person and a column `id`, or its tree.
        net: the network that was asked about.

    Raises:
        InputError: as `read_sheet`; also for a person who is there twice, or has no id.
    """
    tree = read(source) if isinstance(source, str) else source
    if not isinstance(tree, Items):
        expected = "a CSV with one row a person"
        raise InputError("not the answers of a class", tree.place, described(tree), expected)
    people: dict[str, Sheet] = {}
    lines: dict[str, int] = {}
    reader = _Reader(net)
    for item in tree.items:
        row = table(item)
        who = _who(row)
        if who in people:
            expected = f"each person once, not again after line {lines[who]}"
            raise InputError("a person who is there twice", row.place, who, expected)
        people[who], lines[who] = reader.sheet(row), row.place.line
    return list(people.items())


def _who(row: Table) -> str:
    """The id of the person of a row."""
    known = {_word(key): key for key in row.entries}
    for word in PERSON[:_WHO]:
        if word in known:
            value = row.entries[known[word]]
            if not isinstance(value, Leaf):
                raise InputError("a row without an id", value.place)
            return value.text.strip()
    raise InputError("no column says who it is", row.place, expected="a column `id`")


def _rows(tree: Items) -> str:
    return f"{len(tree.items)} rows"


def _word(key: str) -> str:
    """A key as the tables above have it."""
    return " ".join(key.replace("_", " ").replace("-", " ").lower().split())


class _Reader:
    """Reads sheets of one network; what a key asks for is looked up once for all of them."""

    def __init__(self, net: Network) -> None:
        self.net = net
        self.several = len(net.data) > 1
        self.layouts: dict[tuple[str, int], tuple[Quantity | Layout, int]] = {}

    def sheet(self, entries: Table) -> Sheet:
        """The answers of one person."""
        sheet = Sheet()
        for key, value in entries.entries.items():
            if isinstance(value, Null) and (key == "samples" or key in _TABLES):
                continue
            if key == "samples" and isinstance(value, Items):
                self._samples(value, sheet)
            elif key in _TABLES and isinstance(value, Table):
                self._entries(value, sheet, 0, _TABLES[key])
            elif _word(key) not in PERSON and key not in _ABOUT_THE_FILE:
                self._entry(entries, key, sheet, 0, "")
        return sheet

    def _samples(self, listed: Items, sheet: Sheet) -> None:
        if len(listed.items) > len(self.net.data):
            expected = f"at most {len(self.net.data)}, one for each data point"
            raise InputError("too many samples", listed.place, described(listed), expected)
        for number, item in enumerate(listed.items, 1):
            if not isinstance(item, Null):
                self._entries(table(item), sheet, number, "")

    def _entries(self, entries: Table, sheet: Sheet, sample: int, prefix: str) -> None:
        for key in entries.entries:
            self._entry(entries, key, sheet, sample, prefix)

    def _entry(self, entries: Table, key: str, sheet: Sheet, sample: int, prefix: str) -> None:
        value = entries.entries[key]
        try:
            found, tag = self._asked(prefix + key, sample)
        except InputError as error:
            raise error.within(entries.place_of(key)) from None
        self._fill(found, value, tag, sheet)

    def _asked(self, key: str, sample: int) -> tuple[Quantity | Layout, int]:
        """What a key asks for, and of which sample."""
        if (key, sample) not in self.layouts:
            name, at, tag = to_plain(key).partition("@")
            if at and (not _SAMPLE.fullmatch(tag) or (sample and int(tag) != sample)):
                raise InputError("a sample that can't be meant", found=key, expected="as in z1_1@2")
            found = layout(self.net, name)
            self._check_sample(found, key, int(tag or sample))
            self.layouts[key, sample] = found, int(tag or sample) if self.several else 0
        return self.layouts[key, sample]

    def _check_sample(self, found: Quantity | Layout, key: str, sample: int) -> None:
        while isinstance(found, Layout):
            found = found.parts[0]
        count = len(self.net.data)
        if sample > count:
            what = f"there is no sample {sample}: the network has {count}"
            raise InputError(what, found=key)
        if _belongs_to_all(found):
            if sample:
                raise InputError(
                    "a quantity of all samples together", found=key, expected=key.partition("@")[0]
                )
        elif self.several and not sample:
            expected = f"{key}@1 ... {key}@{count}, or a list `samples:` with a table for each"
            what = f"of which of the {count} samples is not said"
            raise InputError(what, found=key, expected=expected)

    def _fill(self, asked: Quantity | Layout, value: Tree, sample: int, sheet: Sheet) -> None:
        if isinstance(value, Null) or (isinstance(value, Leaf) and is_blank(value.text)):
            return
        if isinstance(asked, Layout):
            for part, item in zip(asked.parts, _items(asked, value), strict=True):
                self._fill(part, item, sample, sheet)
            return
        if isinstance(value, Items) and len(value.items) == 1:
            value = value.items[0]  # the only output, as a list of one
        if not isinstance(value, Leaf):
            raise InputError(
                "not a single value", value.place, described(value), f"one value for {asked}"
            )
        quantity = asked if _belongs_to_all(asked) else asked.at(sample)
        if quantity in sheet.answers:
            before = sheet.places[quantity]
            expected = f"each quantity once; this one stands at {before} too"
            raise InputError(f"{quantity} is answered twice", value.place, value.text, expected)
        sheet.answers[quantity] = read_answer(value.text, self.net, of=quantity)
        sheet.places[quantity] = value.place


def _belongs_to_all(quantity: Quantity) -> bool:
    """Whether no data point changes the quantity: a parameter, or one of the whole data."""
    return is_overall(quantity) or (quantity.kind in ("W", "b", "symbol") and not quantity.of)


def _items(asked: Layout, value: Tree) -> tuple[Tree, ...]:
    """The entries of a list, as many as there have to be."""
    wanted = len(asked.parts)
    if isinstance(value, Leaf) and wanted == 1:
        return (value,)
    expected = f"{wanted} {'entry' if wanted == 1 else 'entries'}, one for each {asked.what}"
    if not isinstance(value, Items):
        if isinstance(value, Leaf):
            expected += f", or one key for each: {_first(asked)} ..."
        raise InputError("not a list", value.place, described(value), expected)
    if len(value.items) != wanted:
        if _is_transposed(asked, value):
            expected += "; this one looks transposed"
        raise InputError("a list of the wrong length", value.place, described(value), expected)
    return value.items


def _is_transposed(asked: Layout, value: Items) -> bool:
    """Whether the rows of a matrix are as long as its columns should be, and as many."""
    row = asked.parts[0]
    return (
        isinstance(row, Layout)
        and len(value.items) == len(row.parts)
        and all(isinstance(i, Items) and len(i.items) == len(asked.parts) for i in value.items)
    )


def _first(asked: Quantity | Layout) -> str:
    while isinstance(asked, Layout):
        asked = asked.parts[0]
    return plain_name(asked)
