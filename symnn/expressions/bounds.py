"""How large a typed formula may be; checked before anything is built of it."""

from __future__ import annotations

from symnn.errors import InputError
from symnn.formula import Formula, parts

MOST_CHARACTERS = 2_000
DEEPEST = 40
MOST_LEVELS = 3 * DEEPEST
"""Levels of a formula; one bracket can make a few."""


def check_length(text: str) -> None:
    """Let a text pass that is short enough to be looked at.

    Raises:
        InputError: if it is not.
    """
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            "a formula that is too long",
            found=text,
            expected=f"at most {MOST_CHARACTERS} characters",
        )


def check_nesting(text: str) -> None:
    """Let a text pass whose brackets and signs can't stand too deep.

    Raises:
        InputError: if they could.
    """
    depth = deepest = run = 0
    for character in text:
        depth += (character in "({") - (character in ")}")
        run = run + 1 if character in "+-^*({" else run if character == " " else 0
        deepest = max(deepest, depth, run)
    if deepest > DEEPEST:
        raise _too_deep(text)


def check_levels(formula: Formula, text: str) -> None:
    """Let a formula pass that readings can walk through.

    Raises:
        InputError: if it is nested too deeply.
    """
    level = [formula]
    for _ in range(MOST_LEVELS):
        level = [part for node in level for part in parts(node)]
        if not level:
            return
    raise _too_deep(text)


def _too_deep(text: str) -> InputError:
    return InputError(
        "a formula that is nested too deeply", found=text, expected=f"at most {DEEPEST} levels"
    )
