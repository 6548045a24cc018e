"""From typed text to a formula.

The grammar stands in `formula.lark`; files of networks use the part of it that is ASCII. Length,
nesting and exponents are bounded before anything is built, and nothing is computed here:
`9**9**9**9` costs no more than any other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, UnexpectedInput, UnexpectedToken

from symnn.errors import InputError
from symnn.expressions import numerals
from symnn.expressions.bounds import check_length, check_levels, check_nesting
from symnn.expressions.build import Build, Misread
from symnn.expressions.characters import columns, folded
from symnn.expressions.hints import hint
from symnn.expressions.names import ELEMENTARY
from symnn.formula import Apply, Formula, with_parts
from symnn.notation import spellings
from symnn.quantities import Quantity

Names = Callable[[str], Formula]
"""What a name stands for; raises InputError for a name it does not know."""
Calls = Callable[[str, Formula], Formula]
"""What a function that is not elementary makes of its argument."""

_FOREIGN = re.compile(r"[^A-Za-z0-9_@.()+\-*/^ \t]|[0-9][ \t]+(?=[0-9])")
"""What files of programs have no use for: signs of other sorts, and digits in groups."""
_TWO_READINGS = (
    (
        re.compile(r"[0-9.](?: +[eE] ?| ?[eE] +)[+-] ?[0-9]+"),
        "1e-5 without spaces for a power of ten, 1*e - 5 for Euler's number",
    ),
    (re.compile(r"(?<![A-Za-z_\\{])e *[({]"), "e^(2) or exp(2) for a power, e*(2) for a product"),
    (re.compile(r"^ *\( *[+-]?[0-9]+,[0-9]+ *\) *$"), "one value: a decimal without brackets"),
)
"""What the grammar would read in one way, though people may mean another."""


def parse_formula(text: str, names: Names, calls: Calls | None = None) -> Formula:
    """The formula that a file says, in ASCII, its names looked up by `names`.

    Raises:
        InputError: if the text is none, with a caret under the place where it stops being one.
    """
    check_length(text)
    if foreign := _FOREIGN.search(text):
        at = foreign.start() if len(foreign[0]) == 1 else foreign.end()
        raise _marked(text, Misread(*hint(text, at)))
    return parse_typed(text, names, calls)


def parse_typed(
    text: str, names: Names, calls: Calls | None = None, original: str | None = None
) -> Formula:
    """The formula that a person typed, in any of the ways in which people write one.

    Args:
        text: what was typed.
        names: what a name stands for.
        calls: what a function that is not elementary makes of its argument.
        original: the same text, place for place, as it is to be shown in messages.

    Raises:
        InputError: if the text is none, with a caret under the place where it stops being one.
    """
    original = text if original is None else original
    check_length(text)
    text = folded(text)
    check_nesting(text)
    _check_readings(text, original)
    parser = _parser()
    try:
        formula: Formula = parser.parse(text)  # type: ignore[assignment]
        check_levels(formula, original)
        return _Meaning(original, names, calls or _no_calls)(formula)
    except UnexpectedInput as error:
        raise _marked(original, Misread(*hint(text, *_place(error, text)))) from None
    except Misread as error:
        raise _marked(original, error) from None


def _check_readings(text: str, original: str) -> None:
    for pattern, expected in _TWO_READINGS:
        if found := pattern.search(text):
            misread = Misread("something that can be read in two ways", found.start(), expected)
            raise _marked(original, misread)


def _place(error: UnexpectedInput, text: str) -> tuple[int, tuple[str, ...]]:
    """Where the text stops being a formula, and the sorts of what stands before."""
    # Lark places what is missing at the end at the last token.
    ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
    at = len(text) if ended or error.pos_in_stream is None else error.pos_in_stream
    parser: Any = getattr(error, "interactive_parser", None)
    stack = parser.parser_state.value_stack[-2:] if parser else []
    last = stack[-1] if stack else None
    only_a_bracket = isinstance(error, UnexpectedToken) and error.expected == {"LPAR"}
    if only_a_bracket and isinstance(last, Token) and last.type == "NAME" and len(stack) > 1:
        # A name may stand beside something if it is a function's, so only its bracket is missed.
        return last.start_pos or 0, ("NAME!",)
    return at, tuple(item.type if isinstance(item, Token) else "value" for item in stack)


def _marked(text: str, misread: Misread, found: str | None = None) -> InputError:
    error = InputError(misread.what, found=found, expected=misread.expected, near=misread.near)
    return pointed(error, text, misread.at)


def pointed(error: InputError, text: str, at: int) -> InputError:
    """The error with the text, or what is around the place, and a caret below the place."""
    start = max(0, at - 30)
    window = text[start : start + 60]
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in window)
    caret = " " * columns(text[start:at]) + "^"
    return replace(error, excerpt=f"{shown}\n{caret}")


class _Meaning:
    """Gives names, and functions that are not elementary, what they stand for."""

    def __init__(self, text: str, names: Names, calls: Calls) -> None:
        self.text = text
        self.names = names
        self.calls = calls

    def __call__(self, formula: Formula) -> Formula:
        match formula:
            case Quantity(of=Token() as name):
                return self._looked_up(name, lambda: self.names(str(name)))
            case Apply(Token() as function, argument):
                inner = self(argument)
                return self._looked_up(function, lambda: self.calls(str(function), inner))
            case _:
                return with_parts(formula, self)

    def _looked_up(self, token: Token, meaning: Callable[[], Formula]) -> Formula:
        try:
            return meaning()
        except InputError as error:
            misread = Misread(error.what, token.start_pos or 0, error.expected, error.near)
            raise _marked(self.text, misread, error.found) from None


def _no_calls(name: str, argument: Formula) -> Formula:
    raise InputError("not a function", found=name, expected="one of " + ", ".join(ELEMENTARY))


@cache
def _parser() -> Lark:
    grammar = files("symnn.expressions").joinpath("formula.lark").read_text("utf-8")
    terminals = {"NUMBER.3": numerals.PATTERN, "SPELLED.7": spellings.SPELLED}
    for name, pattern in terminals.items():
        escaped = pattern.replace("/", r"\/")
        grammar += f"\n{name}: /{escaped}/"
    # With the transformer inside, formulas are built while parsing and nothing recurses.
    return Lark(grammar + "\n", parser="lalr", maybe_placeholders=False, transformer=Build())
