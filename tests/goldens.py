"""Golden files: what was made once, read by a person, and is made again by every run.

`SYMNN_WRITE_GOLDEN=1 pytest` writes them anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
"""Where they lie."""
WRITE = "SYMNN_WRITE_GOLDEN"
"""The environment variable that says to write them."""


def check(name: str, text: str) -> None:
    """Compare a text with its golden file, or write that file.

    Args:
        name: the path of the file below the folder of all.
        text: what was made.
    """
    path = GOLDEN / name
    if os.environ.get(WRITE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
