"""How wide a formula will be, about, and where it can be broken: TeX itself breaks no display."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

SCRIPT = 0.72
"""The size of indices and exponents."""
AFTER_SCRIPT = 0.06
BETWEEN_COLUMNS = 0.95
"""Between two columns of a matrix."""
BRACKETS = 1.8
"""Those of a matrix, and what is beside them."""
ROOM_OF_SIGN = 0.44
"""Around a sign between two terms."""
AROUND = 0.6
"""What is beside the brackets alone."""
_ROW_END = re.compile(r"\\\\(?:\[[^]]*\])?")
_TOKEN = re.compile(r"\\[A-Za-z]+ ?|\\.|.", re.DOTALL)
_COMMANDS = {
    r"\cdot": 0.75, r"\approx": 1.4, r"\,": 0.17, r"\sum": 1.6, r"\left": 0.2, r"\right": 0.2,
    r"\dots": 1.2, r"\partial": 0.56, r"\exp": 1.6, r"\ln": 0.95, r"\tanh": 2.2, r"\sin": 1.35,
    r"\cos": 1.5, r"\quad": 1.0, r"\qquad": 2.0, r"\sqrt": 0.9, r"\lvert": 0.28, r"\rvert": 0.28,
    r"\leftarrow": 1.6, r"\leftrightarrow": 1.6, r"\text": 0.0, r"\operatorname": 0.2,
    r"\mathrm": 0.0, r"\vec": 0.0, r"\Vert": 0.5, r"\mid": 0.9, r"\odot": 1.2,
}  # fmt: skip
_CHARACTERS = {
    **dict.fromkeys("+-", 1.22), **dict.fromkeys("=<>", 1.36), **dict.fromkeys("()[]", 0.39),
    **dict.fromkeys(".:;'!|", 0.3), ",": 0.45, **dict.fromkeys("WM", 1.08),
    **dict.fromkeys("Hmw", 0.92),
    **dict.fromkeys("0123456789", 0.51), **dict.fromkeys("ijlt", 0.42),
    **dict.fromkeys(" &}", 0.0),
}  # fmt: skip
_OTHER = 0.56
_WORD_SPACE = 0.34
_TEXTUAL = (r"\text", r"\operatorname", r"\mathrm")


def width(formula: str) -> float:
    """The width of a formula in em, rather too large than too small."""
    return _Measure(_TOKEN.findall(formula)).all()


def _upright(letter: str) -> float:
    return 0.76 if letter.isupper() else 0.48


def _cell_width(cell: str) -> float:
    """The width of an entry: the sign that it begins with has no room around it."""
    return width(cell) - (ROOM_OF_SIGN if cell.strip().startswith("-") else 0)


@dataclass
class _Measure:
    """A walk over the signs of a formula."""

    tokens: list[str]
    at: int = 0

    def all(self) -> float:
        total = 0.0
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            token = self._next()
            if token in ("_", "^"):
                total += self._scripts(token)
            elif token == r"\frac":
                total += 0.25 + max(self._group(), self._group())
            elif token == r"\begin":
                total += self._matrix()
            elif token in _TEXTUAL:
                total += _COMMANDS[token] + self._words()
            elif token == "{":
                total += self.all()
                self._next()
            else:
                total += _COMMANDS.get(token) or _CHARACTERS.get(token, _OTHER)
        return total

    def _next(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1].strip() or " " if self.at <= len(self.tokens) else "}"

    def _group(self) -> float:
        if self._peek() == "{":
            self._next()
            inside = self.all()
            self._next()
            return inside
        token = self._next()
        return _COMMANDS.get(token) or _CHARACTERS.get(token, _OTHER)

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _matrix(self) -> float:
        """An array: every column as wide as its widest cell."""
        self._group()
        self._group()
        start = self.at
        while self.at < len(self.tokens) and self._next() != r"\end":
            pass
        rows = _ROW_END.split("".join(self.tokens[start : self.at - 1]))
        self._group()
        columns = zip_longest(*(row.split("&") for row in rows), fillvalue="")
        widths = [max(map(_cell_width, column)) for column in columns]
        return sum(widths) + BETWEEN_COLUMNS * (len(widths) - 1) + AROUND

    def _scripts(self, first: str) -> float:
        """A subscript and a superscript stand one above the other."""
        widest = self._group()
        if self._peek() in ("_", "^") and self._peek() != first:
            self._next()
            widest = max(widest, self._group())
        return SCRIPT * widest + AFTER_SCRIPT

    def _words(self) -> float:
        """Upright text, whose spaces count."""
        self._next()
        total, depth = 0.0, 1
        while depth and self.at < len(self.tokens):
            token = self._next()
            depth += (token == "{") - (token == "}")
            total += _WORD_SPACE if token == " " else 0.0 if token in "{}" else _upright(token)
        return total


@dataclass(frozen=True)
class _Place:
    """A kind of place for a break, and how deep in round brackets at most."""

    pattern: re.Pattern[str]
    deepest: int


_ANY = 1_000
_PLACES = (
    _Place(re.compile(r" (?=[+-] )"), 0),
    _Place(re.compile(r" (?=\\cdot (?!10\^))|(?<=\\,) "), 0),
    _Place(re.compile(r"(?<=,) "), _ANY),
    _Place(re.compile(r" (?=[+-] )"), _ANY),
    _Place(re.compile(r" (?=\\cdot (?!10\^))|(?<=\\,) "), _ANY),
)
"""From the best place to the worst."""
_LEFT, _RIGHT = re.compile(r"\\left[(\[|\\]"), re.compile(r"\\right[)\]|\\]")


def broken(formula: str, room: float) -> list[str]:
    """The formula in rows that are at most `room` wide, as far as it has places for breaks."""
    return list(_balanced(_broken(formula, room, 0)))


def _broken(formula: str, room: float, level: int) -> list[str]:
    if width(formula) <= room or level == len(_PLACES):
        return [formula]
    parts = _split(formula, _PLACES[level])
    rows = _packed(parts, room)
    if len(rows) > 2:  # a first row much longer than the others would look like an accident
        even = _packed(parts, max(map(width, rows[1:])))
        rows = even if len(even) <= len(rows) + 1 else rows
    return [row for part in rows for row in _broken(part, room, level + 1)]


def _packed(parts: list[str], room: float) -> list[str]:
    """The parts joined again, as many in a row as fit."""
    rows: list[str] = []
    for part in parts:
        if rows and width(f"{rows[-1]} {part}") <= room:
            rows[-1] = f"{rows[-1]} {part}"
        else:
            rows.append(part)
    return rows


def _split(formula: str, place: _Place) -> list[str]:
    """The formula between the places of that kind, which are never inside braces."""
    found = [m for m in place.pattern.finditer(formula) if _is_open(formula, m.start(), place)]
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(formula)]
    return [formula[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _is_open(formula: str, at: int, place: _Place) -> bool:
    braces = formula.count("{", 0, at) - formula.count("}", 0, at)
    brackets = formula.count("(", 0, at) - formula.count(")", 0, at)
    matrices = formula.count(r"\begin", 0, at) - formula.count(r"\end", 0, at)
    return not braces and not matrices and brackets <= place.deepest


def _balanced(rows: list[str]) -> Iterator[str]:
    """The rows, with an invisible bracket where one that grows is open at the end of a row."""
    depth = 0
    for row in rows:
        before, depth = depth, depth + len(_LEFT.findall(row)) - len(_RIGHT.findall(row))
        yield r"\left." * before + row + r"\right." * depth
