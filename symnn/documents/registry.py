"""What there is to choose from, as a page."""

from __future__ import annotations

from typing import TypeVar

from symnn.documents.blocks import Document, TableBlock
from symnn.registry import Named, Registry

T = TypeVar("T", bound=Named)


def registry_document(title: str, registry: Registry[T]) -> Document:
    """A table of the entries of a registry, those of other packages included."""
    rows = tuple(((entry.name,), (entry.summary,)) for entry in registry)
    return Document((title,), (TableBlock((("name",), ("what it is",)), rows),))
