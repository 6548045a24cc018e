"""Which of the questions of a kind a spec asks for."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import TypeVar

from symnn.errors import InputError, nearest
from symnn.exercises.content import Ask
from symnn.marking.questions import Question
from symnn.quantities import plain_name

A = TypeVar("A", bound=Ask)


def wanted(asks: Sequence[A], globs: Sequence[str]) -> tuple[A, ...]:
    """Those that a spec names, in their order; all of them where it names none.

    Args:
        asks: what there is to be asked.
        globs: names of questions, plain names of quantities, or globs over both.

    Raises:
        InputError: for a glob that nothing matches.
    """
    if not globs:
        return tuple(asks)
    names = {name_of(ask): ask for ask in asks}
    for glob in globs:
        if not any(fnmatchcase(name, glob) for name in names):
            raise InputError(
                "nothing that is asked has this name", found=glob,
                expected="one of " + ", ".join(names), near=nearest(glob, names),
            )  # fmt: skip
    return tuple(
        ask for name, ask in names.items() if any(fnmatchcase(name, glob) for glob in globs)
    )


def name_of(ask: Ask) -> str:
    """The name that an answer goes by."""
    return ask.name if isinstance(ask, Question) else plain_name(ask)
