"""Looks for texts that the reading of answers stumbles over: `python -m benchmarks.fuzz_answers`.

Hypothesis makes texts of pieces and of anything; atheris, where it is installed (it is no
dependency), mutates bytes towards code that was not reached before. The laws that have to hold are
those of the tests, in `tests/answer_texts.py`.
"""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.answer_texts import TEXTS, check_answer, check_file

LIMIT = 0.05
"""Seconds of processor time that one answer may take."""


class Slowest:
    """The slowest texts so far."""

    def __init__(self) -> None:
        self.count = 0
        self.times: list[tuple[float, str]] = []

    def check(self, text: str) -> None:
        """Read a text and note the time it took; a slow one is tried again before it counts."""
        self.count += 1
        seconds = check_answer(text)
        if seconds > LIMIT / 2:
            seconds = min(seconds, check_answer(text), check_answer(text))
        if not self.times or seconds > self.times[-1][0]:
            self.times.append((seconds, text))

    def report(self) -> str:
        """How many texts there were, and the slowest."""
        seconds, text = self.times[-1]
        over = f"{sum(s > LIMIT for s, _ in self.times)} records above {LIMIT * 1e3:.0f} ms"
        return f"{self.count:,} texts, {over}; slowest {seconds * 1e3:.1f} ms: {text[:200]!r}"


def by_hypothesis(minutes: float) -> None:
    """Batches of random texts, each with a seed of its own, until the time is over."""
    found, end, batch = Slowest(), time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end:
        batch += 1

        @seed(batch)
        @settings(
            max_examples=2_000, database=None, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
        )  # fmt: skip
        @given(TEXTS)
        def texts(text: str) -> None:
            found.check(text)
            check_file(f"z1_1: {text}", "yaml")
            check_file(f"id,z1_1,H\n1,{text}", "csv")

        texts()
        if batch % 10 == 0:
            print(found.report(), flush=True)
    print(found.report(), flush=True)


def by_atheris(minutes: float) -> None:
    """Mutated bytes, guided by the code that they reach."""
    import atheris

    with atheris.instrument_imports(include=["symnn.expressions", "symnn.marking.answers"]):
        check_answer("1")
    found = Slowest()

    def one(data: bytes) -> None:
        found.check(data.decode("utf-8", "replace"))
        if found.count % 50_000 == 0:
            print(found.report(), flush=True)

    arguments = [
        sys.argv[0],
        f"-max_total_time={int(60 * minutes)}",
        "-max_len=200",
        "-verbosity=0",
    ]
    atheris.Setup(arguments, one)
    atheris.Fuzz()


def main() -> None:
    """Look for as many minutes as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--engine", choices=["hypothesis", "atheris"], default="hypothesis")
    options = parser.parse_args()
    {"hypothesis": by_hypothesis, "atheris": by_atheris}[options.engine](options.minutes)


if __name__ == "__main__":
    main()
