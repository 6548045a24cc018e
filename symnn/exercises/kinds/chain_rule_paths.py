"""Write derivatives as sums over paths, in symbols; find a missing term; count paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from symnn.derive.chain_rule import chain_rule_formula, paths
from symnn.derive.path_counts import count_paths
from symnn.documents.blocks import Block, Inline, Line, Lines, Link, Paragraph, Text
from symnn.documents.diagram import diagram
from symnn.errors import InputError
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.planted import wrong_gradients
from symnn.exercises.statement import check_symbols, task
from symnn.formula import Formula, Product, leaves, product, total
from symnn.marking.questions import Question, Wrong
from symnn.marking.sameness import same_at_points
from symnn.network.build import shape
from symnn.quantities import Quantity, W, d, symbol, x

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise
    from symnn.exercises.source import Source
    from symnn.network.model import Network

MOST_ASKED = 4
"""Paths of a sum that is to be written out."""
MOST_PRINTED = 8
"""Paths of a sum that is printed, but for one term."""
WIDEST = 9
"""The largest width of the network whose paths are counted."""
WORDS: Text = (
    "The network is given in symbols: no more is said of its activation than its name, and g′ is"
    " its derivative. By the chain rule, a derivative of the output is a sum over paths. In each"
    " term write the weights, the inputs or activations, and g′ at each pre-activation that the"
    " path passes.",
)
ALONG = (
    "Along a path from the parameter to the output the local derivatives are multiplied: g′ at"
    " each node that it passes, W at each edge, and for a weight what it is multiplied by. Then"
    " the paths are added up."
)


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    asked = _asked(net, exercise.source("sum"))
    printed = _printed(net, exercise.source("missing"))
    terms = [product(*path) for path in paths(net, printed)]
    at = exercise.source("term").choice(_through(terms, asked))
    by_weight = exercise.shared_source("paths").below(2) == 1
    counted = _counted(by_weight, exercise.source("paths"))
    line = Line(printed, (Link("=", total(_gapped(terms, at))),))
    return Content(
        task=tuple(task(net, WORDS)),
        shown=(diagram(net), Lines((line,), ("One term is missing from this sum:",))),
        asks=(_sum(net, asked), _missing(net, terms, at), _count(*counted)),
        solution=lambda: list(_solution(net, asked, (printed, terms, at), counted)),
    )


def _check(net: Network) -> None:
    """Let networks pass that are all symbols and have sums of a length that suits."""
    check_symbols(net)
    _with_paths(net, 2, MOST_ASKED)


def _gradients(net: Network) -> list[Quantity]:
    """The derivatives whose paths cross most layers: by weights of layer 1, then by inputs."""
    widths = [width or 0 for width in net.widths]
    (of, *_) = net.differentiated
    nodes = range(1, widths[0] + 1)
    weights = [d(of, W(1, i, j)) for i in nodes for j in range(1, widths[1] + 1)]
    return weights + [d(of, x(i)) for i in nodes]


def _with_paths(net: Network, least: int, most: int) -> list[Quantity]:
    found = [q for q in _gradients(net) if least <= (count_paths(net, q) or 0) <= most]
    if not found:
        raise InputError(
            "a network without a derivative that suits",
            found="-".join(map(str, net.widths)),
            expected=f"one of its derivatives by weights or inputs with {least} to {most} paths",
        )
    return found


def _asked(net: Network, source: Source) -> Quantity:
    """By a weight where that has several paths."""
    found = _with_paths(net, 2, MOST_ASKED)
    return source.choice([q for q in found if q.kind == found[0].kind])


def _printed(net: Network, source: Source) -> Quantity:
    """By an input where that has not too many paths."""
    found = _with_paths(net, 2, MOST_PRINTED)
    return source.choice([q for q in found if q.kind == found[-1].kind])


def _through(terms: Sequence[Formula], asked: Quantity) -> list[int]:
    """The numbers of the terms whose paths pass the node of the sum that is to be written.

    One of these is left out, so that the printed sum gives away as little as it can.
    """
    node = (asked.layer, asked.j)
    near = [k for k, term in enumerate(terms) if any((q.layer, q.j) == node for q in leaves(term))]
    return near if len(near) < len(terms) and asked.kind == "W" else list(range(len(terms)))


def _gapped(terms: Sequence[Formula], at: int) -> list[Formula]:
    """The terms with a name in the place of one."""
    return [*terms[:at], symbol("missing"), *terms[at + 1 :]]


def _sum(net: Network, gradient: Quantity) -> Question:
    right = chain_rule_formula(net, gradient)
    assert right is not None
    prompt = ("Write ", gradient, " as a sum over paths.")
    wrong = tuple(wrong_gradients(net, gradient))
    return Question("sum", right, prompt, wrong=wrong, without=("d*/d*",))


def _missing(net: Network, terms: Sequence[Formula], at: int) -> Question:
    right = terms[at]
    others = [term for term in terms if not same_at_points(net, term, right)]
    wrong = [Wrong(term, "term-repeated", "this term stands in the sum already") for term in others]
    wrong += [*_shortened(right)]
    prompt = ("Which term is missing from the sum above?",)
    return Question("missing", right, prompt, wrong=tuple(wrong), without=("d*/d*",))


def _shortened(term: Formula) -> Iterator[Wrong]:
    """The term without one of its factors."""
    factors = term.factors if isinstance(term, Product) else ()
    for k, factor in enumerate(factors):
        is_slope = type(factor) is Quantity and factor.kind == "slope"
        name, what = ("slope-left-out", "a g′") if is_slope else ("weight-left-out", "a weight")
        rest = product(*factors[:k], *factors[k + 1 :])
        yield Wrong(rest, name, f"{what} of the path was left out")


def _counted(by_weight: bool, source: Source) -> tuple[Network, Quantity]:
    """A wider network and one of its derivatives, by a weight of layer 1 or by an input."""
    widths = [source.integer(2, WIDEST) for _ in range(4)]
    while len(set(widths[1:])) < 2:
        widths = [source.integer(2, WIDEST) for _ in range(4)]
    wide = shape([*widths, 1], "g", "g")
    weight = W(1, source.integer(1, widths[0]), source.integer(1, widths[1]))
    return wide, d(wide.outputs[0], weight if by_weight else x(weight.indices[1]))


def _count(net: Network, gradient: Quantity) -> Question:
    right = count_paths(net, gradient)
    assert right is not None
    widths = _choices(net, gradient)
    wrong = {
        number_of(total(widths)): Wrong(
            number_of(total(widths)), "widths-added",
            "the widths were added: each node of a layer leads to every node of the next",
        ),
        number_of(Product(tuple(w or 0 for w in net.widths))): Wrong(
            number_of(Product(tuple(w or 0 for w in net.widths))), "fixed-nodes-counted",
            "a path begins at one node: the nodes beside it don’t count",
        ),
    }  # fmt: skip
    if gradient.kind == "W":
        every = _choices(net, d(gradient.top, x(1)))
        wrong[number_of(Product(every))] = Wrong(
            number_of(Product(every)), "node-of-the-weight-chosen",
            "the weight leads to one node of layer 1: there is no choice there",
        )  # fmt: skip
    inputs, *layers, last = map(str, net.widths)
    prompt: Text = (
        f"Another network has {inputs} inputs and layers of {', '.join(layers)} and {last} nodes."
        " How many paths are summed for ",
        gradient,
        "?",
    )
    return Question("paths", right, prompt, wrong=tuple(w for k, w in wrong.items() if k != right))


def _choices(net: Network, gradient: Quantity) -> tuple[int, ...]:
    """How many nodes there are to choose from, layer by layer along a path."""
    return tuple(width or 0 for width in net.widths[1 + (gradient.kind == "W") :])


def _solution(
    net: Network,
    asked: Quantity,
    printed: tuple[Quantity, list[Formula], int],
    counted: tuple[Network, Quantity],
) -> Iterator[Block]:
    yield Paragraph((ALONG,))
    terms = [product(*path) for path in paths(net, asked)]
    lines = [_path_line(k, term) for k, term in enumerate(terms, 1)]
    yield Lines(tuple(lines), ("The paths of ", asked, ":"))
    yield Lines((Line(asked, (Link("=", total(terms)),)),), ("Their sum:",))
    gradient, found, at = printed
    yield Lines(
        (_path_line(at + 1, found[at], symbol("missing")),),
        ("The sum for ", gradient, " has a path for each choice of a node in every layer. The one"
         " that is not there:"),
    )  # fmt: skip
    yield from _counting(*counted)


def _counting(net: Network, gradient: Quantity) -> Iterator[Block]:
    choices, right = Product(_choices(net, gradient)), count_paths(net, gradient)
    assert right is not None
    begins = "the weight leads to one node of layer 1" if gradient.kind == "W" else "it begins at"
    fixed: Text = (begins,) if gradient.kind == "W" else (begins, " ", gradient.base)
    yield Lines(
        (Line(symbol("paths"), (Link("=", choices), Link("=", right))),),
        ("In the other network a path chooses a node of each layer; ", *fixed, ":"),
    )


def _path_line(number: int, term: Formula, name: Quantity | None = None) -> Line:
    return Line(name or symbol(f"path{number}"), (Link("=", term),), _way(term))


def _way(term: Formula) -> Text:
    """The pre-activations that a path passes, from the parameter on."""
    slopes = [q for q in leaves(term) if q.kind == "slope"]
    nodes = [Quantity("z", q.layer, 0, q.j) for q in reversed(slopes)]
    way: list[Inline] = ["through "]
    for k, node in enumerate(nodes):
        way += [" → ", node] if k else [node]
    return tuple(way) if nodes else ()


KIND = Kind(
    name="chain-rule-paths",
    summary="derivatives as sums over paths, in symbols: write one, complete one, count the paths",
    heading="The chain rule, path by path",
    make=_make,
    takes_ask=False,
    keys={"layers": (2, 2, 2, 1), "activation": "g", "output_activation": "g"},
    draws=False,
    check=_check,
)
