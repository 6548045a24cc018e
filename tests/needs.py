"""What some tests need that is not always installed: without it they are skipped, or fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

REQUIRE_ALL = "SYMNN_REQUIRE_ALL"
"""The environment variable that makes a failure of what would be skipped."""
AXE = Path(__file__).parent / "axe" / "node_modules" / "axe-core" / "axe.min.js"
"""The rules for pages that everyone can use."""


class Need(NamedTuple):
    """Whether something is there, and how it comes there."""

    is_there: Callable[[], bool]
    comes_by: str


def chromium() -> str | None:
    """Where the browser is."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


NEEDS = {
    "axe": Need(AXE.exists, "npm install --no-package-lock --prefix tests/axe"),
    "chromium": Need(lambda: chromium() is not None, "apt install chromium"),
    "ffmpeg": Need(lambda: shutil.which("ffmpeg") is not None, "apt install ffmpeg"),
    "nbformat": Need(lambda: find_spec("nbformat") is not None, "pip install nbformat"),
    "pdflatex": Need(
        lambda: shutil.which("pdflatex") is not None, "apt install texlive-pictures lmodern"
    ),
}
"""By the names that the marker `needs` takes."""


def look_for(names: tuple[str, ...]) -> None:
    """Skip a test without what it needs; fail it if everything is required."""
    missing = [f"{name} ({NEEDS[name].comes_by})" for name in names if not NEEDS[name].is_there()]
    if not missing:
        return
    reason = f"needs {', '.join(missing)}"
    if os.environ.get(REQUIRE_ALL):
        pytest.fail(f"{reason}; {REQUIRE_ALL} is set", pytrace=False)
    pytest.skip(reason)
