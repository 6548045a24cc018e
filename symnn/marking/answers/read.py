"""From the text of one answer to what it says; what can't be read is said to be so."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from symnn.errors import InputError, UndecidedError
from symnn.evaluate.value import UNDEFINED, Missing
from symnn.expressions.bounds import check_length
from symnn.expressions.parse import parse_typed, pointed
from symnn.formula import Formula, leaves
from symnn.marking.answers.clean import cleaned, is_blank
from symnn.marking.answers.damage import check_undamaged
from symnn.marking.answers.decimals import single_number
from symnn.marking.answers.names import Meanings
from symnn.marking.answers.typed import Answer, Typed, Unreadable
from symnn.marking.answers.value import definitions, value_of
from symnn.network.model import Network
from symnn.notation.spellings import to_plain
from symnn.numbers.reading import closed_form
from symnn.quantities import Quantity

EXPECTED = "a number, a fraction, a decimal or an expression such as 3/4, -0.59, 1/(1+e^-5)"
_UNDEFINED = re.compile(
    r"(?:(?:is )?(?:undef(?:ined)?|not defined)|d\.?n\.?e|does(?: not|n't) exist|n\. ?def"
    r"|(?:ist )?nicht definiert|existiert nicht|∄)\.?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"-?[0-9]+(?:[./][0-9]+)?")
"""What most answers are, and what nothing else looks like."""
_NO_NUMBER = re.compile(r"[+-]?\s*(?:nan|inf|infinity|∞|\\infty)", re.IGNORECASE)
_SAYS = "write `undefined` if you mean that there is no such number"


def read_answer(
    text: str,
    net: Network,
    notation: Callable[[str], str] = to_plain,
    of: Quantity | None = None,
) -> Answer:
    """What a person answered; an Unreadable with its reasons where that can't be told.

    Args:
        text: as the person typed it.
        net: the network that the answer is about: whose names formulas may mention.
        notation: what turns the spelling of a name into the plain name.
        of: the quantity that is answered, whose name may stand before the value: `z1_1 = 5`.
    """
    try:
        return _read(text, Meanings(net, notation), of)
    except InputError as error:
        return Unreadable(text, _shown(error, text))


def _shown(error: InputError, text: str) -> InputError:
    """The error with the person's own text in it, and a caret where the trouble begins."""
    bare = text.strip()
    if error.excerpt or not bare:
        return error
    at = text.find(error.found) if error.found else 0
    found = None if error.found == bare or at >= 0 else error.found
    begin = len(text) - len(text.lstrip())
    return pointed(replace(error, found=found), text, max(at, begin))


def _read(text: str, meanings: Meanings, of: Quantity | None) -> Typed:
    check_length(text)
    if _PLAIN.fullmatch(text) and (found := single_number(text, text)):
        return found
    if is_blank(text):
        raise InputError("nothing is answered", found=text, expected=EXPECTED)
    check_undamaged(text)
    clean = _without_name(cleaned(text), meanings, of)
    if _UNDEFINED.fullmatch(" ".join(clean.split())):
        return Typed(text, UNDEFINED)
    if _NO_NUMBER.fullmatch(clean.strip()):
        raise InputError("not a number", found=text, expected=f"{EXPECTED}; {_SAYS}")
    return single_number(clean, text) or _expression(clean, text, meanings)


def _without_name(text: str, meanings: Meanings, of: Quantity | None) -> str:
    """The text with spaces for the name of the quantity that is answered, and for its sign."""
    name, sign, _ = text.partition("=")
    if not sign or not name.strip():
        return text
    try:
        named = meanings.quantity(name.strip())
    except InputError:
        return text  # something else, of which the grammar says where it goes wrong
    samples = {named.sample, of.sample} - {0} if of is not None else set()
    if of is not None and (named.at(0) != of.at(0) or len(samples) > 1):
        raise InputError(
            "the value of another quantity", found=name.strip(), expected=f"the value of {of}"
        )
    return " " * (len(name) + 1) + text[len(name) + 1 :]


def _expression(clean: str, text: str, meanings: Meanings) -> Typed:
    formula = parse_typed(clean, meanings.named, meanings.call, text)
    if next(leaves(formula), None) is not None:
        return Typed(text, formula)
    return Typed(text, _value(formula, text, meanings.net))


def _value(formula: Formula, text: str, net: Network) -> Formula | Missing:
    """What an expression comes to, exactly: a rational number or a closed form."""
    try:
        value = value_of(formula, net)
    except UndecidedError as error:
        raise InputError(f"not a number: {error}", found=text, expected=EXPECTED) from None
    if value is UNDEFINED and any(f.endswith("_prime") for f in definitions(formula, net.alpha)):
        return UNDEFINED  # the slope at a kink, by its name
    if value is UNDEFINED:
        raise InputError("there is no such number", found=text, expected=f"{EXPECTED}; {_SAYS}")
    if isinstance(value, Missing):
        raise InputError("a function of which nothing is known", found=text, expected=EXPECTED)
    return closed_form(value)
