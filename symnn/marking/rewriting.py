"""Formulas rewritten so that a quantity stands in them as seldom, and as plainly, as can be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from symnn.formula import Apply, Formula, Quotient, Sum, difference, replace, with_parts
from symnn.functions import Definition, Pieces, Z


def spelled_out(formula: Formula, definitions: Mapping[str, Definition]) -> Formula:
    """The same function with its smooth parts written out, and softmax's shares in one term less.

    exp(u)/(exp(u) + exp(v)) becomes 1/(1 + exp(v - u)): then the sign of its slopes shows.

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
    if not isinstance(whole, Sum) or part not in whole.terms:
        return share
    exponents = [term.argument for term in whole.terms if _is_exponential(term)]
    if len(exponents) < len(whole.terms):
        return share  # what may be 0 must not come below a fraction line
    rest = list(exponents)
    rest.remove(own := exponents[whole.terms.index(part)])
    return Quotient(1, Sum((1, *(Apply("exp", difference(other, own)) for other in rest))))


def _is_exponential(formula: Formula) -> TypeGuard[Apply]:
    return isinstance(formula, Apply) and formula.function == "exp"
