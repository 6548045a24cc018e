"""Runs the study: `python -m benchmarks.marking [--into FILE] [SECTION ...]`.

Without `--into` the tables are printed; with it they take the places of those in a document, each
between `<!-- figures: SECTION -->` and `<!-- end -->`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.marking import own_keys, perturbed, planted, random_answers, times

SECTIONS: dict[str, tuple[Callable[[Any], Iterator[str]], float]] = {
    "right": (own_keys.report, 500),
    "planted": (planted.report, 40),
    "random": (random_answers.report, 50),
    "perturbed": (perturbed.report, 12),
    "times": (times.report, 2.0),
}
"""Each part, and how much of it: networks, or seconds."""
END = "<!-- end -->"


def main() -> None:
    """Print the sections that were asked for, or all; or put them into a document."""
    arguments = sys.argv[1:]
    into = Path(arguments[1]) if arguments[:1] == ["--into"] else None
    for name in arguments[2 if into else 0 :] or SECTIONS:
        if name not in SECTIONS:
            sys.exit(f"no section {name}: there are {', '.join(SECTIONS)}")
        report, amount = SECTIONS[name]
        if into is None:
            print(f"\n## {name}\n", *report(amount), sep="\n", flush=True)
        else:
            table = "\n".join(report(amount))
            into.write_text(_put(into.read_text(encoding="utf-8"), name, table), encoding="utf-8")


def _put(document: str, name: str, table: str) -> str:
    """The document with that table in its place."""
    begin = f"<!-- figures: {name} -->"
    head, found, rest = document.partition(begin)
    if not found:
        sys.exit(f"the document has no {begin}")
    return f"{head}{begin}\n\n{table}\n\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    main()
