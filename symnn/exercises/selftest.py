"""The self-test of a set: every exercise drawn for many seeds, and what is found about it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import groupby

from symnn.errors import SymnnError
from symnn.exercises.asked import figures_of
from symnn.exercises.exercise import Exercise
from symnn.exercises.probes import OF_EXAMPLES, PROBES, Trial
from symnn.exercises.spec import Spec

MOST_TOLD = 3
"""Failures of one sort that are told."""
SHARE = 20
"""Seeds that one process tries at a time."""

Spread = dict[str, tuple[float, float]]
"""The least and the greatest of every figure."""


@dataclass
class Tested:
    """What came of the trials of one exercise of a set.

    Attributes:
        number: which exercise of the set, from 1.
        kind: the name of its kind.
        seeds: how many were tried.
        seconds: how long they took to be drawn.
        draws: how many draws they took.
        failures: by probe, what failed and the seed that shows it.
        alike: how many seeds gave an exercise that another seed had given.
        spread: the least and greatest of every figure.
    """

    number: int
    kind: str
    seeds: int = 0
    seconds: float = 0.0
    draws: int = 0
    failures: dict[str, list[str]] = field(default_factory=dict)
    seen: set[bytes] = field(default_factory=set)
    spread: Spread = field(default_factory=dict)
    drawn: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing failed."""
        return not any(self.failures.values())

    @property
    def alike(self) -> int:
        """How many seeds gave an exercise that another seed had given."""
        return self.drawn - len(self.seen)

    @property
    def accepted(self) -> float:
        """The share of the draws that were accepted."""
        return self.drawn / self.draws if self.draws else 0.0

    def fail(self, probe: str, seed: int, why: str) -> None:
        """Take down a failure."""
        self.failures.setdefault(probe, []).append(f"seed {seed}: {why}")

    def join(self, other: Tested) -> None:
        """Take over what came of other seeds."""
        self.seeds += other.seeds
        self.seconds += other.seconds
        self.draws += other.draws
        self.drawn += other.drawn
        self.seen |= other.seen
        for probe, why in other.failures.items():
            self.failures.setdefault(probe, []).extend(why)
        for figure, (least, greatest) in other.spread.items():
            reach(self.spread, figure, least, greatest)


def selftest(spec: Spec, seeds: int, first: int = 1, jobs: int = 1) -> Iterator[Tested]:
    """The trials of every exercise of a set, one after the other.

    Args:
        spec: the set.
        seeds: how many seeds are tried of each.
        first: the first of them.
        jobs: how many processes share the work.
    """
    shares = [
        (number, begin, min(SHARE, first + seeds - begin))
        for number in range(1, len(spec.settings) + 1)
        for begin in range(first, first + seeds, SHARE)
    ]
    if jobs == 1:
        yield from _joined(_tried(spec, *share) for share in shares)
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(jobs, _begin, (spec,)) as pool:
        yield from _joined(pool.imap(_of_a_worker, shares))


def _joined(found: Iterator[Tested]) -> Iterator[Tested]:
    """The parts of each exercise together."""
    for _, group in groupby(found, key=lambda one: one.number):
        whole, *others = group
        for part in others:
            whole.join(part)
        yield whole


_spec: Spec


def _begin(spec: Spec) -> None:
    """What a worker knows from its start."""
    global _spec
    _spec = spec


def _of_a_worker(share: tuple[int, int, int]) -> Tested:
    return _tried(_spec, *share)


def _tried(spec: Spec, number: int, first: int, seeds: int) -> Tested:
    """The trials of some seeds of one exercise."""
    tested = Tested(number, spec.settings[number - 1].kind.name)
    for seed in range(first, first + seeds):
        exercise = _timed(spec, seed, tested)
        if exercise is not None:
            tested.seen.add(sha256(repr(exercise.signature).encode()).digest())
            _try(exercise, seed, tested)
    return tested


def _timed(spec: Spec, seed: int, tested: Tested) -> Exercise | None:
    """The exercise of a seed; a refusal is a failure of its own."""
    key = replace(spec, seed=f"{spec.seed} selftest {seed}").key
    setting = spec.settings[tested.number - 1]
    start = time.process_time()
    tested.seeds += 1
    try:
        exercise = setting.version(key, tested.number, ("version", 1, 0))
        _ = exercise.content
    except SymnnError as error:
        tested.fail("drawing", seed, str(error).splitlines()[0])
        return None
    finally:
        tested.seconds += time.process_time() - start
    tested.drawn += 1
    tested.draws += exercise.fair.tries
    return exercise


def _try(exercise: Exercise, seed: int, tested: Tested) -> None:
    trial = Trial(exercise)
    for name in PROBES if exercise.content.asks else OF_EXAMPLES:
        for why in PROBES[name](trial):
            tested.fail(name, seed, why)
    widen(tested.spread, exercise)


def widen(spread: Spread, exercise: Exercise) -> None:
    """Let spreads reach the figures of an exercise; those of lists are how long they are."""
    for figure, value in figures_of(exercise).items():
        number = float(len(value) if isinstance(value, list) else value)
        reach(spread, figure, number, number)


def reach(spread: Spread, figure: str, least: float, greatest: float) -> None:
    """Let the spread of a figure reach from one number to another."""
    low, high = spread.get(figure, (least, greatest))
    spread[figure] = min(low, least), max(high, greatest)
