"""Count the multiplications of the direct chain rule and of backpropagation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from symnn.derive.operations import operations
from symnn.documents.blocks import Block, Heading, Inline, Lines, Paragraph, TableBlock, Text
from symnn.documents.diagram import diagram
from symnn.documents.laws import laws
from symnn.errors import InputError
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.exact import number_of
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.operation_formulas import CLAIMS, Counted
from symnn.exercises.kinds.shapes import reshaped
from symnn.exercises.lines import worked_line
from symnn.exercises.statement import many, task
from symnn.exercises.wanted import wanted
from symnn.formula import Formula, Product, product
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network
from symnn.quantities import H, W, a, b, d, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source

NARROWEST, WIDEST = 2, 6
"""The widths that are drawn: products stay such as one has in one's head."""
MOST_COUNTED = 9_999
"""Multiplications above which nobody counts them by hand."""
WORDS: Text = (
    "Count the multiplications that the gradient of the network by all its parameters takes: by"
    " the direct chain rule, and by backpropagation.",
)
HOW: Text = (
    "The forward pass is done: every activation and every slope is a known number. The direct"
    " chain rule sums over all paths to the output and multiplies out each path by itself."
    " Backpropagation follows the laws below, once for every node and every parameter. Count the"
    " multiplications that these formulas say, even where a factor may turn out to be 1; a linear"
    " activation has no slope to multiply with.",
)
OPTIONS = (
    Option(("The product of all factors from the output back to a node, for every path that runs"
            " through this node.",)),
    Option(
        ("The forward pass, for every parameter.",), "forward-pass-repeated",
        "the forward pass is done once for both, and its values are kept",
    ),
    Option(
        ("The slope of the activation, for every node.",), "slopes-repeated",
        "both methods need every slope, and it is a known number from the forward pass",
    ),
    Option(
        ("The product of all factors from the inputs up to a node, for every output.",),
        "direction-mixed-up",
        "what paths have in common lies between the output and a node, where gradients come from",
    ),
)  # fmt: skip
LAYERS = (
    "Layer by layer: how many parameters there are, how many paths and factors each has, and the"
    " multiplications, by paths and by each claim of backpropagation."
)
ADDED = "additions were counted, too"


def _check(net: Network) -> None:
    """Let networks pass that can be counted by a few products."""
    if net.widths[-1] != 1 or net.depth == 1 or None in net.widths:
        found, expected = str(list(net.widths)), "known widths, hidden layers, one output"
        raise InputError("no network to count operations of", found=found, expected=expected)
    if not all(activation.entrywise for activation in net.activations):
        raise InputError("an activation of a whole layer", expected="one of each node by itself")
    most = operations(net, H()).chain_rule.multiplications
    if most > MOST_COUNTED:
        expected = f"at most {MOST_COUNTED:,}"
        raise InputError("too many multiplications to count", found=f"{most:,}", expected=expected)


def _reshaped(setting: Setting, source: Source) -> Network:
    """A network of as many layers, its widths drawn; the network that a spec names is kept."""
    net = setting.net
    if setting.is_own:
        return net
    widths = [source.integer(NARROWEST, WIDEST) for _ in net.widths[:-1]]
    return reshaped(setting, source, [*widths, 1], draws_activations=True)


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    n_in, n_first, n_last = (net.widths[layer] or 1 for layer in (0, 1, net.depth - 1))
    source = exercise.source("weight")
    weight = W(1, source.integer(1, n_in), source.integer(1, n_first))
    counted = Counted(net, weight, z(net.depth - 1, source.integer(1, n_last)))
    where = choice(
        "where", ("What does the direct chain rule work out again and again?",), OPTIONS,
        exercise.source("where"),
    )  # fmt: skip
    asks = tuple(ask(counted) for ask in (_paths, _one, _direct, _recursion, _through))
    return Content(
        task=(*task(net, WORDS), Paragraph(HOW), *_laws(net)),
        shown=(diagram(net, labelled=False),),
        asks=wanted((*asks, where), exercise.setting.ask),
        solution=lambda: list(_solution(counted, asks, where)),
    )


def _laws(net: Network) -> Iterator[Block]:
    """The laws of backpropagation in letters."""
    nodes = a(1, 1), z(1, 1), W(1, 1, 1), b(1, 1)
    shown = {d(H(), quantity) for quantity in nodes[: 3 + net.biased]}
    yield from (block for block in laws(net, [H()], shown) if not isinstance(block, Heading))


def _paths(counted: Counted) -> Question:
    wrong = (
        Wrong(sum(counted.widths[2:]), "widths-added", "the widths of the layers were added up"),
        Wrong(
            number_of(product(*counted.widths[1:])), "paths-through-all-nodes",
            "the nodes of layer 1 were counted, but the weight leads into one of them",
        ),
    )  # fmt: skip
    prompt = ("How many paths lead from ", counted.weight, " to the output?")
    return _question("paths", counted.found.layers[0].paths[0], counted.paths(), prompt, wrong)


def _one(counted: Counted) -> Question:
    paths, factors = counted.found.layers[0].paths[0], counted.found.layers[0].factors
    wrong = (
        Wrong(
            paths * (factors + 1), "factors-counted",
            "the factors of each path were counted, not the multiplications between them",
        ),
        Wrong(paths * factors + paths - 1, "additions-counted", ADDED),
        Wrong(factors, "one-path-only", "only one path was counted"),
    )  # fmt: skip
    prompt = ("How many multiplications does ", d(H(), counted.weight), " take by its paths?")
    return _question("one", paths * factors, counted.one(), prompt, wrong)


def _direct(counted: Counted) -> Question:
    found = counted.found.chain_rule
    like_the_first = Product((len(counted.net.weights()), number_of(counted.one())))
    wrong = (
        Wrong(found.multiplications + found.additions, "additions-counted", ADDED),
        Wrong(
            number_of(like_the_first), "every-layer-like-the-first",
            "every weight was given as many as one of layer 1 takes",
        ),
    )  # fmt: skip
    prompt = ("How many do all parameters take together, by their paths?",)
    return _question("direct", found.multiplications, counted.direct(), prompt, wrong)


def _recursion(counted: Counted) -> Question:
    found = counted.found.recursion
    right = found.multiplications
    wrong = [
        Wrong(
            right + counted.widths[0] * counted.widths[1], "gradient-by-inputs-counted",
            "claim #3 was counted for the inputs, too, whose derivatives no parameter needs",
        ),
        *(
            Wrong(
                right - counted.of_claim(rule), f"{rule.name}-left-out",
                f"what claim #{rule.name[-1]} takes was left out",
            )
            for rule in CLAIMS
        ),
        Wrong(right + found.additions, "additions-counted", ADDED),
    ]  # fmt: skip
    prompt = ("How many does backpropagation take?",)
    return _question("backprop", right, counted.recursion(), prompt, wrong)


def _through(counted: Counted) -> Question:
    layer = counted.net.depth - 1
    wrong = (
        Wrong(
            counted.widths[layer - 1] + counted.net.biased, "own-parameters-only",
            "only the parameters of the node itself were counted, but those of layers before it"
            " have paths through it, too",
        ),
        Wrong(
            counted.found.paths, "all-paths-counted",
            "all paths were counted, also those past the node",
        ),
    )  # fmt: skip
    prompt = (
        "Of the paths of all parameters, how many run through ", counted.at,
        ", those from its own parameters included?",
    )  # fmt: skip
    right = counted.found.repeats[layer - 1]
    return _question("through", right, counted.through(), prompt, wrong)


def _question(
    name: str, right: int, formula: Formula, prompt: Text, wrong: Sequence[Wrong]
) -> Question:
    """A question whose answer was counted, and must be what its formula says."""
    assert number_of(formula) == right
    return Question(name, right, prompt, (), told_apart(right, wrong))


def _solution(counted: Counted, asks: tuple[Question, ...], where: Question) -> Iterator[Block]:
    paths, one, direct, recursion, node = (question.quantity for question in asks)
    first, weight = counted.found.layers[0], counted.weight
    yield Lines(
        (worked_line(paths, counted.paths(), {}),),
        ("From ", weight, " a path goes on by one node of each layer after it:"),
    )
    slopes = sum(not g.is_identity for g in counted.net.activations)
    edges = counted.net.depth - 1
    yield Lines(
        (worked_line(one, counted.one(), {}),),
        (
            f"Each path has {first.factors + 1} factors, {many(edges, 'weight')},"
            f" {many(slopes, 'slope')} and the input, so it takes"
            f" {many(first.factors, 'multiplication')}:",
        ),
    )
    yield Paragraph((LAYERS,))
    yield _table(counted)
    yield Lines(
        (worked_line(direct, counted.direct(), {}),),
        ("By paths: parameters, times paths of each, times multiplications on each path:",),
    )
    yield Lines(
        (worked_line(recursion, counted.recursion(), {}),),
        ("By backpropagation, from the last layer to the first, claims #3, #2 and #1 of each:",),
    )
    lead = ("Paths through ", counted.at, ", from the parameters of layer 1 on:")
    yield Lines((worked_line(node, counted.through(), {}),), lead)
    yield Paragraph((
        "On each of them the direct chain rule works out ", d(H(), counted.at),
        " afresh; backpropagation does so once, keeps it, and uses it again for every parameter"
        " before it. What is repeated: ", *said(where),
    ))  # fmt: skip


def _table(counted: Counted) -> TableBlock:
    """Layer by layer: what each method multiplies."""
    biased = counted.net.biased
    header = ("layer", "weights", *["biases"] * biased, "paths of each", "factors", "by paths",
              "claim #3", "claim #2", "claim #1")  # fmt: skip
    rows = []
    for k, layer in enumerate(counted.found.layers):
        n_in, n_out = counted.widths[k], counted.widths[k + 1]
        claims = [layer.recursion[r.name].multiplications for r in CLAIMS]
        cells = (k + 1, n_in * n_out, *[n_out] * biased, layer.paths[0], layer.factors + 1,
                 layer.chain_rule.multiplications, *claims)  # fmt: skip
        rows.append(tuple((_cell(cell),) for cell in cells))
    columns = frozenset(range(len(header)))
    return TableBlock(tuple((name,) for name in header), tuple(rows), columns)


def _cell(count: int) -> Inline:
    return f"{count:,}"


KIND = Kind(
    name="operation-count",
    summary="multiplications of the direct chain rule and of backprop; where the repeated work is",
    heading="Counting operations",
    make=_make,
    keys={"layers": (3, 4, 3, 1), "biases": "false"},
    reshape=_reshaped,
    draws=False,
    check=_check,
)
