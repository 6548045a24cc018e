"""How long marking takes: a paper, a class, an answer in symbols (goal 6)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import symnn
from benchmarks.marking.papers import Paper, places, typed, work
from benchmarks.timing import in_turn
from symnn.marking.answers.read import read_answer
from symnn.marking.instances import instances
from symnn.marking.marks import Marking
from symnn.network.model import Network
from symnn.quantities import Quantity

STUDENTS = 500
DECIMALS = 3
ASKED = ("z", "a", "H", "dH/da", "dH/dz", "dH/dW", "dH/db")
FORMULAS = {
    "right": "W2_11*g_prime(z1_1)*x1",
    "wrong": "W2_11*g_prime(a1_1)*x1",
}
"""Answers for ∂H/∂W₁₁⁽¹⁾ of an abstract 2-2-1 network."""


def network(activation: str) -> Network:
    """The network of the class: 2-2-2-1."""
    return symnn.build(
        [2, 2, 2, 1], activation=activation, x=[3, "-1/2"], b=[["1/2", -1], ["1/5", 1], [2]],
        W=[[[2, "-3/2"], ["3/4", 1]], [["1/2", -1], ["3/2", "2/5"]], [[3], [-2]]],
    )  # fmt: skip


def asked(net: Network) -> list[Quantity]:
    """Thirty lines."""
    names = [
        *(f"{q}{layer}_{j}" for layer in (1, 2) for j in (1, 2) for q in ("z", "a")), "z3_1", "H",
        *(f"dH/dz{layer}_{j}" for layer, j in ((3, 1), (2, 1), (2, 2), (1, 1), (1, 2))),
        *(f"dH/dW{layer}_{i}{j}" for layer in (2, 1) for i in (1, 2) for j in (1, 2)),
        "dH/dW3_11", "dH/dW3_21", *(f"dH/db{layer}_{j}" for layer in (2, 1) for j in (1, 2)),
        "dH/db3_1",
    ]  # fmt: skip
    return [net.quantity(name) for name in names]


def with_errors(random: Random, paper: Paper, count: int) -> Paper:
    """The paper with numbers by chance in some of its lines."""
    wrong = random.sample(list(paper), count)
    return {**paper, **{line: f"{random.uniform(-4, 4):.{DECIMALS}f}" for line in wrong}}


def report(seconds: float) -> Iterator[str]:
    """The lines of a table: medians."""
    yield "| what is marked | time |"
    yield "| --- | --- |"
    for name, seconds_each in in_turn(
        dict(_runs()), seconds=seconds, clock=time.process_time
    ).items():
        yield f"| {name} | {_readable(seconds_each)} |"


def _readable(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1e3:.1f} ms"


def _runs() -> Iterator[tuple[str, Callable[[], Any]]]:
    for activation in ("relu", "sigmoid"):
        net = network(activation)
        right = work(net, asked(net), places(DECIMALS))
        five = with_errors(Random(0), right, 5)
        yield f"30 answers, {activation}, all right", lambda net=net, p=right: mark(net, [p])
        yield f"30 answers, {activation}, five wrong", lambda net=net, p=five: mark(net, [p])
        papers = _class(right)
        yield f"{STUDENTS} students, {activation}", lambda net=net, p=papers: mark(net, p)
    shape = symnn.shape([2, 2, 1])
    for name, text in FORMULAS.items():
        yield f"one answer in symbols, {name}", lambda text=text: _symbolic(shape, text)


def _class(right: Paper) -> list[Paper]:
    """Papers with no error to five of them, the same number of each."""
    random = Random(1)
    return [with_errors(random, right, student % 6) for student in range(STUDENTS)]


def mark(net: Network, papers: list[Paper]) -> None:
    """Read and mark papers, as `symnn grade` does: one network, many people."""
    points = instances(net)
    for paper in papers:
        Marking(net, typed(net, paper), asked(net), DECIMALS, points)


def _symbolic(net: Network, text: str) -> None:
    target = net.quantity("dH/dW1_11")
    Marking(net, {target: read_answer(text, net)})
