"""CSV: a list of tables, one a row, under the names of the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from symnn.errors import InputError, Place
from symnn.files.bounds import MAX_TEXT, check_count, check_key, leaf
from symnn.files.tree import Items, Null, Spot, Table, Tree

_SEPARATORS = ",;\t"
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SAID = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
"""What some spreadsheets write into the first line."""


def parse(text: str, file: str) -> Tree:
    """The rows of a CSV text, a Table each; an empty cell is a Null, an empty row is none.

    The separator is the comma, semicolon or tab that the first line has most of.

    Raises:
        InputError: if a row has more cells than there are columns, a column stands there twice or
            has no name, or the text is beyond a bound.
    """
    said = _SAID.match(text)
    body = text[said.end() :] if said else text
    separator = said[1] if said else _separator(body)
    rows = _rows(body, separator, file, 1 if said else 0)
    first, header = next(rows, (1, []))
    names = _names(header, first, file)
    top = Spot(first, "", file)
    count = 0
    tables = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        count += len(names)
        check_count(count, Spot(line, "", file))
        tables.append(_table(cells, names, line, top))
    return Items(top, tuple(tables))


def _separator(text: str) -> str:
    header = _QUOTED.sub("", text.split("\n", 1)[0])
    return max(_SEPARATORS, key=lambda character: (header.count(character), character == ","))


def _rows(text: str, separator: str, file: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    """The cells of every row, with the line in which it begins."""
    csv.field_size_limit(max(csv.field_size_limit(), MAX_TEXT * 10))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            place = Place(file, reader.line_num + skipped)
            raise InputError(
                f"not CSV: {error}", place, expected="cells in quotes closed"
            ) from error
        if cells is None:
            return
        yield line + skipped, cells
        line = reader.line_num + 1


def _names(header: list[str], line: int, file: str) -> list[str]:
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    lines: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        if not name:
            expected = "a name in every column of the first line"
            raise InputError(f"column {number} has no name", Place(file, line), expected=expected)
        check_key(name, Spot(line, name, file), lines)
        lines[name] = 0
    if not names:
        raise InputError("no columns", Place(file, line), expected="names in the first line")
    return names


def _table(cells: list[str], names: list[str], line: int, top: Spot) -> Table:
    row = Spot(line, "", top.inside)
    beyond = [cell for cell in cells[len(names) :] if cell.strip()]
    if beyond:
        expected = f"at most {len(names)} cells; a text with a separator in it stands in quotes"
        raise InputError("a row with more cells than columns", row.place, beyond[0], expected)
    entries: dict[str, Tree] = {}
    for name, cell in zip(names, [*cells, *[""] * len(names)], strict=False):
        spot = Spot(line, name, row)
        entries[name] = leaf(cell, spot, quoted=False) if cell.strip() else Null(spot)
    return Table(row, entries, dict.fromkeys(names, top.line))
