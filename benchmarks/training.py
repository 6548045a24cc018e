"""Training: epochs a second, against a loop by hand in NumPy and against PyTorch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.timing import in_turn
from benchmarks.training_peers import by_hand, in_torch
from symnn.files import read
from symnn.learning.training import train
from symnn.learning.training_file import Plan, read_training

DEMO = Path(__file__).parent.parent / "examples" / "train-demo.yaml"
WORK = ((None, 200), (20, 40))
"""Batch sizes, and epochs that are timed."""


def demo() -> Plan:
    """The lecture's demo."""
    return read_training(read(str(DEMO)), str(DEMO.parent))


def report() -> Iterator[str]:
    """A table: epochs a second of one processor, and how many times as long others take."""
    yield "| work | symnn, epochs a second | NumPy by hand takes | PyTorch takes |"
    yield "| --- | --- | --- | --- |"
    for size, epochs in WORK:
        plan = replace(demo(), batch_size=size, epochs=epochs, frames=2)
        runs: dict[str, Callable[[], Any]] = {"ours": lambda p=plan: train(p)}
        runs |= {"hand": lambda p=plan: by_hand(p), "torch": lambda p=plan: in_torch(p)}
        _one_thread()
        _check(replace(plan, epochs=epochs // 4))  # before rounding has grown
        times = in_turn(runs, clock=time.process_time)
        ours = times["ours"]
        steps = "one step with all 200 points" if size is None else f"{200 // size} steps of {size}"
        ratios = [f"{times[name] / ours:.2f} ×" for name in ("hand", "torch")]
        yield f"| {steps} | {epochs / ours:,.0f} | {' | '.join(ratios)} |"


def _check(plan: Plan) -> None:
    """All three do the same, or there is nothing to compare."""
    training = train(plan)
    ours = np.column_stack([training.risks, training.accuracies])
    for other in (by_hand, in_torch):
        assert np.allclose(ours, other(plan), rtol=1e-9, atol=0), other.__name__


def _one_thread() -> None:
    import torch

    torch.set_num_threads(1)
