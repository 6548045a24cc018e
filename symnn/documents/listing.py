"""Quantities in a sentence, with commas between them."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.documents.blocks import Inline, Text
from symnn.quantities import Quantity


def listed(quantities: Sequence[Quantity], most: int | None = None) -> Text:
    """The quantities in a row; beyond `most`, how many more there are."""
    pieces: list[Inline] = []
    for quantity in quantities[:most]:
        pieces += [", ", quantity]
    left_out = len(quantities) - len(quantities[:most])
    return (*pieces[1:], *[f" and {left_out:,} more"] * (left_out > 0))
