"""Goal 2: exercises a second, each a 2-2-2-1 network drawn, solved and worked in LaTeX."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import sympy_exercises
from benchmarks.timing import in_turn

RIVAL = Path(__file__).parent / "quizgenerator_exercises.py"
OTHER_PYTHON = "QUIZGENERATOR_PYTHON"
"""Names a Python that has quizgenerator, which wants 3.12, where that of the benchmark has not."""
SOME, MANY = 200, 4_000


def report() -> Iterator[str]:
    """The lines of a table, then a line about two workers."""
    numbers = count(1)
    runs: dict[str, Callable[[], Any]] = {
        "symnn": partial(_ours, range(SOME)),
        "symnn, a whole solution sheet in LaTeX": lambda: _sheet(next(numbers)),
        "SymPy on each step alone": lambda: sympy_exercises.by_steps(Random(1)),
        "SymPy throughout": lambda: sympy_exercises.throughout(Random(1)),
    }
    times = in_turn(runs, seconds=2.0, clock=time.process_time)
    rates = {name: 1 / time for name, time in times.items()}
    rates["symnn"] *= SOME
    missing = []
    for name, plain in (("quizgenerator", False), ("the same without its drawing", True)):
        found = questions_of_quizgenerator(["backprop"], plain)
        if isinstance(found, str):
            missing = [found]
        else:
            rates[name] = found["backprop"]
    yield "| exercises | a second of one processor | symnn is faster by |"
    yield "| --- | --- | --- |"
    for name, rate in rates.items():
        yield f"| {name} | {rate:,.1f} | {rates['symnn'] / rate:.0f} × |"
    yield ""
    yield from missing
    yield f"Lines of an exercise of symnn: {len(_bank().exercise(1).lines)}."
    yield _two_workers()


@cache
def _bank() -> Any:
    from symnn.exercises.bank import Bank
    from symnn.network import network

    return Bank(network([2, 2, 2, 1], activation="relu"), ("benchmark",))


def _ours(numbers: range) -> str:
    """The lines of some exercises, as a file would have them."""
    return "\n\n".join("\n".join(_bank().exercise(number).lines) for number in numbers)


def _sheet(number: int) -> str:
    """The page that `symnn generate` writes: laws, reasons, drawing, agreement of two methods."""
    from symnn.exercises.problem_set import version
    from symnn.exercises.sheets import solutions
    from symnn.exercises.spec import one_exercise
    from symnn.render.latex import latex

    spec = one_exercise({"kind": "backprop", "layers": "2,2,2,1"})
    return latex(solutions(version(spec, number)))


def questions_of_quizgenerator(kinds: Sequence[str], plain: bool = False) -> dict[str, float] | str:
    """Questions a second of quizgenerator, in a process of its own; or why there are none.

    Args:
        kinds: names of symnn's kinds that it has questions about.
        plain: whether its drawings of networks are left out.
    """
    python = os.environ.get(OTHER_PYTHON)
    if python is None and find_spec("QuizGenerator") is None:
        version = ".".join(map(str, sys.version_info[:2]))
        return (
            f"quizgenerator is not installed in this Python {version} (it wants 3.12 or later): "
            f"{OTHER_PYTHON} may name one that has it.\n"
        )
    command = [python or sys.executable, str(RIVAL), *kinds, *["--plain"] * plain]
    with TemporaryDirectory() as folder:  # it leaves logs where it runs
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])["a_second"]
    return told


def _two_workers() -> str:
    """How much faster two processes are than one by the clock, their lines brought back too."""
    chunks = [range(start, start + 250) for start in range(0, MANY, 250)]
    with get_context("spawn").Pool(2) as pool:
        runs = {
            "one": lambda: [_ours(chunk) for chunk in chunks],
            "two": lambda: list(pool.imap(_ours, chunks)),
        }
        times = in_turn(runs, seconds=6.0)
    rate = MANY / times["two"]
    return f"Two workers: {times['one'] / times['two']:.2f} × one, {rate:,.0f} a second."
