"""The gradient of the risk of a linear model by the chain rule: in letters, and with the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from symnn.documents.blocks import (
    Block,
    Heading,
    Line,
    Lines,
    Link,
    MatrixLines,
    OfMatrices,
    Paragraph,
    TableBlock,
    Text,
)
from symnn.documents.fit_names import (
    GRADIENT,
    GRAM,
    INNER,
    MOMENT,
    NUMBER,
    OUTER,
    PREDICTION,
    SAMPLE,
    SLOPE,
    WEIGHTS,
    column,
    grid,
    input_of_sample,
    is_rounded,
    vector,
    weights,
)
from symnn.documents.fit_numbers import FitNumbers
from symnn.formula import (
    Formula,
    IndexedSum,
    Power,
    Product,
    Quotient,
    Sum,
    difference,
    minus,
    product,
    total,
)
from symnn.learning import Fit
from symnn.learning.fit import combination
from symnn.matrix_formula import MatrixProduct, MatrixSum, Scaled, Whole
from symnn.quantities import Letter, Quantity, symbol, y

OF_SAMPLE: Text = (
    "The loss of a sample, its derivative by the prediction, and the gradient of the prediction,"
    " in which every weight stands once:",
)
BY_CHAIN_RULE: Text = ("By the chain rule, and in matrices:",)
WITH_DATA: Text = ("With the data put in, for every sample, and the mean of the products:",)
MOST_SAMPLES, MOST_WEIGHTS = 6, 4
"""Above which the data are not put in."""
IN_MATRICES = symbol("(2/n) Xᵀ(X w − y)")


def square_loss() -> Formula:
    """(Hᵢ − yᵢ)²."""
    return Power(_missed(), 2)


def gradient(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """∂ℓ/∂H and ∇H, and what the chain rule makes of them; then the same with the data put in."""
    row, n = input_of_sample(fit), symbol("n")
    yield Heading(2, ("The gradient of the risk",))
    of_sample = ((symbol("ℓ"), square_loss()), (OUTER, Product((2, _missed()))), (INNER, row))
    yield Lines(tuple(Line(name, (Link("=", what),)) for name, what in of_sample), OF_SAMPLE)
    links = (
        Product((Quotient(1, n), _sum(Product((OUTER, INNER))))),
        Product((Quotient(2, n), _sum(Product((_missed(), row))))),
        IN_MATRICES,
        GRADIENT,
    )
    yield Lines((Line(SLOPE, tuple(Link("=", link) for link in links)),), BY_CHAIN_RULE)
    if len(fit.w) <= MOST_WEIGHTS and len(fit.y) <= MOST_SAMPLES:
        yield from _with_data(fit, numbers)


def gradient_law(fit: Fit, w: Quantity) -> OfMatrices:
    """2/n (XᵀX w − Xᵀy), where w goes by that name."""
    width = len(fit.w)
    gram, moment = Whole(GRAM, (width, width)), Whole(MOMENT, (width, 1))
    inner = MatrixSum((MatrixProduct(gram, Whole(w, (width, 1))), Scaled(-1, moment)))
    return OfMatrices(Scaled(Fraction(2, len(fit.y)), inner))


def with_matrices(fit: Fit, law: OfMatrices, numbers: FitNumbers) -> OfMatrices:
    """The same with the numbers of XᵀX and Xᵀy."""
    width = len(fit.w)
    gram, moment = Whole(GRAM, (width, width)), Whole(MOMENT, (width, 1))
    entries = {gram: grid(fit.gram, numbers), moment: column(fit.moment, numbers)}
    return replace(law, entries={**law.entries, **entries})


def _with_data(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """A row a sample, with the weights as unknowns, and the mean of the products."""
    yield Paragraph(WITH_DATA)
    yield _samples(fit, numbers)
    put_in = with_matrices(fit, gradient_law(fit, WEIGHTS), numbers)
    relation = "≈" if any(map(is_rounded, put_in.entries.values())) else "="
    yield MatrixLines((Line(SLOPE, (Link(relation, put_in),)),))


def _samples(fit: Fit, numbers: FitNumbers) -> TableBlock:
    header: tuple[Text, ...] = ((NUMBER,), (PREDICTION,), (OUTER,), (INNER,))
    rows: list[tuple[Text, ...]] = []
    for i, (row, target) in enumerate(zip(fit.design, fit.y, strict=True), 1):
        prediction = combination(zip(map(numbers.factor, row), weights(fit), strict=True))
        missed = _less(prediction, numbers.factor(target))
        cells = (prediction, product(2, missed), vector(row, numbers))
        rows.append(((str(i),), *((cell,) for cell in cells)))
    return TableBlock(header, tuple(rows), frozenset([0]))


def _less(prediction: Formula, target: Formula) -> Formula:
    """The prediction less its target, as a person would write it: without a term 0."""
    terms = prediction.terms if isinstance(prediction, Sum) else (prediction,)
    return total(term for term in (*terms, minus(target)) if term != 0)


def _missed() -> Formula:
    return difference(PREDICTION, y(SAMPLE))


def _sum(body: Formula) -> Formula:
    return IndexedSum(SAMPLE, Letter("n"), body)
