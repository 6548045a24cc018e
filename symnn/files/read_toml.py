"""TOML: the standard reader, told to leave decimals alone; integers are written out again."""

from __future__ import annotations

import re
import sys
import tomllib
from itertools import repeat

from symnn.errors import InputError, Place
from symnn.files.bounds import depths
from symnn.files.grow import Bare, grow
from symnn.files.tree import Tree


def parse(text: str, file: str) -> Tree:
    """The tree of a TOML text; its places have keys, but no lines.

    Raises:
        InputError: if it is not TOML, is beyond a bound, has a key twice, or holds a date or time.
    """
    try:
        value = tomllib.loads(text, parse_float=_decimal)
    except tomllib.TOMLDecodeError as error:
        raise _refusal(text, file, str(error)) from error
    except ValueError as error:  # an integer with more digits than Python reads
        raise _long_integer(text, file) from error
    except RecursionError as error:
        what = "lists and tables too deep in each other"
        raise InputError(what, Place(file), expected=depths()) from error
    return grow(value, file, repeat(0))


def _decimal(text: str) -> Bare:
    return Bare(text.replace("_", ""))  # TOML's way of grouping digits is nobody else's


def _refusal(text: str, file: str, message: str) -> InputError:
    """The error for a message such as `Invalid value (at line 3, column 5)`."""
    rows = text.split("\n")
    at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", message)
    line = int(at[1]) if at and at[1] else len(rows)
    what = f"not TOML: {message[: at.start()] if at else message}"
    found = rows[line - 1].strip() or "the end of the file"
    return InputError(what, Place(file, line), found, "TOML, with each key once")


def _long_integer(text: str, file: str) -> InputError:
    most = sys.get_int_max_str_digits()
    digits = re.search(rf"[\d_]{{{most + 1},}}", text)
    line = text.count("\n", 0, digits.start()) + 1 if digits else 0
    expected = f"at most {most:,} digits without quotes around them"
    return InputError("an integer that is too long", Place(file, line), None, expected)
