"""Characters that look or mean the same become one, each in its own place.

Every character is replaced by exactly one, so that a place in the folded text is the same place in
what the person typed. Raised and lowered digits and ½ stay: they mean more than 1 and 2.
"""

from __future__ import annotations

import unicodedata

TIMES = "·"
"""What signs of multiplication become, but for the asterisk, of which two are a power."""
ABOUT = "≈"

_SAME = {
    **dict.fromkeys("−–—‐‑‒―﹣⁃", "-"),
    **dict.fromkeys("×⋅∙•∗⨯✕✖‧ꞏ\N{INVISIBLE TIMES}", TIMES),
    **dict.fromkeys("÷⁄∕⟋", "/"),
    **dict.fromkeys("′’‘´ʹʼ\N{ARABIC THOUSANDS SEPARATOR}", "'"),
    **dict.fromkeys("≈≃≅≐∼≒", ABOUT),
    "\N{ARABIC DECIMAL SEPARATOR}": ".",
    "\N{INVISIBLE PLUS}": "+",
    "\t": " ",
    "\n": " ",
    "\r": " ",
}
_FORMS = ("<font>", "<wide>", "<narrow>", "<small>", "<noBreak>", "<compat>")
"""The kinds of a character that is another one in other clothes."""


class _Folding(dict[int, str]):
    """What a character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _folded(chr(code))
        return self[code]


_TABLE = _Folding({ord(character): same for character, same in _SAME.items()})


def folded(text: str) -> str:
    """The text with one sign for signs that mean the same; as long as before.

    >>> folded("３−½ × 𝑒")
    '3-½ · e'
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_TABLE)


def _folded(character: str) -> str:
    if character.isascii():
        return character
    if character.isspace() or unicodedata.category(character) == "Cf":
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if unicodedata.decomposition(character).startswith(_FORMS):
        plain = unicodedata.normalize("NFKC", character)
        return _TABLE[ord(plain)] if len(plain) == 1 and plain != character else character
    return character


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)
