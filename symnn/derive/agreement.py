"""Whether the recursion and the direct chain rule agree, as formulas.

Both methods give ∂L/∂z and ∂L/∂a as polynomials in weights, inputs and local derivatives, with
the ∂L/∂a of the last layer as further unknowns; whatever those are for one output or one loss,
agreement holds for it too. Where all paths can be written out, the polynomials are compared term by
term. Beyond that they are evaluated at a random point modulo a prime: if they differ, the point
shows it but for a chance of at most degree/prime each (the Schwartz-Zippel lemma).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Generic, Protocol, TypeVar

from symnn.derive.chain_rule import paths
from symnn.derive.derivation import step_for
from symnn.derive.path_counts import count_paths
from symnn.derive.path_sums import PathSums
from symnn.formula import Formula, Number, Product, Sum
from symnn.network.model import Network
from symnn.quantities import L, Quantity, a, d, x, z

MOST_TERMS = 20_000
"""Paths of all nodes together above which polynomials are not compared term by term."""
PRIME = (1 << 61) - 1

T = TypeVar("T")


@dataclass(frozen=True)
class Agreement:
    """The outcome of the comparison.

    Attributes:
        compared: the number of gradients by z, a and x that were compared; those by W and b are
            these times one factor in either method.
        differing: those that the methods disagree on, one of several outputs standing for all.
        identity: whether polynomials were compared, or values at a random point.
        error_bound: the chance that a difference went unseen; 0 for an identity.
    """

    compared: int
    differing: tuple[Quantity, ...]
    identity: bool
    error_bound: Fraction

    @property
    def agree(self) -> bool:
        """Whether no difference was found."""
        return not self.differing

    def agrees_on(self, gradient: Quantity) -> bool:
        """Whether the methods agree on this gradient."""
        kind = "z" if gradient.kind in "Wb" else gradient.kind
        node = (kind, gradient.layer, gradient.j)
        return all((q.kind, q.layer, q.j) != node for q in self.differing)


def agreement(net: Network) -> Agreement:
    """Compare the two methods on all gradients of a network, once for each network.

    Gradients beyond a layer of unknown width have no law and no paths; they are left out.
    """
    return net.memo("agreement", lambda: _agreement(net))


def _agreement(net: Network) -> Agreement:
    tops = {q.top for q in net.given if q.is_gradient and q.top.kind in "HL"}
    found = [_compared(net, of) for of in sorted(tops, key=str)]
    found.append(_compared(_with_open_end(net), L))
    return Agreement(
        sum(part.compared for part in found),
        tuple(q for part in found for q in part.differing),
        all(part.identity for part in found),
        sum((part.error_bound for part in found), Fraction(0)),
    )


def _with_open_end(net: Network) -> Network:
    """The network with the gradients by its last activations left as unknowns."""
    last = net.widths[-1] or 0
    return replace(net, loss=None, given={d(L, a(net.depth, k)): 0 for k in range(1, last + 1)})


def _compared(net: Network, of: Quantity) -> Agreement:
    derived = (q for q in _nodes(net, of) if q not in net.given)
    gradients = [q for q in derived if count_paths(net, q) is not None]
    terms = sum(count_paths(net, q) or 0 for q in gradients)
    if terms <= MOST_TERMS:
        return _by_terms(net, gradients)
    return _at_a_random_point(net, gradients)


def _nodes(net: Network, of: Quantity) -> Iterator[Quantity]:
    """The gradients by z, a and x, from the last layer to the first."""
    for layer in range(net.depth, 0, -1):
        nodes = range(1, (net.widths[layer] or 0) + 1)
        yield from (d(of, a(layer, j)) for j in nodes if layer < net.depth)
        yield from (d(of, z(layer, j)) for j in nodes)
    yield from (d(of, x(j)) for j in range(1, (net.widths[0] or 0) + 1))


class _Ring(Protocol[T]):
    """Where formulas are compared: polynomials, or residues modulo a prime."""

    def number(self, number: Number) -> T: ...
    def unknown(self, formula: Formula) -> T: ...
    def add(self, terms: list[T]) -> T: ...
    def multiply(self, factors: tuple[T, T]) -> T: ...


class _Recursion(Generic[T]):
    """Formulas read in a ring; a gradient is what its own law says, unless it is given."""

    def __init__(self, net: Network, ring: _Ring[T]) -> None:
        self.net, self.ring = net, ring
        self.gradients: dict[Quantity, T] = {}

    def read(self, formula: Formula) -> T:
        """The formula in the ring."""
        if isinstance(formula, (int, Fraction)):
            return self.ring.number(formula)
        if isinstance(formula, Sum):
            return self.ring.add([self.read(term) for term in formula.terms])
        if isinstance(formula, Product):
            return reduce(
                lambda s, t: self.ring.multiply((s, t)), [self.read(f) for f in formula.factors]
            )
        if isinstance(formula, Quantity) and formula.is_gradient:
            if formula not in self.gradients:
                self.gradients[formula] = self._gradient(formula)
            return self.gradients[formula]
        return self.ring.unknown(formula)

    def _gradient(self, gradient: Quantity) -> T:
        step = step_for(self.net, gradient)
        is_local = gradient.top.kind == "a"
        if step is None or is_local or gradient in self.net.given:
            return self.ring.unknown(gradient)
        return self.read(step.formula)


class _Polynomials:
    """Polynomials as counters of monomials; a monomial is the sorted numbers of its unknowns."""

    def __init__(self) -> None:
        self.numbers: dict[Formula, int] = {}

    def number(self, number: Number) -> Counter[tuple[int, ...]]:
        assert number.denominator == 1  # laws have no other factors than the seeds 0 and 1, and -1
        return Counter({(): int(number)} if number else {})

    def unknown(self, formula: Formula) -> Counter[tuple[int, ...]]:
        return Counter({(self.numbers.setdefault(formula, len(self.numbers)),): 1})

    def add(self, terms: list[Counter[tuple[int, ...]]]) -> Counter[tuple[int, ...]]:
        total: Counter[tuple[int, ...]] = Counter()
        for term in terms:
            total.update(term)
        return Counter({monomial: factor for monomial, factor in total.items() if factor})

    def multiply(
        self, factors: tuple[Counter[tuple[int, ...]], Counter[tuple[int, ...]]]
    ) -> Counter[tuple[int, ...]]:
        result: Counter[tuple[int, ...]] = Counter()
        for left, p in factors[0].items():
            for right, q in factors[1].items():
                result[tuple(sorted(left + right))] += p * q
        return result


class _Residues:
    """Residues modulo the prime; every unknown is drawn once, by a seed, in order of appearance."""

    def __init__(self) -> None:
        from random import Random  # brings hashing along; small networks need neither

        self.source = Random(2201)
        self.drawn: dict[Formula, int] = {}

    def number(self, number: Number) -> int:
        return number.numerator * pow(number.denominator, -1, PRIME) % PRIME

    def unknown(self, formula: Formula) -> int:
        if formula not in self.drawn:
            self.drawn[formula] = self.source.randrange(PRIME)
        return self.drawn[formula]

    def add(self, terms: list[int]) -> int:
        return sum(terms) % PRIME

    def multiply(self, factors: tuple[int, int]) -> int:
        return factors[0] * factors[1] % PRIME


def _by_terms(net: Network, gradients: list[Quantity]) -> Agreement:
    ring = _Polynomials()
    recursion = _Recursion(net, ring)
    differing = []
    for gradient in gradients:
        by_paths: Counter[tuple[int, ...]] = ring.add(
            [recursion.read(Product(path) if path else 1) for path in paths(net, gradient)]
        )
        if recursion.read(gradient) != by_paths:
            differing.append(gradient)
    return Agreement(len(gradients), tuple(differing), True, Fraction(0))


def _at_a_random_point(net: Network, gradients: list[Quantity]) -> Agreement:
    ring = _Residues()
    recursion = _Recursion(net, ring)
    sums = PathSums(net, recursion.read, ring.add, ring.multiply)
    from_z: dict[Quantity, int] = {}

    def by_paths(gradient: Quantity) -> int:
        """From z_j forward to the end; from a_j (or x_j) the edges to all z first."""
        if gradient.kind == "z":
            from_z[gradient] = sums.at_node(gradient)
            return from_z[gradient]
        return sums.at_node(gradient, from_z)

    differing = tuple(q for q in gradients if recursion.read(q) != by_paths(q))
    degree = 2 * net.depth + 2
    return Agreement(len(gradients), differing, False, Fraction(degree * len(gradients), PRIME))
