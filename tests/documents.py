"""Documents of examples, and what is looked for in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from symnn.api import solve
from symnn.documents import solution_document
from symnn.documents.blocks import (
    Document,
    Heading,
    Line,
    Lines,
    Matrices,
    Matrix,
)
from symnn.evaluate.solution import Solution
from symnn.network import Network
from symnn.render.terminal import to_text

ROOT = Path(__file__).resolve().parent.parent


def example(name: str, only: tuple[str, ...] = (), of: str = "") -> Solution:
    return solve(str(ROOT / "examples" / f"{name}.yaml"), only, of)


def lines_of(document: Document) -> dict[Any, Line]:
    """The last line of every target."""
    blocks = [block for block in document.blocks if isinstance(block, Lines)]
    return {line.target: line for block in blocks for line in block.lines}


def matrices_of(document: Document) -> list[Matrix]:
    """The matrices on the page."""
    return [m for b in document.blocks if isinstance(b, Matrices) for m in b.matrices]


def headings(document: Document) -> list[str]:
    """The prose of the headings."""
    blocks = [block for block in document.blocks if isinstance(block, Heading)]
    return ["".join(piece for piece in block.text if isinstance(piece, str)) for block in blocks]


def text(net: Network, *names: str, **options: Any) -> str:
    """The text of a solution, all space alike."""
    document = solution_document(Solution(net, names), **options)
    return " ".join(to_text(document, 200).split())
