"""Superscripts, subscripts, and what stands for a character where there is only ASCII."""

from __future__ import annotations

import re

from symnn.quantities import Index, Letter

VECTORS = frozenset("xyabzw")
"""Letters that have an arrow where all of a layer is meant; W has none, as a matrix."""
_SUPER = str.maketrans("0123456789+-()ijkℓntL", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁱʲᵏˡⁿᵗᴸ")
_SUB = str.maketrans("0123456789+-()ijkℓn", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ᵢⱼₖₗₙ")

_ASCII = {
    "−": "-", "·": "*", "×": "x", "≈": "~", "′": "'", "∂": "d", "ℓ": "l", "λ": "lambda",
    "Σ": "sum", "σ": "sigma", "√": "sqrt", "ᵀ": "^T", "…": "...", "’": "'", "–": "-", "—": "-",
    "⎡": "[", "⎢": "[", "⎣": "[", "⎤": "]", "⎥": "]", "⎦": "]", "═": "=", "─": "-", "⋮": ":",
    "│": "|", "∇": "grad ", "←": "<-", "→": "->", "φ": "phi", "Φ": "Phi", "π": "pi", "μ": "mu",
    "≤": "<=", "≥": ">=", "≠": "!=", "‖": "||", "↔": "<->", "²": "^2", "½": "1/2",
    "⊙": ".*", "⎛": "(", "⎜": "(", "⎝": "(", "⎞": ")", "⎟": ")", "⎠": ")",
    **dict(zip("₀₁₂₃₄₅₆₇₈₉ᵢ", "0123456789i", strict=True)),
}  # fmt: skip
_TO_ASCII = str.maketrans(_ASCII)
_IN_BRACKETS = re.compile("⁽([⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱᵗ]+)⁾")
_FROM_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱᵗ", "0123456789+-it")


def superscript(text: str) -> str:
    """The text raised; characters that have no raised form stay as they are."""
    return text.translate(_SUPER)


def subscript(text: str) -> str:
    """The text lowered; characters that have no lowered form stay as they are."""
    return text.translate(_SUB)


def index_text(index: Index) -> str:
    """An index as it is written: 12, ℓ-1."""
    if isinstance(index, Letter):
        return index.name + (f"{index.shift:+d}" if index.shift else "")
    return str(index)


def ascii_only(text: str) -> str:
    """The text in ASCII: signs by what looks like them, everything else by a question mark."""
    lowered = _IN_BRACKETS.sub(lambda found: f"^({found[1].translate(_FROM_SUPER)})", text)
    return lowered.translate(_TO_ASCII).encode("ascii", "replace").decode("ascii")
