"""The derivation of a shape in symbols: forward pass, recursion, chain rule over all paths."""

from __future__ import annotations

from collections.abc import Sequence

from symnn.derive import Step
from symnn.derive.agreement import Agreement
from symnn.documents.agreement import agreement_of_formulas, work
from symnn.documents.backward import backward, slopes
from symnn.documents.blocks import Block, Document, Heading, Line, Lines, Link
from symnn.documents.forms import Section, form_named
from symnn.documents.network import overall
from symnn.documents.overview import worked_of
from symnn.documents.paths import all_by_paths
from symnn.documents.titles import title
from symnn.evaluate.solution import Solution
from symnn.network.model import Network

METHODS: dict[str, tuple[Section, ...]] = {
    "backprop": (backward,),
    "chain-rule": (slopes, all_by_paths),
    "both": (backward, all_by_paths),
}
"""What is written about a gradient, by the name of the method."""


def derivation_document(
    net: Network,
    method: str = "both",
    only: Sequence[str] = (),
    agreement: Agreement | None = None,
    drawn: bool = True,
    form: str = "scalar",
) -> Document:
    """The formulas of every z, a and gradient of a network.

    Args:
        net: a network, of which only the shape is looked at.
        method: a name in `METHODS`.
        only: plain names or globs; empty for everything.
        agreement: the comparison of the two methods, if it was made.
        drawn: whether the network is drawn too.
        form: a name in `FORMS`.

    Raises:
        InputError: for a name of nothing in the network, or a method that has no such form.
    """
    worked = worked_of(Solution(net, only), None)
    tops, chosen = worked.tops, form_named(form)
    sections = chosen.sections(METHODS[method])
    recursive = tops if backward in METHODS[method] else ()
    blocks: list[Block] = [Heading(2, ("The network",)), *overall(worked, drawn)]
    blocks += [block for laws in chosen.laws for block in laws(net, recursive, worked.shown)]
    blocks += [block for section in chosen.overview for block in section(worked)]
    blocks += [block for section in chosen.forward for block in section(worked)]
    if net.is_one_linear_model:
        from symnn.documents.collapse import one_linear_model  # few networks are one

        blocks += one_linear_model(worked)
    blocks += [block for of in tops for section in sections for block in section(worked, of)]
    if agreement is not None and tops:
        blocks += agreement_of_formulas(agreement)
        blocks += [] if only else work(net, tops[0])
    return Document((f"{title(net)} in symbols",), tuple(blocks))


def step_document(step: Step) -> Document:
    """One line of a derivation, with the law that it follows."""
    line = Line(step.target, (Link("=", step.formula),), (step.rule.name,))
    return Document((step.rule.summary,), (Lines((line,)),))
