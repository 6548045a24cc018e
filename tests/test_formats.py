"""Every format of documents, by the table that names them."""

from __future__ import annotations

import pytest

from cli.options import FORMATS as NAMES
from symnn.documents import Document, solution_document
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.network import network
from symnn.render.formats import FORMATS

BEGINNINGS = {
    "text": b"A 1-1 network",
    "latex": b"\\documentclass",
    "typst": b"",
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF-1.",
    "markdown": b"# A 1-1 network",
    "notebook": b"{",
}


@pytest.fixture(scope="module")
def document() -> Document:
    solution = Solution(network([1, 1], W=[[["1/2"]]], x=[3]))
    return solution_document(solution, "both", None, compare(solution))


def test_commands_and_table_name_the_same_formats() -> None:
    by_ending = [entry.name for entry in FORMATS if entry.endings]
    assert sorted(NAMES) == sorted([*by_ending, "json"])


def test_an_ending_means_one_format() -> None:
    endings = [ending for entry in FORMATS for ending in entry.endings]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("name", list(BEGINNINGS))
def test_every_format_makes_the_same_bytes_twice(name: str, document: Document) -> None:
    first, second = FORMATS[name].make(document), FORMATS[name].make(document)
    assert first == second
    assert first.lower().startswith(BEGINNINGS[name].lower())
    assert len(first) > 200
