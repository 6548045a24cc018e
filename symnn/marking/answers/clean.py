"""What stands around an answer and means nothing: dollar signs, `≈`, the full stop at the end.

It is replaced by spaces, so that every place in the text stays the place where the person typed it.
"""

from __future__ import annotations

import re

from symnn.expressions.characters import folded

_WRAPPERS = (
    re.compile(r"(\s*\$\$)(.*)(\$\$\s*)", re.DOTALL),
    re.compile(r"(\s*\$)(.*)(\$\s*)", re.DOTALL),
    re.compile(r"(\s*\\\()(.*)(\\\)\s*)", re.DOTALL),
    re.compile(r"(\s*\\\[)(.*)(\\\]\s*)", re.DOTALL),
    re.compile(r"(\s*\\(?:text|mathrm) ?\{)([^{}]*)(\}\s*)", re.DOTALL),
    re.compile(r"""(\s*["'])(.*)(["']\s*)""", re.DOTALL),
)
_LEADING = re.compile(r"\s*(?:[=≈~']|\\approx(?![A-Za-z])|\\(?:displaystyle|,|;|:|!| ))")
_LATEX_SPACE = re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])")
_FULL_STOP = re.compile(r"(?<=[0-9)}])\s*\.\s*$")
_BLANK = re.compile(r"[\s?_…]*|[-–—−/.]+|n/?a", re.IGNORECASE)


def is_blank(text: str) -> bool:
    """Whether nothing was answered: no text, `?`, a dash alone, `n/a`.

    >>> [is_blank(text) for text in ("", " ? ", "—", "...", "n/a", "0")]
    [True, True, True, True, True, False]
    """
    return bool(_BLANK.fullmatch(text.strip()))


def cleaned(text: str) -> str:
    r"""The text folded, and with spaces for what is only around it; as long as before.

    >>> cleaned("$ = 0.59 $."), cleaned(r"\(3\,x_1\)")
    ('    0.59   ', '  3  x_1  ')
    """
    text = _LATEX_SPACE.sub(_spaces, folded(text))
    text = _FULL_STOP.sub(_spaces, text)
    for wrapper in _WRAPPERS:
        if match := wrapper.fullmatch(text):
            text = " " * len(match[1]) + match[2] + " " * len(match[3])
    while match := _LEADING.match(text):
        text = " " * match.end() + text[match.end() :]
    return text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
