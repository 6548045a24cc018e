"""Goal 3: a hundred versions, problems and solutions, to PDF without TeX, by the command itself."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

PROGRAM = "from symnn.cli.__main__ import main; main()"
SETS = {
    "one exercise, 2-2-2-1": ["--kind", "backprop", "--layers", "2,2,2,1"],
    "the lecture's two": [str(Path(__file__).parent.parent / "examples" / "lecture22.yaml")],
}
VERSIONS, ROUNDS = 100, 3


def report() -> Iterator[str]:
    """The lines of a table: seconds from start to end."""
    yield f"| {VERSIONS} versions | jobs | seconds | files |"
    yield "| --- | --- | --- | --- |"
    for name, arguments in SETS.items():
        for jobs in (1, 2):
            taken = [_seconds(arguments, jobs) for _ in range(ROUNDS)]
            files = taken[0][1]
            yield f"| {name} | {jobs} | {median(t for t, _ in taken):.1f} | {files} |"


def _seconds(arguments: list[str], jobs: int) -> tuple[float, int]:
    """How long a run takes, and how many PDF files it makes."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--to", "pdf", "--versions", str(VERSIONS), "--jobs", str(jobs), "--quiet"]
        command = [sys.executable, "-c", PROGRAM, "generate", *arguments, *options, "-o", folder]
        begin = time.perf_counter()
        subprocess.run(command, check=True)
        return time.perf_counter() - begin, len(list(Path(folder).rglob("*.pdf")))
