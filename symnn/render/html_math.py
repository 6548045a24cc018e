"""What stands in a line, as HTML: prose escaped, mathematics as MathML Core with its LaTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from markupsafe import Markup, escape
from math_core import LatexToMathML

from symnn.documents.blocks import Inline, Matrix, OfMatrices, Text
from symnn.render.inline import Inscription
from symnn.render.latex_inline import LatexInscription, columns
from symnn.render.wrap import HARD_SPACE

ROOM = 30
"""Characters of a formula that a phone has room for; a longer one is cut before its signs."""

_converter = LatexToMathML(annotation=True, fancy_error=False)
_UNKNOWN = r"\textasciigrave{}"
"""A command that math-core lacks."""
_MENDED = (
    # Browsers set a raised prime small and high, since in their fonts it is raised already.
    (
        re.compile(r"<msup>(<mi>[^<]*</mi>|<mrow><mspace/><mi>[^<]*</mi></mrow>)<mo>′</mo></msup>"),
        r'<mrow>\1<mo lspace="0" rspace="0">′</mo></mrow>',
    ),
    # The arrow that combines with the letter before it stands beside its letter.
    (
        re.compile('<mo stretchy="false">\N{COMBINING RIGHT ARROW ABOVE}</mo>'),
        '<mo stretchy="false" mathsize="65%">→</mo>',
    ),
)
"""What is written otherwise than by math-core."""
_OPENED = re.compile("^<math[^>]*>")
_OPENING = re.compile(r"[({\[]|\\left\b|\\begin\b|\\lvert\b|\\lVert\b")
_CLOSING = re.compile(r"[)}\]]|\\right\b|\\end\b|\\rvert\b|\\rVert\b")
_SPECIAL = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {character: f"\\{character}{{}}" for character in "{}_#%&$"}
)
_SIGN, _TIMES = re.compile(r" (?=[+-] )"), re.compile(r" (?=\\cdot )")
_ROW_END = re.compile(r"\\\\\[[\d.]+ex\]")
_SIGNED = re.compile(r"[+-] |\\odot ")
_COMMAND = re.compile(r"\\[A-Za-z]+ ?|[{}^_]")


@lru_cache(maxsize=1 << 12)
def mathml(latex: str, display: bool = False, spoken: str = "") -> Markup:
    """A formula in LaTeX as MathML Core, with its LaTeX in the annotation and as `alttext`.

    Args:
        latex: the formula.
        display: whether its fractions and sums have their full size.
        spoken: what is read out instead of it, if anything.

    Raises:
        LatexError: if it is not LaTeX that math-core knows; then it is an error of ours.
    """
    known = latex.replace(_UNKNOWN, "`")
    element = _converter.convert_with_local_state(known, displaystyle=display)
    for pattern, mended in _MENDED:
        element = pattern.sub(mended, element)
    size = Markup(' displaystyle="true"') if display else ""
    label = Markup(' aria-label="{}"').format(spoken) if spoken else ""
    opening = Markup('<math{}{} alttext="{}">').format(size, label, latex)
    return opening + Markup(_OPENED.sub("", element, count=1))


@dataclass(frozen=True)
class HtmlInscription:
    """How the pieces of a line are written in HTML.

    Args:
        decimals: whether fractions in numbers are written as decimals where these end.
    """

    decimals: bool = False

    def plain(self, pieces: Text) -> str:
        """Pieces as text without markup: for the title of a page and the names of its boxes."""
        return "".join(map(Inscription(decimals=self.decimals).text, pieces))

    def is_long(self, piece: Inline) -> bool:
        """Whether a piece is a formula that a phone may have no room for."""
        return not isinstance(piece, str) and len(self.plain((piece,))) > ROOM

    def sentence(self, pieces: Text, display: bool = False) -> Markup:
        """Pieces as one text; long formulas in parts, between which a row may end."""
        return Markup("").join(self._in_sentence(piece, display) for piece in pieces)

    def header(self, pieces: Text) -> Markup:
        """Pieces as the header of a column or row: read out with every cell, so in short."""
        return Markup("").join(
            _prose(piece)
            if isinstance(piece, str)
            else mathml(self._latex.math(piece), True, self.plain((piece,)))
            for piece in pieces
        )

    def formula(self, piece: Inline) -> Markup:
        """A piece as one formula with fractions of full size."""
        return mathml(self._latex.math(piece), display=True)

    def formulas(self, piece: Inline, display: bool = True) -> list[Markup]:
        """A piece as formulas: one, or where it is long, one for every term of its sum."""
        if not self.is_long(piece):
            parts = [self._latex.math(piece, inline=not display)]
        elif isinstance(piece, OfMatrices):
            parts = self._latex.factors(piece)
        else:
            parts = cut(self._latex.math(piece, inline=not display))
        return [mathml(part, display) for part in parts]

    def matrix(self, matrix: Matrix) -> Markup:
        """A matrix with its name."""
        rows = r" \\ ".join(" & ".join(map(self._latex.math, row)) for row in matrix.rows)
        name = self._latex.math(matrix.name)
        sides = columns(len(matrix.rows[0]), matrix.bar)
        array = rf"\left(\begin{{array}}{{{sides}}} {rows} \end{{array}}\right)"
        return mathml(f"{name} = {array}", display=True)

    def _in_sentence(self, piece: Inline, display: bool) -> Markup:
        if isinstance(piece, str):
            return _prose(piece)
        return Markup(" ").join(self.formulas(piece, display))

    @cached_property
    def _latex(self) -> LatexInscription:
        return _Latex(self.decimals)


class _Latex(LatexInscription):
    """LaTeX for math-core, which has no formulas within words, and no room between rows."""

    def words(self, text: str) -> str:
        return rf"\text{{{text.translate(_SPECIAL)}}}"

    def columns(self, count: int, bar: int) -> str:
        return columns(count, bar)

    def math(self, piece: Inline, inline: bool = False) -> str:
        # Rows of MathML are as high as they have to be.
        return _ROW_END.sub(r"\\\\", super().math(piece, inline))

    def factors(self, formula: OfMatrices) -> list[str]:
        first, *rest = [_ROW_END.sub(r"\\\\", part) for part in super().factors(formula)]
        return [first, *(rf"\; {part}" if _SIGNED.match(part) else rf"\, {part}" for part in rest)]


def _prose(text: str) -> Markup:
    """Words escaped; 2 × 3 stays on its row."""
    return escape(text.replace(" × ", f"{HARD_SPACE}×{HARD_SPACE}"))


def cut(latex: str) -> list[str]:
    r"""A long formula in LaTeX, cut before its signs outside brackets; long products before dots.

    >>> cut(r"a + (b - c) - \frac{d + e}{2}")
    ['a', '{} + (b - c)', '{} - \\frac{d + e}{2}']
    """
    terms = _cut(latex, _SIGN)
    return [part for term in terms for part in (_cut(term, _TIMES) if _is_long(term) else [term])]


def _cut(latex: str, sign: re.Pattern[str]) -> list[str]:
    places = [place for place in sign.finditer(latex) if _is_outside(latex[: place.start()])]
    starts = [0, *(place.end() for place in places)]
    ends = [*(place.start() for place in places), len(latex)]
    first, *rest = [latex[start:end] for start, end in zip(starts, ends, strict=True)]
    # With nothing before it a sign would be that of a number, and stand close to it.
    return [first, *("{} " + part for part in rest)]


def _is_long(latex: str) -> bool:
    return len(_COMMAND.sub("", latex)) > ROOM


def _is_outside(before: str) -> bool:
    return len(_OPENING.findall(before)) == len(_CLOSING.findall(before))
