"""Names as people type them: `W^(2)_13`, `W_{13}^{(2)}`, `W[2][1,3]`, `∂H/∂W₁₃⁽²⁾`, LaTeX.

A spelling is turned into the plain name of the same quantity; what is no spelling is returned as
it stands, and the reader of plain names says what is wrong with it. What symnn prints is
understood too, its samples in square brackets: `z_1^{(2)[3]}` and `z₁⁽²⁾ [3]` are `z2_1@3`, and
`L_3` is `L@3`.
"""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 200

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", "0123456789()")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉₊", "0123456789+")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾]+")
_LOWERED_RUN = re.compile("[₀₁₂₃₄₅₆₇₈₉](?:[,₀₁₂₃₄₅₆₇₈₉]*[₀₁₂₃₄₅₆₇₈₉])?")
_FRACTION = re.compile(r"\\[dtc]?frac *\{(.+?)\} *\{(.+)\}")
_COMMANDS = re.compile(
    r"\\(?:partial|mathrm *\{d\}|left|right|operatorname|mathrm|text|mathit|vec|,|!|;|:| )"
)
_PARTIAL = "∂"

_TAGGED = re.compile(r"(?<=[₀-₉⁾H]) \[([0-9]+)\]")
"""The number of a sample, as it is printed in Unicode."""
_LAYER = r"\^\{{?\(?(?P<l{0}>\d+)\)?(?:\[(?P<s{0}>\d+)\])?(?P<n{0}>,?\{{?new\}}?)?\}}?"
_LAYERED = re.compile(
    rf"""(?P<new>new_?)?(?P<kind>[Wzba])(?:
        (?: {_LAYER.format(1)} | \[(?P<l2>\d+)\] )            # the layer, then the index
        (?: _\{{?(?P<i1>\d+(?:,\d+)?)\}}? | \[(?P<i2>\d+(?:,\d+)?)\] )
      | _\{{?(?P<i3>\d+(?:,\d+)?)\}}?                         # the index, then the layer
        {_LAYER.format(3)}
    )(?:\^\{{\[(?P<s4>\d+)\]\}})?""",
    re.VERBOSE,
)
_WHOLE = re.compile(r"(?P<kind>[Wzba])(?:\^\{?\(?(?P<l1>\d+)\)?\}?|\[(?P<l2>\d+)\])")
"""All of a layer."""
_SINGLE = re.compile(
    r"(?P<kind>[xyHL])(?:_\{?(?P<i>\d+)\}?|\[(?P<j>\d+)\])?"
    r"(?:\^\{\[(?P<s>\d+)\]\})?"
)
_SLOPE = re.compile(
    r"\\?\{?(?P<function>[A-Za-zσ]\w*)\}?(?:'|′|\^\{?\\prime\}?|_prime)\((?P<at>.+)\)"
)
_IDENTIFIER = re.compile(r"d([HLR]\d*)_d([xWbza].*)")
"""A gradient as an identifier, for CSV headers and forms."""
_JACOBIAN = re.compile(r"d(a\d+_\d+)_d(z\d+_\d+)")
_IDENTIFIED_SLOPE = re.compile(r"([A-Za-z]\w*)_prime_(z\d+_\d+)")
_FUNCTIONS = {
    "σ": "sigmoid",
    "sigma": "sigmoid",
    "logistic": "sigmoid",
    "lrelu": "leaky_relu",
    "leakyrelu": "leaky_relu",
    "swish": "silu",
}
"""Activations by what else they are called."""


@lru_cache(maxsize=1 << 12)
def to_plain(text: str) -> str:
    """The plain name of what the text spells; the text itself if it spells nothing.

    >>> to_plain("∂H/∂W₁₃⁽²⁾"), to_plain("W[2][1,12]"), to_plain("z_1^{(2)}")
    ('dH/dW2_13', 'W2_1_12', 'z2_1')
    """
    name, at, sample = text.strip().partition("@")
    if len(name) > LONGEST:
        return text
    name, identified, number = name.partition("_at_")
    flat = _from_identifier(_flattened(name))
    slope = _SLOPE.fullmatch(flat)
    if slope:
        plain, tag = _variable(slope["at"])
        plain = f"{function_name(slope['function'])}_prime({plain})"
    elif flat.count("/") == 1:
        sides = (part.removeprefix("d").removeprefix(_PARTIAL) for part in flat.split("/"))
        (over, above), (under, below) = map(_variable, sides)
        plain, tag = f"d{over}/d{under}", above or below
    else:
        plain, tag = _variable(flat)
    tags = [
        found for found in (at + sample, identified and f"@{number}", tag and f"@{tag}") if found
    ]
    return plain + tags[0] if len(tags) == 1 else plain if not tags else text


def function_name(text: str) -> str:
    r"""The name of an activation that is written in another way: σ, \operatorname{ReLU}.

    >>> function_name("σ"), function_name(r"\operatorname{ReLU}"), function_name("tanh")
    ('sigmoid', 'relu', 'tanh')
    """
    bare = re.sub(r"\\(?:operatorname|mathrm|text|mathit)|[\\{} ]", "", text).lower()
    return _FUNCTIONS.get(bare, bare)


def _from_identifier(name: str) -> str:
    name = _IDENTIFIER.sub(r"d\1/d\2", name)
    name = _JACOBIAN.sub(r"d\1/d\2", name)
    return _IDENTIFIED_SLOPE.sub(r"\1_prime(\2)", name)


def _flattened(text: str) -> str:
    """Without LaTeX commands, spaces, and raised or lowered digits."""
    text = _FRACTION.sub(r"\1/\2", _TAGGED.sub(r"^{[\1]}", text))
    text = _COMMANDS.sub(lambda m: _PARTIAL if "partial" in m[0] or "{d}" in m[0] else "", text)
    text = _RAISED_RUN.sub(lambda m: "^" + m[0].translate(_RAISED), text)
    text = _LOWERED_RUN.sub(lambda m: "_" + m[0].translate(_LOWERED), text)
    return re.sub(r"\s+", "", text)


def _variable(text: str) -> tuple[str, str]:
    """The plain name of what is no gradient, and the number of its sample, if it has one."""
    if match := _LAYERED.fullmatch(text):
        groups = match.groupdict()
        layer = groups["l1"] or groups["l2"] or groups["l3"]
        index = groups["i1"] or groups["i2"] or groups["i3"]
        first, comma, second = index.partition(",")
        small = len(first) == 1 and len(second) == 1
        new = "new_" if groups["new"] or groups["n1"] or groups["n3"] else ""
        between = "_" * (comma != "" and not small)
        sample = groups["s1"] or groups["s3"] or groups["s4"] or ""
        return f"{new}{match['kind']}{layer}_{first}{between}{second}", sample
    if match := _SINGLE.fullmatch(text):
        index, sample = match["i"] or match["j"] or "", match["s"] or ""
        if match["kind"] == "L":  # the loss has no index but its sample
            return "L", index or sample
        return match["kind"] + index, sample
    if match := _WHOLE.fullmatch(text):
        return match["kind"] + (match["l1"] or match["l2"]), ""
    return text, ""


_LAYER_MARK = (
    r"(?:\^ ?\{ ?(?:\([0-9]+\)|[0-9]+) ?(?:\[[0-9]+\])? ?(?:, ?\\text ?\{new\})? ?\}"
    r"|\^\([0-9]+\)|\^[0-9]+|\[[0-9]+\]|⁽[⁰¹²³⁴-⁹]+⁾)"
)
_INDEX_MARK = (
    r"(?:_ ?\{ ?[0-9]+ ?(?:, ?[0-9]+ ?)?\}|_[0-9]+(?![0-9A-Za-z_])|\[[0-9]+(?:, ?[0-9]+)?\]"
    r"|[₀-₉]+(?:,[₀-₉]+)?)"
)
_SAMPLE_MARK = r"(?:\^ ?\{\[[0-9]+\]\}| \[[0-9]+\])"
_MARKED = (
    rf"(?:(?:new )?[Wzba] ?(?:{_LAYER_MARK} ?{_INDEX_MARK}|{_INDEX_MARK} ?{_LAYER_MARK})"
    rf"|[xyHL] ?{_INDEX_MARK}|[xyHL](?={_SAMPLE_MARK})){_SAMPLE_MARK}?"
)
_EITHER = rf"(?:{_MARKED}|[HLR][0-9]*|[xyzabW][0-9]+(?:_[0-9]+){{0,2}})"
_D = r"(?:∂|\\partial(?![A-Za-z])|\\mathrm ?\{d\}|d) ?"
_ALL_PLAIN = r"d[HLRa][0-9_]* ?/ ?d[xyzabW][0-9_]*(?![0-9A-Za-z_^{₀-₉⁽\[])"
SPELLED = (
    rf"(?:\\[dtc]?frac ?\{{ ?{_D}{_EITHER} ?\}} ?\{{ ?{_D}{_EITHER} ?\}}"
    rf"|(?!{_ALL_PLAIN}){_D}{_EITHER} ?/ ?{_D}{_EITHER}"
    rf"|{_MARKED}"
    r"|(?:\\mathrm ?\{\w+\}|\\[A-Za-z]+|[A-Za-z]) ?_(?:\{[^{}]*\}|[A-Za-z0-9](?![A-Za-z0-9_])))"
    r"(?:@[0-9]+)?"
)
"""What a name looks like that is not written as a plain one: with marks that say where it ends.

Any letter with an index is one; whether it means something is for the network to say.
"""
