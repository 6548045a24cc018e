"""What a kind of exercise is."""

from __future__ import annotations

from dataclasses import dataclass

from symnn.documents.blocks import Text
from symnn.registry import Registry


@dataclass(frozen=True)
class Kind:
    """A kind of exercise.

    Args:
        name: its name in specs.
        summary: one line about it.
        heading: what an exercise of this kind is called on the sheet.
        task: the sentence that says what to do.
        asked: globs over the plain names of what is asked.
        layers: the widths it has unless a spec says otherwise.
    """

    name: str
    summary: str
    heading: str
    task: Text
    asked: tuple[str, ...]
    layers: tuple[int, ...]


KINDS: Registry[Kind] = Registry("kind of exercise", "symnn.kinds")
"""All kinds by name."""
