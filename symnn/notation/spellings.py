"""Names as people type them: `W^(2)_13`, `W_{13}^{(2)}`, `W[2][1,3]`, `∂H/∂W₁₃⁽²⁾`, LaTeX.

A spelling is turned into the plain name of the same quantity; what is no spelling is returned as
it stands, and the reader of plain names says what is wrong with it.
"""

from __future__ import annotations

import re

LONGEST = 200

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊", "0123456789+")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+")
_LOWERED_RUN = re.compile("[₀₁₂₃₄₅₆₇₈₉](?:[,₀₁₂₃₄₅₆₇₈₉]*[₀₁₂₃₄₅₆₇₈₉])?")
_FRACTION = re.compile(r"\\[dt]?frac\{(.+?)\}\{(.+)\}")
_COMMANDS = re.compile(r"\\(?:partial|mathrm\{d\}|left|right|operatorname|mathrm|text|,|!|;| )")
_PARTIAL = "∂"

_LAYERED = re.compile(
    r"""(?P<kind>[Wbza])(?:
        (?: \^\{?\(?(?P<l1>\d+)\)?\}? | \[(?P<l2>\d+)\] )    # the layer, then the index
        (?: _\{?(?P<i1>\d+(?:,\d+)?)\}? | \[(?P<i2>\d+(?:,\d+)?)\] )
      | _\{?(?P<i3>\d+(?:,\d+)?)\}?                         # the index, then the layer
        \^\{?\(?(?P<l3>\d+)\)?\}?
    )""",
    re.VERBOSE,
)
_SINGLE = re.compile(r"(?P<kind>[xyH])(?:_\{?(?P<i>\d+)\}?|\[(?P<j>\d+)\])")
_SLOPE = re.compile(r"\\?(?P<function>[A-Za-zσ]\w*)(?:'|′|\^\{?\\prime\}?|_prime)\((?P<at>.+)\)")
_IDENTIFIER = re.compile(r"d([HLR]\d*)_d([xWbza].*)")
"""A gradient as an identifier, for CSV headers and forms."""
_FUNCTIONS = {"σ": "sigmoid", "sigma": "sigmoid", "ReLU": "relu"}


def to_plain(text: str) -> str:
    """The plain name of what the text spells; the text itself if it spells nothing.

    >>> to_plain("∂H/∂W₁₃⁽²⁾"), to_plain("W[2][1,12]"), to_plain("z_1^{(2)}")
    ('dH/dW2_13', 'W2_1_12', 'z2_1')
    """
    name, at, sample = text.strip().partition("@")
    if len(name) > LONGEST:
        return text
    flat = _IDENTIFIER.sub(r"d\1/d\2", _flattened(name))
    slope = _SLOPE.fullmatch(flat)
    if slope:
        function = _FUNCTIONS.get(slope["function"], slope["function"])
        plain = f"{function}_prime({_variable(slope['at'])})"
    elif flat.count("/") == 1:
        over, under = (part.removeprefix("d").removeprefix(_PARTIAL) for part in flat.split("/"))
        plain = f"d{_variable(over)}/d{_variable(under)}"
    else:
        plain = _variable(flat)
    return plain + at + sample


def _flattened(text: str) -> str:
    """Without LaTeX commands, spaces, and raised or lowered digits."""
    text = _FRACTION.sub(r"\1/\2", text)
    text = _COMMANDS.sub(lambda m: _PARTIAL if "partial" in m[0] or "{d}" in m[0] else "", text)
    text = _RAISED_RUN.sub(lambda m: "^" + m[0].translate(_RAISED), text)
    text = _LOWERED_RUN.sub(lambda m: "_" + m[0].translate(_LOWERED), text)
    return re.sub(r"\s+", "", text)


def _variable(text: str) -> str:
    if match := _LAYERED.fullmatch(text):
        groups = match.groupdict()
        layer = groups["l1"] or groups["l2"] or groups["l3"]
        index = groups["i1"] or groups["i2"] or groups["i3"]
        first, comma, second = index.partition(",")
        small = len(first) == 1 and len(second) == 1
        return f"{match['kind']}{layer}_{first}" + ("_" * (comma != "" and not small)) + second
    if match := _SINGLE.fullmatch(text):
        return match["kind"] + (match["i"] or match["j"])
    return text
