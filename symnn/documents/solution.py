"""The worked solution of a network, in the lecture's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.agreement import agreement_of_values, work
from symnn.documents.backward import backward, slopes
from symnn.documents.blocks import Block, Document, Heading, Paragraph
from symnn.documents.data import samples_table
from symnn.documents.forms import Form, Section, form_named
from symnn.documents.gradient import gradient
from symnn.documents.network import data_point, network
from symnn.documents.overview import MOST_LINES, worked_of
from symnn.documents.paths import all_by_paths, one_by_paths
from symnn.documents.sparing import sparing
from symnn.documents.steps import following_steps
from symnn.documents.targets import counted
from symnn.documents.titles import title
from symnn.documents.worked import Worked
from symnn.evaluate.comparison import Comparison
from symnn.evaluate.solution import Solution
from symnn.network.model import Network
from symnn.numbers.digits import Digits

MOST_SAMPLES = 3
"""Samples above which only the first is worked out, and the others stand in a table."""
SHORT = 40
"""Lines up to which all samples are worked out, however many, where few quantities are asked."""

METHODS: dict[str, tuple[Section, ...]] = {
    "backprop": (backward, gradient, one_by_paths),
    "chain-rule": (slopes, all_by_paths, gradient),
    "both": (backward, all_by_paths, gradient),
}
"""What is written about a gradient, by the name of the method."""


def solution_document(
    solution: Solution,
    method: str = "backprop",
    digits: Digits | None = None,
    comparison: Comparison | None = None,
    drawn: bool = True,
    spares: bool = False,
    form: str = "scalar",
) -> Document:
    """The worked solution: network, laws, forward pass, gradients, risk and steps.

    Where the solution is of a few quantities only, their lines and those they need are written. A
    large network gets an overview: the laws, and the first and last lines of every kind.

    Args:
        solution: the network solved.
        method: a name in `METHODS`.
        digits: significant digits, or places, if decimals are wanted throughout; None for exact
            numbers.
        comparison: of the two methods, if it was made.
        drawn: whether the network is drawn too.
        spares: whether what is multiplied by 0 is not worked out, where few quantities are asked.
        form: a name in `FORMS`.

    Raises:
        InputError: if a given value contradicts its law, or the method has no such form.
    """
    worked = worked_of(solution, digits)
    worked = sparing(worked) if spares else worked
    chosen = form_named(form)
    blocks: list[Block] = [*network(worked, drawn)]
    recursive = worked.tops if backward in METHODS[method] else ()
    for laws in chosen.laws:
        blocks += laws(solution.net, recursive, worked.shown)
    blocks += _carried_out(worked, chosen, chosen.sections(METHODS[method]))
    if comparison is not None and worked.tops:
        blocks += agreement_of_values(comparison)
        blocks += [] if solution.only else work(solution.net, worked.tops[0])
    blocks += following_steps(worked)
    words = f"{title(solution.net)}, worked out"
    return Document((words,), tuple(blocks), worked.figures.decimals)


def network_document(net: Network) -> Document:
    """A network as it is given: its layers and its numbers."""
    worked = worked_of(Solution(net), None)
    return Document((title(net),), tuple(network(worked)), worked.figures.decimals)


def _carried_out(worked: Worked, form: Form, sections: tuple[Section, ...]) -> Iterator[Block]:
    """All samples, and what they make together."""
    for section in form.overview:
        yield from section(worked)
    yield from _samples(worked, form, sections)
    if worked.net.is_one_linear_model:
        from symnn.documents.collapse import one_linear_model  # few networks are one

        yield from one_linear_model(worked)
    for section in form.overall:
        yield from section(worked)


def _samples(worked: Worked, form: Form, sections: tuple[Section, ...]) -> Iterator[Block]:
    """Every sample worked out under its heading, or the first and a table of all."""
    net, count = worked.net, len(worked.net.data)
    if count == 1:
        yield from _sample(worked, form, sections)
        return
    each = [replace(worked, sample=number) for number in range(1, count + 1)]
    looked_at = [one for one in each if _matters(one)]
    most = min(MOST_SAMPLES, MOST_LINES // max(1, counted(net, worked.tops)))
    are_short = worked.shown is not None and len(looked_at) * len(worked.shown) <= SHORT
    few = len(looked_at) <= most or are_short
    for one in looked_at if few else looked_at[:1]:
        yield Heading(1, (f"Sample {one.sample}",))
        yield from data_point(one)
        yield from _sample(one, form, sections)
    table = list(samples_table(each))
    if table or not few:
        yield Heading(1, (f"All {count} samples",))
    if not few or (len(looked_at) < count and not worked.solution.only):
        yield Paragraph(("The other samples go the same way.",))
    yield from table


def _matters(worked: Worked) -> bool:
    """Whether a sample has to be worked out: for a step, those of its batch are enough."""
    net, goals = worked.net, worked.solution.goals
    is_of_the_whole = bool(net.batches) if goals.sample is None else not goals.sample
    return worked.sample in net.batch or not is_of_the_whole


def _sample(worked: Worked, form: Form, sections: tuple[Section, ...]) -> Iterator[Block]:
    for one in form.forward:
        yield from one(worked)
    for of in worked.tops:
        for section in sections:
            yield from section(worked, of)
