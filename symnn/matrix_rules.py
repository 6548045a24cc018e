"""The laws of `rules` for whole layers: with columns and matrices, in the order of the lecture.

A law here is that of a rule for all nodes at once: z = [W]ᵀa + b gathers the weighted sums of a
layer. What has no such form, as the slope of a loss with quotients, is its scalar law in every
entry. Whatever the form, `entry` of it is the scalar law again, up to the order of factors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symnn import rules
from symnn.activations import Entrywise
from symnn.formula import Apply, Formula, Product, Sum, minus
from symnn.matrix_formula import (
    Hadamard,
    Mapped,
    MatrixFormula,
    MatrixProduct,
    MatrixSum,
    OfColumn,
    Scaled,
    Transposed,
    Whole,
    Written,
)
from symnn.matrix_reading import member
from symnn.quantities import Index, L, Letter, Quantity, W, a, b, d, d_a, d_z, slope, z
from symnn.rules import InLetters, Rule, Shape, rule_for

MatrixLaw = Callable[[Shape, Quantity], MatrixFormula | None]


@dataclass(frozen=True)
class MatrixRule:
    """A law of a whole layer.

    Args:
        rule: the rule whose quantities it gathers; it has its name and source.
        summary: the sentence that explains it.
        law: from a shape and a target without nodes, such as z of layer 2, to the formula; None
            where there is none to be written, as of an unstated loss.
    """

    rule: Rule
    summary: str
    law: MatrixLaw

    @property
    def name(self) -> str:
        """The name it goes by, that of its rule."""
        return self.rule.name

    @property
    def source(self) -> str:
        """Where the lecture has it."""
        return self.rule.source

    def general(self, target: Quantity, biased: bool = True) -> MatrixFormula:
        """The law for a layer that is a letter, of networks with or without biases."""
        formula = self.law(InLetters(biased), target)
        assert formula is not None
        return formula


def whole(shape: Shape, name: Quantity) -> Whole:
    """All quantities of a layer that go by a name, with their shape.

    Columns have n_l rows, W and what is like it has n_(l-1) rows and n_l columns, a Jacobian has
    n_l of both. A width that is not known is a letter.
    """
    layer: Index = shape.depth if name.kind in "Hy" else name.layer
    nodes = _width(shape, layer)
    if name.kind in ("W", "new_W"):
        return Whole(name, (_width(shape, layer - 1), nodes))
    is_jacobian = isinstance(name.of, Quantity) and name.of.kind == "a"
    return Whole(name, (nodes, nodes if is_jacobian else 1))


def _width(shape: Shape, layer: Index) -> Index:
    width = shape.width(layer)
    return Letter("n", sub=Letter(str(layer))) if width is None else width


def _weighted_sum(shape: Shape, target: Quantity) -> MatrixFormula:
    layer = target.layer
    weights, before = whole(shape, W(layer, 0, 0)), whole(shape, a(layer - 1, 0))
    weighted = MatrixProduct(Transposed(weights), before)
    return MatrixSum((weighted, whole(shape, b(layer, 0)))) if shape.biased else weighted


def _activation(shape: Shape, target: Quantity) -> MatrixFormula:
    activation, argument = shape.activation(target.layer), whole(shape, z(target.layer, 0))
    if not isinstance(activation, Entrywise):
        return OfColumn(activation, argument)
    return argument if activation.is_identity else Mapped(activation.name, argument)


def _entry_by_entry(shape: Shape, target: Quantity) -> MatrixFormula | None:
    """The scalar law, once for the column if it has that form, else in every entry."""
    rule, (rows, columns) = rule_for(target), whole(shape, target).shape
    assert rule is not None
    if columns == 1:
        formula = rule.law(shape, target)
        column = None if formula is None else _column(shape, formula)
        if column is not None:
            return column
    if not isinstance(rows, int) or not isinstance(columns, int):
        return None
    nodes = [[member(target, i, j) for j in range(1, columns + 1)] for i in range(1, rows + 1)]
    entries = [[rule.law(shape, quantity) for quantity in row] for row in nodes]
    listed = [tuple(entry for entry in row if entry is not None) for row in entries]
    return Written(tuple(listed)) if all(len(row) == columns for row in listed) else None


def _column(shape: Shape, formula: Formula) -> MatrixFormula | None:
    """A formula over names without nodes as one over columns; None if it has another form."""
    match formula:
        case Quantity(i=0, j=0):
            return whole(shape, formula)
        case Apply(function, argument):
            inside = _column(shape, argument)
            return None if inside is None else Mapped(function, inside)
        case Product((int() | Fraction() as factor, one)):
            scaled = _column(shape, one)
            return None if scaled is None else Scaled(factor, scaled)
        case Sum(terms):
            columns = [_column(shape, term) for term in terms]
            found = tuple(column for column in columns if column is not None)
            return MatrixSum(found) if len(found) == len(terms) else None
        case _:
            return None


def _from_next_layer(shape: Shape, target: Quantity) -> MatrixFormula | None:
    """Claim #3, and at the last layer what it starts from."""
    layer, of = target.layer, target.top
    if layer == shape.depth:
        return _start(shape, target)
    weights, onward = whole(shape, W(layer + 1, 0, 0)), whole(shape, d_z(of, layer + 1, 0))
    return MatrixProduct(weights, onward)


def _start(shape: Shape, target: Quantity) -> MatrixFormula | None:
    if target.top == L:
        return None if shape.loss is None else _entry_by_entry(shape, target)
    width = shape.width(target.layer)
    if not isinstance(width, int):
        return None
    law = rules.CLAIM_3.law
    entries = [law(shape, member(target, j, 1)) for j in range(1, width + 1)]
    return Written(tuple((entry,) for entry in entries if entry is not None))


def _through_activation(shape: Shape, target: Quantity) -> MatrixFormula:
    layer, of = target.layer, target.top
    activation, through = shape.activation(layer), whole(shape, d_a(of, layer, 0))
    if not isinstance(activation, Entrywise):
        jacobian = whole(shape, d(a(layer, 0), z(layer, 0)))
        return MatrixProduct(Transposed(jacobian), through)
    if activation.is_identity:
        return through
    return Hadamard(through, whole(shape, slope(activation.name, layer, 0)))


def _weight(shape: Shape, target: Quantity) -> MatrixFormula:
    layer, of = target.layer, target.top
    return MatrixProduct(whole(shape, a(layer - 1, 0)), Transposed(whole(shape, d_z(of, layer, 0))))


def _bias(shape: Shape, target: Quantity) -> MatrixFormula:
    return whole(shape, d_z(target.top, target.layer, 0))


def _output(shape: Shape, target: Quantity) -> MatrixFormula:
    return whole(shape, a(shape.depth, 0))


def _risk_gradient(shape: Shape, target: Quantity) -> MatrixFormula | None:
    if target.kind == "b" and shape.shared_biases:
        return _entry_by_entry(shape, target)
    of_samples = tuple(whole(shape, d(L, target.base).at(sample)) for sample in shape.batch)
    size = len(of_samples)
    mean = Scaled(Fraction(1, size), MatrixSum(of_samples)) if size > 1 else of_samples[0]
    if target.kind == "W" and shape.l2:
        return MatrixSum((mean, Scaled(shape.l2, whole(shape, target.base))))
    return mean


def _step(shape: Shape, target: Quantity) -> MatrixFormula | None:
    before = target._replace(kind=target.kind.removeprefix("new_"))
    if shape.learning_rate is None:
        return None
    gradient = whole(shape, d(Quantity("R"), before))
    return MatrixSum((whole(shape, before), Scaled(minus(shape.learning_rate), gradient)))


WEIGHTED_SUMS = MatrixRule(
    rules.WEIGHTED_SUM,
    "for all nodes of the layer at once, plus the biases",
    _weighted_sum,
)
ACTIVATIONS_OF_LAYER = MatrixRule(
    rules.ACTIVATION, "the activation function of every entry", _activation
)
OUTPUTS = MatrixRule(rules.OUTPUT, "the outputs are the last layer's activations", _output)
SLOPES = MatrixRule(
    rules.LOCAL_DERIVATIVE,
    "the derivative of the activation function at every pre-activation",
    _entry_by_entry,
)
BY_WEIGHTS = MatrixRule(
    rules.CLAIM_1,
    "what comes in, as a column, times a row",
    _weight,
)
BY_PRE_ACTIVATIONS = MatrixRule(
    rules.CLAIM_2, "every entry times its own slope", _through_activation
)
BY_ACTIVATIONS = MatrixRule(
    rules.CLAIM_3,
    "row j of the weights leads out of node j",
    _from_next_layer,
)
BY_BIASES = MatrixRule(rules.BIAS, "a bias enters its z with the factor 1", _bias)
RISK_GRADIENT = MatrixRule(
    rules.RISK_GRADIENT, "the gradient of a mean is the mean of the gradients", _risk_gradient
)
STEP = MatrixRule(rules.STEP, "gradient descent walks against the gradient", _step)

BY_RULE: dict[str, MatrixRule] = {
    one.name: one
    for one in (
        WEIGHTED_SUMS, ACTIVATIONS_OF_LAYER, OUTPUTS, SLOPES, BY_WEIGHTS, BY_PRE_ACTIVATIONS,
        BY_ACTIVATIONS, BY_BIASES, RISK_GRADIENT, STEP,
    )
}  # fmt: skip
"""The matrix law of a rule, by the rule's name; L and R are numbers and have none."""


def matrix_rule_for(target: Quantity) -> MatrixRule | None:
    """The matrix law that gives all quantities of a name; None for what is simply there."""
    rule = rule_for(target)
    return None if rule is None else BY_RULE.get(rule.name)
