"""Mistakes of averages over samples and of the step of gradient descent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symnn.formula import Formula, Product, Sum, minus, product
from symnn.marking.mistakes.editing import factors, terms
from symnn.marking.mistakes.table import MISTAKES, Mistake
from symnn.network.model import Network
from symnn.quantities import Quantity, R, d


def _sum(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if len(net.batch) > 1 and target.kind != "b":
        yield _mean_times(law, len(net.batch))


def _sum_for_biases(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if len(net.batch) > 1 and target.kind == "b":
        yield _mean_times(law, len(net.batch))


def _over_all(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if len(net.batch) < len(net.data):
        yield _mean_times(law, Fraction(len(net.batch), len(net.data)))


def _mean_times(law: Formula, factor: int | Fraction) -> Formula:
    """The law with its mean, its first term, multiplied."""
    mean, *rest = terms(law)
    first, *others = factors(mean)
    number = isinstance(first, (int, Fraction))
    scaled = Fraction(first) * factor if isinstance(first, (int, Fraction)) else Fraction(factor)
    kept = others if number else [first, *others]
    changed = product(*([] if scaled == 1 else [scaled]), *kept)
    return Sum((changed, *rest)) if rest else changed


def _penalty_forgotten(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.l2 and target.kind != "b":
        yield terms(law)[0]


def _penalty_factor(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    """The penalty with twice its factor or half of it."""
    if net.l2 and target.kind != "b":
        mean, *rest = terms(law)
        for by in (2, Fraction(1, 2)) if len(rest) == 1 else ():
            yield Sum((mean, product(by, *factors(rest[0]))))


def _bias_penalised(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if net.l2 and target.kind == "b":
        yield Sum((law, Product((net.l2, target.base))))


def _before(target: Quantity) -> Quantity:
    return target._replace(kind=target.kind.removeprefix("new_"))


def _gradient(net: Network, target: Quantity) -> Quantity:
    return d(R, _before(target))


def _added(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    before, *rest = terms(law)
    if rest:
        yield Sum((before, *(minus(term) for term in rest)))


def _rate_left_out(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    yield Sum((_before(target), minus(_gradient(net, target))))


def _rate_twice(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    rate = net.learning_rate
    if rate is not None:
        yield Sum((_before(target), minus(Product((rate, rate, _gradient(net, target))))))


def _not_updated(net: Network, target: Quantity, law: Formula) -> Iterator[Formula]:
    if target.kind == "new_b":
        yield _before(target)


MISTAKES.add(
    Mistake("sum-instead-of-mean", "the sum over the samples was taken, not the mean",
            "The risk is the mean over the samples of the step.", ("risk", "risk-gradient"),
            _sum, 6),
    Mistake("mean-for-weights-sum-for-biases", "the sum over the samples was taken for a bias",
            "Biases are averaged over the samples like weights.", ("risk-gradient",),
            _sum_for_biases, 4),
    Mistake("mean-over-all-samples", "it was divided by the number of all samples",
            "The mean is over the samples of this step.", ("risk", "risk-gradient"), _over_all, 4),
    Mistake("penalty-forgotten", "the penalty was forgotten",
            "The risk has a penalty: its gradient has μ times the weight.",
            ("risk", "risk-gradient"), _penalty_forgotten, 6),
    Mistake("penalty-factor", "the penalty has another factor",
            "The penalty is μ/2 · ΣW², and its gradient μ · W.", ("risk", "risk-gradient"),
            _penalty_factor, 5),
    Mistake("bias-penalised", "a bias was penalised",
            "The penalty has the weights only.", ("risk-gradient",), _bias_penalised, 4),
    Mistake("step-added", "the step was added",
            "Gradient descent walks against the gradient: subtract.", ("step",), _added, 6),
    Mistake("learning-rate-left-out", "the learning rate was left out",
            "The step is the learning rate times the gradient.", ("step",), _rate_left_out, 6),
    Mistake("learning-rate-twice", "the learning rate was applied twice",
            "The learning rate is one factor of the step.", ("step",), _rate_twice, 4),
    Mistake("bias-not-updated", "the bias was not updated",
            "The step moves the biases too.", ("step",), _not_updated, 5),
)  # fmt: skip
