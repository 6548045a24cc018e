"""What a file says of gradient descent: where it starts, how long its steps are, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symnn.errors import InputError
from symnn.files import Leaf, Table, Tree, described
from symnn.formula import Formula
from symnn.network.batches import batches
from symnn.network.entries import count, is_unknown, items, number, only
from symnn.numbers.reading import EXPECTED
from symnn.numbers.value import ClosedValue, with_enough_bits

START, RATE, STEPS, BATCH = "w0", "learning_rate", "steps", "batch"
KEYS = (START, RATE, STEPS, BATCH)
"""The keys of descent in a file for `symnn fit`."""
MOST_STEPS = 1_000


@dataclass(frozen=True)
class Plan:
    """Gradient descent as it is asked for.

    Args:
        start: w⁽⁰⁾, d numbers.
        rate: the learning rate λ, above 0.
        steps: how many steps are made.
        batches: the samples of the first step, of the second, and so on, from 1; after the last
            batch comes the first again. Empty if all samples are in every step.
    """

    start: tuple[Formula, ...]
    rate: Formula
    steps: int = 1
    batches: tuple[tuple[int, ...], ...] = ()

    def numbers(self) -> Iterator[Formula]:
        """All numbers that were typed."""
        yield self.rate
        yield from self.start

    def batch(self, step: int) -> tuple[int, ...]:
        """The samples of a step, counted from 1; empty for all."""
        return self.batches[(step - 1) % len(self.batches)] if self.batches else ()


def read_plan(file: Table, width: int, rows: int) -> Plan | None:
    """The descent that a file asks for; None if it has none of its keys.

    Args:
        file: the file.
        width: how many weights there are.
        rows: how many samples there are.

    Raises:
        InputError: if a key is not what it has to be, or stands there without a learning rate.
    """
    rate = only(file, [RATE])
    if rate is None:
        _refuse_alone(file)
        return None
    steps = only(file, [STEPS])
    return Plan(
        _start(only(file, [START]), width),
        _rate(rate),
        1 if steps is None else count(steps, "a number of steps", MOST_STEPS),
        batches(only(file, [BATCH]), rows),
    )


def _refuse_alone(file: Table) -> None:
    for key in KEYS:
        alone = only(file, [key])
        if alone is not None:
            what = f"`{key}` without `{RATE}`"
            raise InputError(what, alone.place, expected=f"{RATE}, as in `{RATE}: 1/10`")


def _rate(tree: Tree) -> Formula:
    rate = _known(tree)
    if with_enough_bits(lambda arithmetic: arithmetic.sign(ClosedValue(arithmetic)(rate))) > 0:
        return rate
    what = "a learning rate that leads nowhere"
    raise InputError(what, tree.place, described(tree), "a number above 0")


def _start(tree: Tree | None, width: int) -> tuple[Formula, ...]:
    """The numbers that the descent starts from; zeros if it is not said."""
    if tree is None:
        return (0,) * width
    expected = f"the {width} weights that the descent starts from"
    listed = (tree,) if isinstance(tree, Leaf) and width == 1 else items(tree, expected)
    if len(listed) != width:
        raise InputError("`w0` of the wrong length", tree.place, described(tree), expected)
    return tuple(map(_known, listed))


def _known(tree: Tree) -> Formula:
    if is_unknown(tree):
        raise InputError("an unknown in a descent", tree.place, described(tree), EXPECTED)
    return number(tree)
