"""A derivation in symbols as JSON: both methods for every gradient, and whether they agree."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from symnn.derive.agreement import Agreement
from symnn.derive.chain_rule import MOST_PATHS, chain_rule_formula
from symnn.derive.derivation import step_for
from symnn.derive.order import Family, families, matching
from symnn.derive.path_counts import count_paths
from symnn.network.model import Network
from symnn.quantities import Quantity, plain_name
from symnn.render.json_solution import MOST_ENTRIES, head, quoted
from symnn.render.writer import plain

MOST_WRITTEN_PATHS = 100_000
"""Paths that are written out in one document; after that, `chain_rule` is null."""


def derivation_json(net: Network, agreement: Agreement, only: Sequence[str] = ()) -> Iterator[str]:
    """The JSON text, piece by piece.

    Args:
        net: a network, of which only the shape is looked at.
        agreement: the comparison of the two methods on it.
        only: globs over plain names; empty for all.

    Raises:
        InputError: if a glob matches nothing.
    """
    forward, gradients, omitted = _chosen(net, only)
    yield head("derivation", net)
    yield ',\n  "forward": {'
    yield from _separated(_formulas(net, forward))
    yield '},\n  "quantities": {'
    yield from _separated(_gradients(net, gradients, agreement))
    yield "}"
    if omitted:
        yield f',\n  "omitted": {omitted}'
    yield "\n}\n"


def _chosen(
    net: Network, only: Sequence[str]
) -> tuple[Iterable[Quantity], Iterable[Quantity], int]:
    """Forward quantities, gradients, and how many were left out."""
    groups = list(families(net))
    if only:
        found = matching(net, groups, only)
        gradients = [q for q in found if _is_derived(q)]
        return [q for q in found if not _is_derived(q)], gradients, 0
    forward: list[Family] = []
    backward: list[Family] = []
    room, omitted = MOST_ENTRIES, 0
    for family in groups:
        kept = family if family.size <= room else None
        room -= family.size if kept else 0
        omitted += 0 if kept else family.size
        if kept:
            (backward if _is_derivative(family.prefix) else forward).append(family)
    return _members(forward), _members(backward), omitted


def _members(groups: list[Family]) -> Iterator[Quantity]:
    return chain.from_iterable(family.members() for family in groups)


def _is_derivative(prefix: str) -> bool:
    return prefix.startswith("d") and not prefix.startswith("da")


def _is_derived(quantity: Quantity) -> bool:
    return isinstance(quantity.of, Quantity) and quantity.of.kind != "a"


def _separated(entries: Iterable[str]) -> Iterator[str]:
    between = "\n    "
    for entry in entries:
        yield between + entry
        between = ",\n    "
    if between != "\n    ":
        yield "\n  "


def _formulas(net: Network, quantities: Iterable[Quantity]) -> Iterator[str]:
    for quantity in quantities:
        step = step_for(net, quantity)
        if step is not None:
            yield f"{quoted(plain_name(quantity))}: {quoted(plain(step.formula))}"


def _gradients(net: Network, gradients: Iterable[Quantity], agreement: Agreement) -> Iterator[str]:
    left = MOST_WRITTEN_PATHS
    for gradient in gradients:
        step, paths = step_for(net, gradient), count_paths(net, gradient)
        by_paths = None
        if paths is not None and paths <= min(MOST_PATHS, left):
            left -= paths
            by_paths = chain_rule_formula(net, gradient)
        recursion = quoted(plain(gradient if step is None else step.formula))
        chain_rule = "null" if by_paths is None else quoted(plain(by_paths))
        rest = f'"paths": {json.dumps(paths)}, "agree": {json.dumps(agreement.agrees_on(gradient))}'
        entry = f'"recursion": {recursion}, "chain_rule": {chain_rule}, {rest}'
        yield f"{quoted(plain_name(gradient))}: {{{entry}}}"
