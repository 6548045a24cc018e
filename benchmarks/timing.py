"""Timing of alternatives in turn, so that a change of the machine's speed meets them all."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any


def in_turn(
    runs: Mapping[str, Callable[[], Any]],
    prepare: Callable[[], Any] = lambda: None,
    seconds: float = 3.0,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """The median seconds of each, taken A B C A B C ... for about that many seconds each.

    Every alternative runs once before it counts, and at least three times.

    Args:
        runs: the alternatives by name.
        prepare: called before each run, outside the timing.
        seconds: after about how many an alternative has run enough.
        clock: what the time is taken from; `time.process_time` where others use the machine.
    """
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    while any(len(t) < 3 or (sum(t) < seconds and len(t) < 200) for t in taken.values()):
        for name, run in runs.items():
            if len(taken[name]) < 3 or sum(taken[name]) < seconds:
                prepare()
                begin = clock()
                run()
                taken[name].append(clock() - begin)
    return {name: median(times) for name, times in taken.items()}
