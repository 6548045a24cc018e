"""The example files, by what they hold."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "examples"
"""Where the examples lie."""
OTHERS = (
    "every-kind",
    "lecture22",
    "lecture22-answers",
    "best-fit-line",
    "fit-descent",
    "linnerud",
)
"""A problem set, and data to be fitted."""
TRAININGS = sorted(FOLDER.glob("train-*.yaml"))
"""The examples that are trained."""
NETWORKS = [
    path
    for path in sorted(FOLDER.glob("*.yaml"))
    if path.stem not in OTHERS and path not in TRAININGS
]
"""The examples that are networks."""
