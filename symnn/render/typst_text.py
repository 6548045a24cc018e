"""Characters in Typst: the one place where text of people becomes text of Typst."""

from __future__ import annotations

import re
from collections.abc import Callable

_ESCAPED = {
    **{code: f"\\u{{{code:x}}}" for code in (*range(32), 127)},
    **dict.fromkeys(map(ord, "\t\n\r\v\f"), " "),
    **{ord(sign): f"\\{sign}" for sign in '\\"'},
}
_PLAIN = re.compile(r"(?:[a-zA-Z]|[0-9](?!\.)| (?! )|[,;:()?!](?![.\]])|\.(?!\.))+")
"""Text that means nothing else in markup; a number with a full stop would start a list."""
_NO_CHARACTER = re.compile("[\ud800-\udfff]")
_GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau"
    "|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
"""Symbols that are written with the letter they name, which has that name in Typst as well."""
_UP, _DOWN = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀⁿⁱᵗ", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₗₙ"
_RAISED = str.maketrans(_UP, "0123456789+-()Tnit")
_LOWERED = str.maketrans(_DOWN, "0123456789+-()ijkln")
_LETTERS = {"ℓ": "ell"}
_UPRIGHT = frozenset(["Aug", "det"])
"""Words that are functions."""
_SIGNS = {"‖": 'class("normal", ‖)', "…": "dots.h"}
_BARE = frozenset("+-=<>.:!?")
"""Signs of ASCII that mean in Typst's mathematics what they look like."""


def escape(text: str) -> str:
    r"""Text as a string of Typst, which is text wherever it stands: after `#`, in mathematics.

    >>> print(escape('#read("x") \\ $'))
    "#read(\"x\") \\ $"
    """
    whole = _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)
    return f'"{whole.translate(_ESCAPED)}"'


def prose(text: str) -> str:
    """Text as a piece of Typst's markup: as it is where it consists of plain words.

    >>> print(prose("Sample 1"), prose("By claim #1:"))
    Sample 1 #"By claim #1:";
    """
    return text if _PLAIN.fullmatch(text) else f"#{escape(text)};"


def script(mark: str, text: str) -> str:
    """Something raised (`^`) or lowered (`_`).

    >>> script("_", "11"), script("^", "-7")
    ('_11', '^(-7)')
    """
    bare = text.isascii() and (text.isdigit() or (len(text) == 1 and text.isalpha()))
    return mark + (text if bare or text == "ell" else f"({text})")


def letters(symbol: str) -> str:
    """A symbol in mathematics: its raised and lowered characters as such, words in one piece.

    >>> letters("w₀"), letters("w12"), letters("XᵀX"), letters("theta_1"), letters("rate")
    ('w_0', 'w_12', 'X^T X', 'theta_1', 'italic("rate")')
    """
    pieces: list[str] = []
    for match in _TOKENS.finditer(symbol):
        piece = _WRITTEN[str(match.lastgroup)](match[str(match.lastgroup)])
        attached = piece.startswith(("_", "^"))
        before = ("" if attached else " ") if pieces else ('""' if attached else "")
        pieces.append(before + piece)
    return "".join(pieces)


def _word(word: str) -> str:
    bare = word.rstrip()
    kind = "op" if bare in _UPRIGHT else "italic"
    written = bare if _GREEK.fullmatch(bare) else f"{kind}({escape(bare)})"
    return written + (" space" if bare != word else "")


def _sign(sign: str) -> str:
    if sign in _BARE or not sign.isascii():
        return sign
    return escape(sign) if not sign.isprintable() else f"\\{sign}"


_LETTER = rf"[^\W\d_{_UP}{_DOWN}]"
_TOKENS = re.compile(
    rf"(?P<raised>[{_UP}]+)|(?P<lowered>[{_DOWN}]+)|_(?P<below>[^\W_]+)"
    rf"|(?P<index>(?<={_LETTER})(?<!\de)\d+)|(?P<number>\d+(?:\.\d+)?)"
    rf"|(?P<word>{_LETTER}{{2,}}\s?)|(?P<letter>{_LETTER})|(?P<more>\.\.\.)|(?P<sign>\S)",
)
_WRITTEN: dict[str, Callable[[str], str]] = {
    "raised": lambda text: script("^", text.translate(_RAISED)),
    "lowered": lambda text: script("_", text.translate(_LOWERED)),
    "below": lambda text: script("_", letters(text)),
    "index": lambda text: script("_", text),
    "number": str,
    "word": _word,
    "letter": lambda text: _LETTERS.get(text, text),
    "more": lambda _: "dots.c",
    "sign": lambda sign: _SIGNS.get(sign) or _sign(sign),
}
"""By what a part of a symbol is."""
