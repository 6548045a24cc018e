"""JSON: the standard reader, told to leave every number alone."""

from __future__ import annotations

import json
import re
from array import array

from symnn.errors import InputError, Place
from symnn.files.bounds import check_count, depths
from symnn.files.grow import Bare, Pairs, grow
from symnn.files.tree import Spot, Tree

# A string, the beginning of a list or object, a bare scalar, or the end of a line. Possessive, so
# that no text, however broken, is tried twice.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[^\s\[\]{},:"]++|\n', re.DOTALL)


def parse(text: str, file: str) -> Tree:
    """The tree of a JSON text.

    Numbers, NaN and Infinity are the texts that stand there, true and false the texts of that name.

    Raises:
        InputError: if it is not JSON, is beyond a bound, or has a key twice.
    """
    lines = _lines(text, file)
    try:
        value = json.loads(
            text, object_pairs_hook=Pairs, parse_int=Bare, parse_float=Bare, parse_constant=Bare
        )
    except json.JSONDecodeError as error:
        found = text[error.pos :].partition("\n")[0].strip() or "the end of the line"
        what = f"not JSON: {error.msg}"
        raise InputError(what, Place(file, error.lineno), found, "JSON") from error
    except RecursionError as error:
        what = "lists and objects too deep in each other"
        raise InputError(what, Place(file), expected=depths()) from error
    return grow(value, file, iter(lines))


def _lines(text: str, file: str) -> array[int]:
    """The line of every key and value, in order: the standard reader does not tell."""
    lines = array("L")
    line = 1
    for token in _TOKEN.finditer(text):
        if token[0] == "\n":
            line += 1
        else:
            lines.append(line)
            check_count(len(lines), Spot(line, "", file))
    return lines
