"""What exercises have in common that ask for quantities of a network with numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from symnn.derive.order import families, matching, overall_families
from symnn.documents.blocks import Block, Text
from symnn.documents.solution import solution_document
from symnn.evaluate.comparison import compare
from symnn.evaluate.solution import Solution
from symnn.exercises.content import Content, Later
from symnn.exercises.statement import ASKED_ROUNDED, SHOWN_ROUNDED, numbers, rounding, task
from symnn.marking.laws import Laws
from symnn.network.model import Network
from symnn.quantities import Quantity, plain_name

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise


def asking(
    words: Text, asked: Sequence[str], shows_all: bool = False
) -> Callable[[Exercise], Content]:
    """What makes the content of a kind that asks for quantities.

    Args:
        words: what is to be done.
        asked: globs over the plain names of what is asked, unless a spec says otherwise.
        shows_all: whether the solution works out all of the network, not only what is asked.
    """

    def make(exercise: Exercise) -> Content:
        quantities = tuple(chosen(exercise, asked))
        wants_all = shows_all and not exercise.setting.ask
        return content(exercise, words, quantities, wants_all)

    return make


def content(
    exercise: Exercise, words: Text, quantities: tuple[Quantity, ...], shows_all: bool = False
) -> Content:
    """The content of an exercise that asks for these quantities of its network."""
    net, places = exercise.net, exercise.setting.decimals
    return Content(
        task=tuple(task(net, words)),
        shown=Later(lambda: (*rounding(places, ASKED_ROUNDED), *numbers(net, exercise.solution))),
        asks=quantities,
        solution=lambda: worked(exercise, () if shows_all else quantities),
    )


def worked(exercise: Exercise, only: Sequence[Quantity] = ()) -> list[Block]:
    """The worked solution of the exercise's network, or of some of its quantities."""
    solution = Solution(exercise.net, tuple(plain_name(q) for q in only))
    document = solution_document(
        solution, digits=exercise.setting.digits, comparison=compare(solution), spares=True
    )
    return [*rounding(exercise.setting.decimals, SHOWN_ROUNDED), *document.blocks]


def chosen(exercise: Exercise, asked: Sequence[str]) -> list[Quantity]:
    """The quantities that are asked for, in reading order; of several samples, in each of them.

    Raises:
        InputError: if a glob of the spec matches nothing.
    """
    net = exercise.net
    return named(net, exercise.setting.ask or _that_it_has(net, asked))


def named(net: Network, globs: Sequence[str]) -> list[Quantity]:
    """The quantities of a network with these plain names, in each of its samples.

    Raises:
        InputError: if a glob matches nothing.
    """
    found = matching(net, [*families(net), *overall_families(net)], globs)
    laws = Laws(net)
    if not laws.has_samples:
        return found
    return laws.ordered(dict.fromkeys(one for q in found for one in laws.sampled(q)))


def _that_it_has(net: Network, globs: Sequence[str]) -> tuple[str, ...]:
    """The globs of a kind; a network without biases is not asked for them."""
    return tuple(glob for glob in globs if "/db" not in glob or net.biased)
