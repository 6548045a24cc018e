"""Breaking text so that it fits: formulas before a sign, prose between words; never a number."""

from __future__ import annotations

import re
from typing import NamedTuple

HARD_SPACE = "\N{NO-BREAK SPACE}"
"""Stands for a space inside a formula of a sentence."""


class Span(NamedTuple):
    """A piece of a row and its role: `heading`, `value`, `note`, `faint`, or none."""

    text: str
    role: str = ""


Row = tuple[Span, ...]


class _Break(NamedTuple):
    """A kind of place for a break: where, what stood there, and how deep in brackets at most."""

    pattern: str
    between: str
    deepest: int


_ANY = 1_000
_BREAKS = (
    _Break(r" (?=[+−-] )", " ", 0),
    _Break(r" (?=· )", " ", 0),
    _Break(r"(?=·)", "", 0),
    _Break(r"(?<=,) ", " ", _ANY),
    _Break(r" (?=[+−-] )", " ", _ANY),
    _Break(r" ", " ", _ANY),
    _Break(r"(?=·)", "", _ANY),
    _Break(r"(?<!\*)(?=\*(?!\*))", "", _ANY),
    _Break(r"(?<=\))(?=/\()", "", _ANY),
)
"""From the best place to the worst."""


def cells(text: str) -> int:
    """How many columns a text takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    from rich.cells import cell_len  # rich is for those who look at text

    return cell_len(text)


def broken_formula(text: str, room: int) -> list[str]:
    """The formula in pieces of at most `room` columns, as far as it has places for breaks."""
    return _broken(text, room, 0)


def broken_words(text: str, room: int) -> list[str]:
    """Prose in rows of at most `room` columns; its formulas have hard spaces inside."""
    tokens = [piece for word in text.split(" ") for piece in _parts_of_word(word, room)]
    return [row.replace(HARD_SPACE, " ").rstrip() for row in _packed(tokens, " ", room)]


def _parts_of_word(word: str, room: int) -> list[str]:
    if cells(word) <= room:
        return [word]
    return broken_formula(word.replace(HARD_SPACE, " "), room)


def _broken(text: str, room: int, level: int) -> list[str]:
    if cells(text) <= room or level == len(_BREAKS):
        return [text]
    rows: list[str] = []
    for part in _split(text, _BREAKS[level]):
        pieces = _broken(part, room, level + 1)
        # What has been broken itself has rows of its own: its neighbours do not share them.
        if len(pieces) > 1:
            rows += [*pieces, ""]
        else:
            rows = _added(rows, part, _BREAKS[level].between, room)
    return [row for row in rows if row]


def _split(text: str, kind: _Break) -> list[str]:
    """The text between the places of that kind."""
    found = [m for m in re.finditer(kind.pattern, text) if _depth(text, m.start()) <= kind.deepest]
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True) if start < end]


def _depth(text: str, at: int) -> int:
    """How many brackets are open before a place."""
    return text.count("(", 0, at) - text.count(")", 0, at)


def _packed(pieces: list[str], between: str, room: int) -> list[str]:
    """The pieces joined again, as many in a row as fit."""
    rows: list[str] = []
    for piece in pieces:
        rows = _added(rows, piece, between, room)
    return rows


def _added(rows: list[str], piece: str, between: str, room: int) -> list[str]:
    """The rows with a piece more, on the last one if it fits there."""
    if rows and rows[-1] and cells(rows[-1]) + cells(between) + cells(piece) <= room:
        return [*rows[:-1], rows[-1] + between + piece]
    return [*rows, piece]
