"""How objects show themselves in a notebook.

Networks, derivations, steps and solutions stand below the rooms that write pages, so they don't
know how they look; `symnn.api` says it here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MAKERS: dict[type, Callable[[Any], dict[str, str]]] = {}
"""By class, what makes the representations of an object, by MIME type."""


def bundle(shown: object, include: object = None, exclude: object = None) -> dict[str, str]:
    """What a notebook asks for as `_repr_mimebundle_`; plain text where nobody said anything."""
    maker = MAKERS.get(type(shown))
    return {"text/plain": repr(shown)} if maker is None else maker(shown)
