"""Rosters: the students of a class, from a CSV file with the columns `id, name, ...`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from unicodedata import category, normalize

from symnn.errors import InputError, Place, nearest
from symnn.files.read import read_text

MOST_STUDENTS = 5_000
LONGEST_FIELD = 200
COLUMNS = ("id", "name")
"""The columns that a roster must have; what others say is not looked at."""
SEPARATORS = ",;\t"

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,58}[A-Za-z0-9_@+-]|[A-Za-z0-9]", re.ASCII)
"""Ids that are names of folders on every system: no `~`, and no dot at either end."""
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|key|manifest)(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, and those of our own files beside the folders."""
_STRANGE = re.compile(r"[^A-Za-z0-9]+", re.ASCII)


@dataclass(frozen=True)
class Student:
    """A student of a roster.

    Args:
        id: what the student's draws are keyed by.
        name: the name on the sheet; may be empty.
        place: the line of the roster.
    """

    id: str
    name: str
    place: Place

    @property
    def folder(self) -> str:
        """The name of the student's folder: the id, or what is left of it and a hash.

        No two ids of a roster have the same one, on no file system, and none leads elsewhere.

        >>> Student("A123", "", Place()).folder, Student("../b c", "", Place()).folder
        ('A123', 'b-c~dfb10b054275c29e')
        """
        if _SAFE.fullmatch(self.id) and not _TAKEN.fullmatch(self.id):
            return self.id
        like = _STRANGE.sub("-", self.id)[:30].strip("-")
        return f"{like}~{sha256(self.id.encode()).hexdigest()[:16]}"


def read_roster(path: str) -> tuple[Student, ...]:
    """The students of a roster file; `-` is stdin.

    Raises:
        InputError: if it can't be read or used, with the line.
    """
    return roster(read_text(path), path)


def roster(text: str, file: str) -> tuple[Student, ...]:
    """The students of a roster.

    Args:
        text: CSV with a header; the separator is the comma, the semicolon or the tab.
        file: the name for messages.

    Raises:
        InputError: for a column that is missing, a line with more or fewer fields than the header,
            an id that is empty or stands there twice, and too many students.
    """
    rows = _rows(text, file)
    place, header = next(rows, (Place(file), []))
    columns = _columns(header, place)
    students: list[Student] = []
    first: dict[str, Student] = {}
    for place, row in rows:
        if len(row) != len(header):
            found, expected = f"{len(row)} fields", f"{len(header)}, as many as the header has"
            raise InputError("a line that does not fit the header", place, found, expected)
        identity, name = (_field(row[columns[column]], column, place) for column in COLUMNS)
        student = Student(identity, name, place)
        _check(student, first.setdefault(_compared(student.id), student))
        students.append(student)
        if len(students) > MOST_STUDENTS:
            raise InputError("too many students", place, expected=f"at most {MOST_STUDENTS:,}")
    if not students:
        raise InputError("a roster without students", Place(file), expected="a line for each")
    return tuple(students)


def _rows(text: str, file: str) -> Iterator[tuple[Place, list[str]]]:
    """The lines that have something in them, each with the place where it begins."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=header.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise InputError(f"not a line of CSV: {error}", Place(file, line)) from None
        if row is None:
            return
        if any(field.strip() for field in row):
            yield Place(file, line), row
        line = reader.line_num + 1


def _columns(header: Sequence[str], place: Place) -> Mapping[str, int]:
    """Where the columns are that we need."""
    names = [name.strip().lower() for name in header]
    for name in COLUMNS:
        if names.count(name) != 1:
            what = "two columns" if name in names else "no column"
            raise InputError(
                f"a roster with {what} `{name}`",
                place,
                found=", ".join(header) or "an empty file",
                expected="a header such as id,name",
                near=() if name in names else nearest(name, names),
            )
    return {name: names.index(name) for name in COLUMNS}


def _field(text: str, column: str, place: Place) -> str:
    """A field with single spaces, of characters that can stand on a sheet."""
    words = " ".join(text.split())
    place = place.at(column)
    if len(words) > LONGEST_FIELD:
        raise InputError(
            "a text that is too long", place, words, f"at most {LONGEST_FIELD} characters"
        )
    bad = next((c for c in words if category(c) in ("Cc", "Cs", "Co", "Cn")), None)
    if bad is not None:
        raise InputError("a character that can't be printed", place, f"U+{ord(bad):04X}")
    return words


def _compared(identity: str) -> str:
    """What of an id counts when two are compared: file systems do not tell more apart."""
    return normalize("NFKC", normalize("NFKC", identity).casefold())


def _check(student: Student, first: Student) -> None:
    place = student.place.at("id")
    if not student.id:
        raise InputError("a student without an id", place, expected="an id for each")
    if first is not student:
        same = "" if first.id == student.id else f" ({first.id}, but for small and capital letters)"
        expected = f"each id once, not again after line {first.place.line}{same}"
        raise InputError("an id that stands here twice", place, student.id, expected)
