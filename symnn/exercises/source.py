"""The source of all draws of exercises: keyed, with the version of the drawing in every key."""

from __future__ import annotations

from symnn import source

DRAWING = 2
"""The version of the drawing: the same key gives the same numbers while this is the same."""


class Source(source.Source):
    """Random numbers of an exercise, which follow from a key alone.

    Args:
        key: what the draw is for, such as (seed, "version", 3, "exercise", 1).
    """

    def __init__(self, *key: str | int) -> None:
        super().__init__(DRAWING, *key)
        self.key = key
