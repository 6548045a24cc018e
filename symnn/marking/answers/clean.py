"""What stands around an answer and means nothing: dollar signs, `≈`, the full stop at the end.

It is replaced by spaces, so that every place in the text stays the place where the person typed it.
"""

from __future__ import annotations

import re

from symnn.expressions.characters import TIMES, folded
from symnn.expressions.names import ELEMENTARY
from symnn.render.latex_text import GREEK

_WRAPPERS = (
    re.compile(r"(\s*\$\$)(.*)(\$\$\s*)", re.DOTALL),
    re.compile(r"(\s*\$)(.*)(\$\s*)", re.DOTALL),
    re.compile(r"(\s*\\\()(.*)(\\\)\s*)", re.DOTALL),
    re.compile(r"(\s*\\\[)(.*)(\\\]\s*)", re.DOTALL),
    re.compile(r"(\s*\\(?:text|mathrm) ?\{)([^{}]*)(\}\s*)", re.DOTALL),
    re.compile(r"""(\s*["'])(.*)(["']\s*)""", re.DOTALL),
)
_LEADING = re.compile(r"(?:[\s=≈~']|\\(?:approx|displaystyle)(?![A-Za-z]))+")
_THIN = re.compile(r" *\\, *")
_FACTOR_BEFORE = re.compile(r"(?:[0-9)}\]⁾₀-₉⁰¹²³⁴-⁹']|(?P<slash>\\?)(?P<word>[A-Za-z]+))$")
_FACTOR_AFTER = re.compile(
    r"[A-Za-z(]|\\(?!(?:cdot|times|div|ast|right|quad|qquad|approx|rvert)(?![A-Za-z]))[A-Za-z]"
)
_LONGEST_WORD = 16
_LATEX_SPACE = re.compile(r"\\[,;:! ]|\\q?quad(?![A-Za-z])")
_FULL_STOP = re.compile(r"(?<=[0-9)}\]$])\s*\.\s*$")
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
    ('    0.59   ', '  3· x_1  ')
    """
    text = _LATEX_SPACE.sub(_spaces, _THIN.sub(_thin, folded(text)))
    text = _FULL_STOP.sub(_spaces, text)
    for wrapper in _WRAPPERS:
        if match := wrapper.fullmatch(text):
            text = " " * len(match[1]) + match[2] + " " * len(match[3])
    leading = _LEADING.match(text)
    return text if leading is None else " " * leading.end() + text[leading.end() :]


def _thin(match: re.Match[str]) -> str:
    """A sign of multiplication for a thin space between two factors: so LaTeX multiplies names."""
    text, begin, end = match.string, match.start(), match.end()
    before = _FACTOR_BEFORE.search(text[max(0, begin - _LONGEST_WORD) : begin])
    if before is None or not _FACTOR_AFTER.match(text, end):
        return " " * (end - begin)
    word = before["word"] or ""
    is_command = before["slash"] and word not in ("pi", "prime", "rvert") and word not in GREEK
    if is_command or word in ELEMENTARY:
        return " " * (end - begin)
    return TIMES + " " * (end - begin - 1)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
