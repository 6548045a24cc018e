"""Goal 3: a hundred versions, problems and solutions, to PDF without TeX, by the command itself."""

from __future__ import annotations

import resource
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
    """The lines of a table: seconds from start to end, and of all processors together."""
    yield f"| {VERSIONS} versions | jobs | seconds | of processors | PDF files |"
    yield "| --- | --- | --- | --- | --- |"
    for name, arguments in SETS.items():
        for jobs in (1, 2):
            clock, processors, files = zip(
                *(_measured(arguments, jobs) for _ in range(ROUNDS)), strict=True
            )
            cells = (name, jobs, f"{median(clock):.1f}", f"{median(processors):.1f}", files[0])
            yield f"| {' | '.join(map(str, cells))} |"


def _measured(arguments: list[str], jobs: int) -> tuple[float, float, int]:
    """Seconds of a run by the clock and of processors, and how many PDF files it made."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--to", "pdf", "--versions", str(VERSIONS), "--jobs", str(jobs), "--quiet"]
        command = [sys.executable, "-c", PROGRAM, "generate", *arguments, *options, "-o", folder]
        begin, used = time.perf_counter(), _used()
        subprocess.run(command, check=True)
        taken = time.perf_counter() - begin
        return taken, _used() - used, len(list(Path(folder).rglob("*.pdf")))


def _used() -> float:
    """Seconds of processors that all finished children have used."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime
