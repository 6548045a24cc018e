"""The batches of steps, as a file says them: the samples of one, or of several taken in turn."""

from __future__ import annotations

from symnn.errors import InputError
from symnn.files import Items, Tree, described
from symnn.network.entries import count, items

MOST_BATCHES = 100


def batches(tree: Tree | None, samples: int) -> tuple[tuple[int, ...], ...]:
    """The samples of the first step, of the second, and so on, from 1; empty where all are meant.

    Args:
        tree: one list of samples, or several that are taken in turn; None if nothing is said.
        samples: how many samples there are.

    Raises:
        InputError: for anything else, with its place.
    """
    if tree is None:
        return ()
    listed = items(tree, "a list of samples, as in [1, 4], or of several such lists")
    if not 1 <= len(listed) <= max(MOST_BATCHES, samples):
        expected = "samples, as in [1, 4], or lists of them"
        raise InputError("batches that can't be used", tree.place, described(tree), expected)
    several = listed if isinstance(listed[0], Items) else (tree,)
    if len(several) > MOST_BATCHES:
        expected = f"at most {MOST_BATCHES}"
        raise InputError("too many batches", tree.place, described(tree), expected)
    return tuple(_batch(batch, samples) for batch in several)


def _batch(tree: Tree, samples: int) -> tuple[int, ...]:
    listed = items(tree, "a list of samples, as in [1, 4]")
    numbers = tuple(count(item, "the number of a sample", samples) for item in listed)
    if not numbers or len(set(numbers)) < len(numbers):
        what = "a batch that is no set of samples"
        raise InputError(what, tree.place, described(tree), "each sample once")
    return numbers
