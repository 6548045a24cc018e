"""Runs the study: `python -m benchmarks.marking [FILE]` prints it, or puts it into a document."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.marking import own_keys, perturbed, planted, random_answers, times

BEGIN, END = "<!-- python -m benchmarks.marking docs/marking.md -->", "<!-- end of the figures -->"
SECTIONS: dict[str, tuple[Callable[[Any], Iterator[str]], float]] = {
    "Right papers": (own_keys.report, 500),
    "Planted mistakes": (planted.report, 60),
    "Random wrong answers": (random_answers.report, 100),
    "Answers that are off by units of the last digit": (perturbed.report, 40),
    "Times": (times.report, 2.0),
}
"""Each part, and how much of it."""


def main() -> None:
    """Print all sections, or put them between the marks in a document."""
    if len(sys.argv) < 2:
        for line in study():
            print(line, flush=True)
        return
    document = Path(sys.argv[1])
    head, _, rest = document.read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    figures = "\n".join(study())
    document.write_text(f"{head}{BEGIN}\n{figures}\n\n{END}{tail}", encoding="utf-8")


def study() -> Iterator[str]:
    """The sections, line by line."""
    for name, (report, amount) in SECTIONS.items():
        yield f"\n## {name}\n"
        yield from report(amount)


if __name__ == "__main__":
    main()
