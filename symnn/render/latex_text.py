"""Prose, symbols and signs in LaTeX: the one place where characters are escaped."""

from __future__ import annotations

import re
from collections.abc import Callable

MATH_SIGNS = {
    "−": "-", "·": r"\cdot ", "×": r"\times ", "≈": r"\approx ", "≤": r"\le ", "≥": r"\ge ",
    "≠": r"\ne ", "←": r"\leftarrow ", "→": r"\to ", "↔": r"\leftrightarrow ", "∂": r"\partial ",
    "∇": r"\nabla ", "∑": r"\sum ", "√": r"\surd ", "′": "'", "‖": r"\Vert ", "½": r"\tfrac{1}{2}",
    "⋮": r"\vdots ", "∞": r"\infty ", "ℝ": r"\mathbf{R}", "∈": r"\in ", "ᵀ": "^T", "ℓ": r"\ell ",
    "⊙": r"\odot ",
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\varepsilon ",
    "η": r"\eta ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ", "π": r"\pi ", "ρ": r"\rho ",
    "σ": r"\sigma ", "τ": r"\tau ", "φ": r"\varphi ", "ψ": r"\psi ", "ω": r"\omega ",
    "Σ": r"\Sigma ", "Φ": r"\Phi ", "Δ": r"\Delta ", "Ω": r"\Omega ",
}  # fmt: skip
"""Signs that are mathematics wherever they stand."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀⁱᵗ", "0123456789+-()Tit")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₗₙ", "0123456789+-ijkln")
_PROSE = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "|": r"\textbar{}", '"': "{''}",
    "…": r"\dots{}", "’": "'", "‘": r"\textquoteleft{}", "“": "``", "”": "''", "–": "--",
    "—": "---", "\N{NO-BREAK SPACE}": "~",
    **{sign: f"${text.strip()}$" for sign, text in MATH_SIGNS.items()},
    "ᵀ": "$^T$",
    **{chr(code): f"$^{chr(plain)}$" for code, plain in _RAISED.items() if chr(code) != "ᵀ"},
    **{chr(code): f"$_{chr(plain)}$" for code, plain in _LOWERED.items()},
}  # fmt: skip
"""What is written for a character in prose."""
_SPACE = re.compile(r"[ \x00-\x1f\x7f]+")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|^(?=[\[*])")
"""Where characters would melt together, or `[` and `*` be the option of a line break."""
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
GREEK = frozenset(_GREEK.split())
"""Symbols that are written with the letter they name."""
UNDERSCORE = r"\_"
_BLANK = re.compile(r"(?:\\_){4,}")
"""Underscores that stand for a line: side by side they would leave gaps."""
_AROUND_SIGNS = re.compile(r" ([-+−=]) ")
_TOKEN = re.compile(
    r"(?P<dots>\.\.\.|…)"
    r"|(?P<name>[A-Za-z]+)(?P<index>[0-9]*(?:_[A-Za-z0-9]+)*)"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)(?:e(?P<ten>[+-]?[0-9]+))?"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵀⁱᵗ]+)"
    r"|(?P<lowered>[₀₁₂₃₄₅₆₇₈₉₊₋ᵢⱼₖₗₙ]+)"
    r"|(?P<plain>[][()+\-=/|,.:;!?'])"
    r"|(?P<bar> \| )"
    r"|(?P<space> )"
    r"|(?P<other>.)",
    re.DOTALL,
)


def escape(text: str) -> str:
    r"""Prose for LaTeX: every character stands for itself, white space is one space.

    >>> escape("50 % of a_1 & {more}")
    '50 \\% of a\\_1 \\& \\{more\\}'
    >>> escape("Name: ________")
    'Name: \\rule[-0.4ex]{4em}{0.4pt}'
    """
    parted = _LIGATURE.split(_SPACE.sub(" ", text))
    escaped = "{}".join("".join(_PROSE.get(c, c) for c in part) for part in parted)
    return _BLANK.sub(_rule, escaped)


def _rule(blank: re.Match[str]) -> str:
    """A line to write on, as long as the underscores that stand for it."""
    return rf"\rule[-0.4ex]{{{len(blank[0]) // len(UNDERSCORE) / 2:g}em}}{{0.4pt}}"


def braced(text: str) -> str:
    """The text of an index or exponent, in braces if it is more than one sign."""
    return text if len(text) == 1 else f"{{{text}}}"


def symbol_text(name: str) -> str:
    r"""A symbol in mathematics: an author's name, or one of ours such as XᵀX.

    >>> symbol_text("w12"), symbol_text("eta"), symbol_text("XᵀX"), symbol_text("rate")
    ('w_{12}', '\\eta', 'X^TX', '\\mathrm{rate}')
    """
    tight = _AROUND_SIGNS.sub(r"\1", name)
    return "".join(_WRITE[str(found.lastgroup)](found) for found in _TOKEN.finditer(tight)).strip()


def _name(found: re.Match[str]) -> str:
    letters = found["name"]
    base = letters if len(letters) == 1 else rf"\mathrm{{{letters}}}"
    base = rf"\{letters} " if letters in GREEK else base
    indices = [
        part if part.isdigit() or len(part) == 1 else rf"\mathrm{{{part}}}"
        for part in found["index"].split("_")
        if part
    ]
    return base + (f"_{braced(','.join(indices))}" if indices else "")


def _number(found: re.Match[str]) -> str:
    ten = found["ten"]
    return found["number"] + (rf" \cdot 10^{{{int(ten)}}}" if ten else "")


def _other(found: re.Match[str]) -> str:
    character = found["other"]
    return MATH_SIGNS.get(character, rf"\text{{{escape(character)}}}")


_WRITE: dict[str, Callable[[re.Match[str]], str]] = {
    "dots": lambda _: r"\dots ",
    "index": _name,
    "number": _number,
    "ten": _number,
    "raised": lambda found: "^" + braced(found["raised"].translate(_RAISED)),
    "lowered": lambda found: "_" + braced(found["lowered"].translate(_LOWERED)),
    "plain": lambda found: found["plain"],
    "bar": lambda _: r" \mid ",
    "space": lambda _: r"\,",
    "other": _other,
}
"""By the last group of a token that is there."""
