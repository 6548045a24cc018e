"""Runs the benchmarks: `python -m benchmarks [NAME ...]`."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = {
    "derivation": "The whole derivation in symbols (goal 1)",
    "exercises": "Exercises a second, each drawn, solved and worked in LaTeX (goal 2)",
    "kinds": "Exercises a second, kind by kind (goal 2)",
    "pdf": "A hundred versions to PDF (goal 3)",
    "training": "Training, epochs a second",
    "representations": "What ten seeds of each data set learn",
    "startup": "What commands cost (goal 4)",
}


def main() -> None:
    """Print a section for each benchmark that was asked for, or for all."""
    for name in sys.argv[1:] or NAMES:
        if name not in NAMES:
            sys.exit(f"no benchmark {name}: there are {', '.join(NAMES)}")
        print(f"\n## {NAMES[name]}\n", flush=True)
        for line in import_module(f"benchmarks.{name}").report():
            print(line, flush=True)


if __name__ == "__main__":
    main()
