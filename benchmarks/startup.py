"""Goal 4: what commands cost, in instructions of `python -c pass`, counted by valgrind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "lecture22-forward.yaml"
PACKAGES = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
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
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, symlinks=True)
        python = str(Path(folder, "bin", "python"))
        unit = instructions(python, ["-c", "pass"])
        yield "| command | instructions, in `python -c pass` |"
        yield "| --- | --- |"
        for name, arguments in COMMANDS.items():
            yield f"| {name} | {instructions(python, arguments) / unit:.1f} |"


def instructions(python: str, arguments: list[str]) -> int:
    """The instructions of one run of Python, after one that wrote the byte code.

    The interpreter is of an environment in which nothing is installed, and finds packages by their
    path: what editable installs bring along at every start, of `-c pass` too, is not counted.
    """
    command = [python, *arguments]
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONPATH": PACKAGES}
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
