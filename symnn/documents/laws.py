"""The laws in letters: at the top of a solution, and in the place of formulas that are too long."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Prompt, Text
from symnn.formula import Formula, Sum, leaves, total
from symnn.network.model import Network
from symnn.quantities import H, Letter, Quantity, R, W, a, b, d, symbol, z
from symnn.rules import CLAIM_1, CLAIM_2, CLAIM_3, Rule, rule_for

LAMBDA = symbol("λ")
"""The learning rate, as the general law of a step has it."""
LECTURE = {
    CLAIM_1.name: "claim #1",
    CLAIM_2.name: "claim #2",
    CLAIM_3.name: "claim #3",
}
"""What the lecture calls a law; the others go by their name."""

_l, _i, _j = Letter("ℓ"), Letter("i"), Letter("j")


def laws(
    net: Network, tops: Sequence[Quantity], shown: Collection[Quantity] | None = None
) -> Iterator[Block]:
    """The laws that a solution uses, each once.

    Args:
        net: the network.
        tops: what gradients are taken of; none where only the forward pass is asked for.
        shown: the quantities whose lines are shown; None for all.
    """
    targets = [z(_l, _j), a(_l, _j)]
    by_inputs = shown is None or any(q.kind == "x" and q.is_gradient for q in shown)
    goes_on = bool(tops) and (net.depth > 1 or by_inputs)
    if tops:
        of = tops[0]._replace(j=0)
        targets += [d(of, a(_l, _j))] * goes_on
        targets += [d(of, z(_l, _j)), d(of, W(_l, _i, _j))]
        targets += [d(of, b(_l, _j))] * net.biased
    targets += _through_vectors(net, tops)
    lines = [_line(net, q) for q in used(targets, shown)]
    if lines:
        yield Heading(2, ("The laws",))
        yield Prompt(_letters(goes_on))
        yield Lines(tuple(lines))


def used(targets: Sequence[Quantity], shown: Collection[Quantity] | None) -> list[Quantity]:
    """The targets of laws that lines follow: those of a kind that is shown."""
    kinds = {(q.kind, q.is_gradient) for q in (targets if shown is None else shown)}
    return [q for q in targets if (q.kind, q.is_gradient) in kinds]


def general(net: Network, target: Quantity) -> Formula | None:
    """The law of a quantity with a letter for what its sums run over; None if it has no such form.

    Args:
        net: says which activation a layer has, and whether there are biases.
        target: its indices may be numbers or letters; a layer that is a letter stands for one
            with an entrywise activation g.
    """
    rule, layer = rule_for(target), target.layer
    at_the_end = target.is_gradient and target.kind in "ax" and layer == net.depth
    if rule is None or target.kind in "LR" or target.of == R or at_the_end:
        return None
    if isinstance(layer, int) and target.kind == "a" and not target.is_gradient:
        return net.activation(layer).output(Letter("n"), layer, target.j)
    if isinstance(layer, int) and target.kind == "z" and isinstance(target.of, Quantity):
        return net.activation(layer).back(Letter("n"), target.of, layer, target.j)
    formula = rule.general(target)
    return formula if net.biased else _without_bias(formula)


def name_of_law(rule: Rule) -> str:
    """What a law is called."""
    return LECTURE.get(rule.name, rule.name.replace("-", " "))


def _letters(goes_on: bool) -> Text:
    """What the letters of the laws stand for, k only where a sum runs over the layer after."""
    before: Text = ("In layer ", symbol("ℓ"), ": ", symbol("j"), " is a node of it, ", symbol("i"))
    onward: Text = (", ", symbol("k"), " one of the layer after") if goes_on else ()
    ends: Text = (Quantity("a", 0), " is ", Quantity("x"), ", ", Quantity("a", Letter("L")), " is ")
    return (*before, " one of the layer before", *onward, "; ", *ends, H(), ".")


def _line(net: Network, target: Quantity) -> Line:
    formula, rule = general(net, target), rule_for(target)
    assert formula is not None
    assert rule is not None
    summary = rule.summary if net.biased else rule.summary.removesuffix(", plus the bias")
    why = f"{name_of_law(rule)}: {summary}"
    if isinstance(target.layer, int):
        name = net.activation(target.layer).name
        why = f"{name_of_law(rule)} for {name}: z acts through all activations of its layer"
    return Line(target, (Link("=", formula),), (why,))


def _through_vectors(net: Network, tops: Sequence[Quantity]) -> Iterator[Quantity]:
    """The gradients by z of layers whose activation is vector-valued: their law is another."""
    for layer in range(1, net.depth + 1):
        if tops and not net.activation(layer).entrywise:
            yield d(tops[0]._replace(j=0), z(layer, _j))


def _without_bias(formula: Formula) -> Formula:
    if not isinstance(formula, Sum):
        return formula
    return total(term for term in formula.terms if not any(q.kind == "b" for q in leaves(term)))
