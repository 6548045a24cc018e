"""What was set: a network, what is asked of it, and what that is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from symnn.derive.order import families, matching, overall_families
from symnn.errors import InputError
from symnn.files import Leaf, Tree, read, table
from symnn.marking.laws import Laws
from symnn.marking.questions import Question, read_questions
from symnn.network import read_network
from symnn.network.entries import count, decimals, items, leaf
from symnn.network.model import Network
from symnn.network.reader import EXERCISE_KEYS
from symnn.quantities import Quantity

MOST_POINTS = 10_000
MOST_PARAMETERS = 20_000
"""Parameters above which nobody has worked a network out by hand."""


@dataclass(frozen=True)
class Task:
    """What was set.

    Attributes:
        net: the network.
        asked: the quantities asked for, in the lecture's order; empty where the file does not say:
            then what was answered was asked for.
        points: what all of it is worth together; None for a point a quantity.
        decimals: how many the sheet asked for; None where it asked for exact numbers.
        questions: what is asked beside quantities.
    """

    net: Network
    asked: tuple[Quantity, ...] = ()
    points: Fraction | None = None
    decimals: int | None = None
    questions: tuple[Question, ...] = ()


def read_task(path: str, only: Sequence[str] = ()) -> Task:
    """What the exercise file, or the network file, at a path sets.

    Args:
        path: the file; `-` is stdin.
        only: globs over plain names of what is asked for, instead of what the file says.

    Raises:
        InputError: for a file that holds none.
    """
    return task_from(read(path), only)


def task_from(tree: Tree, only: Sequence[str] = ()) -> Task:
    """What an exercise or a network sets, read already; see `read_task`."""
    net = read_network(tree, EXERCISE_KEYS)
    entries = table(tree).entries
    _check_size(net, tree, "questions" in entries and "ask" not in entries)
    named = entries.get("ask")
    globs = list(only) or ([] if named is None else _names(named))
    points, numbers = entries.get("points"), entries.get("numbers")
    return Task(
        net,
        tuple(_asked(net, globs, None if only else named)),
        None if points is None else Fraction(count(points, "a number of points", MOST_POINTS)),
        None if numbers is None else decimals(numbers),
        read_questions(entries.get("questions"), net),
    )


def _check_size(net: Network, tree: Tree, only_questions: bool) -> None:
    if (net.parameters or 0) > MOST_PARAMETERS and not only_questions:
        found, expected = f"{net.parameters:,} parameters", f"at most {MOST_PARAMETERS:,}"
        raise InputError("a network too large to be marked", tree.place, found, expected)


def _asked(net: Network, globs: Sequence[str], tree: Tree | None) -> list[Quantity]:
    if not globs:
        return []
    laws = Laws(net)
    try:
        found = matching(net, [*families(net), *overall_families(net)], globs)
    except InputError as error:
        raise (error if tree is None else error.within(tree.place)) from None
    return laws.ordered(dict.fromkeys(sampled for q in found for sampled in laws.sampled(q)))


def _names(tree: Tree) -> list[str]:
    listed = [tree] if isinstance(tree, Leaf) else items(tree, "a list of names")
    return [leaf(item, "a plain name or a glob") for item in listed]
