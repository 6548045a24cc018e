"""Formulas rewritten so that a quantity stands in them as seldom, and as plainly, as can be."""

from __future__ import annotations

from collections.abc import Mapping

from symnn.formula import Apply, Formula, Quotient, Sum, difference, replace, with_parts
from symnn.functions import Definition, Pieces, Z


def spelled_out(formula: Formula, definitions: Mapping[str, Definition]) -> Formula:
    """The same function with its smooth parts written out, and shares of a total in one term less.

    u/(u + v) becomes 1/(1 + v/u): then its slopes have a sign that shows, as softmax's do.

    Args:
        formula: a formula.
        definitions: the functions that are not elementary, by name.
    """
    formula = with_parts(formula, lambda part: spelled_out(part, definitions))
    if isinstance(formula, Quotient):
        return _share(formula)
    if not isinstance(formula, Apply):
        return formula
    definition, argument = definitions.get(formula.function), formula.argument
    if definition is None or isinstance(definition, Pieces):
        return formula
    return replace(definition, lambda q: argument if q == Z else q)


def _share(share: Quotient) -> Formula:
    part, whole = share.over, share.under
    if not isinstance(whole, Sum) or part not in whole.terms or isinstance(part, int):
        return share
    rest = list(whole.terms)
    rest.remove(part)
    return Quotient(1, Sum((1, *(_ratio(term, part) for term in rest))))


def _ratio(over: Formula, under: Formula) -> Formula:
    match over, under:
        case Apply("exp", upper), Apply("exp", lower):
            return Apply("exp", difference(upper, lower))
    return Quotient(over, under)
