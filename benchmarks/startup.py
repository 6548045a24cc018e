"""Goal 4: what commands cost, in instructions of `python -c pass`, counted by valgrind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "lecture22-forward.yaml"
PROGRAM = "from symnn.cli.__main__ import main; main()"
COMMANDS = {
    "symnn --help": ["-c", PROGRAM, "--help"],
    "symnn solve, lecture's example": ["-c", PROGRAM, "solve", str(EXAMPLE)],
    "the same, --format json": ["-c", PROGRAM, "solve", str(EXAMPLE), "--format", "json"],
}


def report() -> Iterator[str]:
    """The lines of a table; one line that says so where valgrind is missing."""
    if shutil.which("valgrind") is None:
        yield "valgrind is not installed: instructions were not counted."
        return
    unit = instructions(["-c", "pass"])
    yield "| command | instructions, in `python -c pass` |"
    yield "| --- | --- |"
    for name, arguments in COMMANDS.items():
        yield f"| {name} | {instructions(arguments) / unit:.1f} |"


def instructions(arguments: list[str]) -> int:
    """The instructions of one run of Python, after one that wrote the byte code."""
    command = [sys.executable, *arguments]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        subprocess.run(command, capture_output=True, check=True, env=environment)
        return _counted(command, environment)


def _counted(command: list[str], environment: dict[str, str]) -> int:
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    done = subprocess.run(
        [*tool, *command], capture_output=True, text=True, check=True, env=environment
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if found is None:
        raise RuntimeError(f"valgrind counted nothing: {done.stderr[-200:]}")
    return int(found[1])
