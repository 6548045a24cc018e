"""Documents beside each other on one HTML page, to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from symnn.documents.blocks import Document
from symnn.render.html import prepared, templates


@dataclass(frozen=True)
class Row:
    """Documents that stand beside each other, below what they have in common.

    Attributes:
        head: its title and blocks stand above them.
        columns: the documents.
    """

    head: Document
    columns: Sequence[Document]


def html_columns(head: Document, rows: Sequence[Row]) -> str:
    """One page that needs nothing else: a document, then rows of documents beside each other."""
    page = prepared(head)
    return (
        templates()
        .get_template("columns.html.j2")
        .render(title=page["title"], head=page, rows=[_row(row) for row in rows])
    )


def _row(row: Row) -> dict[str, Any]:
    head = prepared(row.head)
    return head | {"label": head["title"], "columns": [prepared(one) for one in row.columns]}
