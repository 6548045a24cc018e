"""The steps of a derivation as a program: compiled once a shape, run for many sets of numbers.

It reads the same formulas as every other evaluation. Over rational numbers each becomes a small
function of Python; where values are irrational, the exact valuation stands behind each step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import prod
from operator import itemgetter
from typing import Any

from symnn.derive import Derivation, Step
from symnn.evaluate.exact import definitions
from symnn.evaluate.rational import stays_rational
from symnn.evaluate.value import Missing, Valuation
from symnn.formula import Apply, Formula, Number, Power, Product, Quotient, Reading, Sum, replace
from symnn.functions import Definition, Pieces, Z
from symnn.network.model import AtZero, Network
from symnn.numbers.real import Arithmetic, NotReal
from symnn.quantities import Quantity, x, y

Memory = list[Any]
"""The numbers of one sample, each at the place of its quantity."""
Run = Callable[[Memory], Any]
"""What a formula has become: from the numbers at hand to its value.

It raises NotReal where there is no such number, or none that the convention at kinks gives.
"""


@dataclass(frozen=True)
class Program:
    """A derivation of one sample, compiled.

    Attributes:
        steps: the derivation.
        places: where the number of each quantity stands in a memory.
        runs: for each step its place and what computes it.
    """

    steps: tuple[Step, ...]
    places: Mapping[Quantity, int]
    runs: tuple[tuple[int, Run], ...]

    def memory(self) -> Memory:
        """A memory in which no number stands yet."""
        return [None] * len(self.places)

    def carry_out(self, memory: Memory) -> None:
        """Compute every step, from the inputs, targets, weights and biases that stand there.

        Raises:
            NotReal: if a value is undefined.
        """
        for place, run in self.runs:
            memory[place] = run(memory)


def compiled(net: Network) -> Program:
    """The program of a network's shape; its own numbers are not in it.

    Args:
        net: a network whose widths are known, and that has no given values of other quantities.
    """
    return net.memo("program", lambda: _compiled(net))


def _compiled(net: Network) -> Program:
    steps = Derivation(net).steps()
    widths = [width or 0 for width in net.widths]
    there = [*net.weights(), *net.biases()]
    there += [x(j) for j in range(1, widths[0] + 1)] + [y(j) for j in range(1, widths[-1] + 1)]
    targets = [*there, *(step.target for step in steps)]
    places = {quantity: place for place, quantity in enumerate(targets)}
    compile_formula = formula_compiler(net, places)
    return Program(
        steps, places, tuple((places[s.target], compile_formula(s.formula)) for s in steps)
    )


def formula_compiler(net: Network, places: Mapping[Quantity, int]) -> Callable[[Formula], Run]:
    """What compiles the formulas of a network, whose numbers stand at these places."""
    if stays_rational(net) and _is_written_rationally(net):
        return Compiler(places, definitions(net), net.relu_at_zero)
    return _valued(net, places)


def _is_written_rationally(net: Network) -> bool:
    """Whether no entry of the network is a root, a logarithm or the like."""
    rate = net.learning_rate if type(net.learning_rate) is not Quantity else None
    entries = [net.alpha, rate, *map(net.entry, [*net.weights(), *net.biases()])]
    entries += [e for point in net.data for e in (*(point.x or ()), *(point.y or ()))]
    return all(entry is None or isinstance(entry, (int, Fraction)) for entry in entries)


def _valued(net: Network, places: Mapping[Quantity, int]) -> Callable[[Formula], Run]:
    """Formulas evaluated one by one, for values that may be irrational."""
    functions, arithmetic = definitions(net), Arithmetic()

    def compile_formula(formula: Formula) -> Run:
        def run(memory: Memory) -> Any:
            reading = Valuation(
                arithmetic, lambda q: memory[places[q]], functions, net.relu_at_zero
            )
            value = reading(formula)
            if isinstance(value, Missing):
                raise NotReal("a value is undefined")
            return value

        return run

    return compile_formula


class Compiler(Reading[Run]):
    """Formulas of rational numbers as functions of Python.

    Args:
        places: where the number of a quantity stands.
        functions: the functions that formulas use, by name.
        at_zero: the convention at kinks.
    """

    def __init__(
        self,
        places: Mapping[Quantity, int],
        functions: Mapping[str, Definition],
        at_zero: AtZero,
    ) -> None:
        self.places = places
        self.functions = functions
        self.at_zero = at_zero

    def number(self, number: Number) -> Run:
        """Itself."""
        return lambda _: number

    def quantity(self, quantity: Quantity) -> Run:
        """What stands at its place."""
        return itemgetter(self.places[quantity])

    def sum(self, node: Sum) -> Run:
        """The sum; nearly all are sums of products of two quantities, and perhaps a bias."""
        pairs = [self._pair(term) for term in node if type(term) is Product]
        alone = [self.places[term] for term in node if type(term) is Quantity]
        if None not in pairs and len(pairs) + len(alone) == len(node):
            return _sum_of_products([pair for pair in pairs if pair], alone)
        runs = [self(term) for term in node]
        return lambda memory: sum([run(memory) for run in runs])

    def product(self, node: Product) -> Run:
        """The product."""
        pair = self._pair(node)
        if pair is not None:
            left, right = pair
            return lambda memory: memory[left] * memory[right]
        runs = [self(factor) for factor in node]
        return lambda memory: prod([run(memory) for run in runs])

    def quotient(self, node: Quotient) -> Run:
        """The quotient: 0 if its numerator is."""
        over, under = self(node.over), self(node.under)

        def run(memory: Memory) -> Any:
            numerator = over(memory)
            return 0 if numerator == 0 else _divided(numerator, under(memory))

        return run

    def power(self, node: Power) -> Run:
        """A power with an integer exponent."""
        base, exponent = self(node.base), node.exponent
        assert isinstance(exponent, int)
        if exponent < 0:
            return lambda memory: _divided(1, base(memory) ** -exponent)
        return lambda memory: base(memory) ** exponent

    def apply(self, node: Apply) -> Run:
        """A function's value, by its formula or the piece that the sign decides."""
        definition = self.functions[node.function]
        if not isinstance(definition, Pieces):
            return self._at(definition, node.argument)
        argument = self(node.argument)
        below, above = (self._at(f, node.argument) for f in (definition.below, definition.above))
        at = definition.at
        if at is None and self.at_zero != "undefined":
            at = definition.conventions[self.at_zero]
        there = _undefined if at is None else self._at(at, node.argument)

        def run(memory: Memory) -> Any:
            number = argument(memory)
            return (above if number > 0 else below if number < 0 else there)(memory)

        return run

    def _at(self, formula: Formula, argument: Formula) -> Run:
        return self(replace(formula, lambda q: argument if q == Z else q))

    def _pair(self, formula: Formula) -> tuple[int, int] | None:
        """The places of the two factors, if that is what a product consists of."""
        assert isinstance(formula, Product)
        if len(formula) != 2 or set(map(type, formula)) != {Quantity}:
            return None
        left, right = (self.places[q] for q in formula if type(q) is Quantity)
        return left, right


def _sum_of_products(pairs: list[tuple[int, int]], alone: Iterable[int]) -> Run:
    singles = list(alone)

    def run(memory: Memory) -> Any:
        total = 0
        for left, right in pairs:
            total += memory[left] * memory[right]
        return reduce(lambda t, place: t + memory[place], singles, total)

    return run


def _divided(over: Number, under: Number) -> Number:
    if under == 0:
        raise NotReal("division by zero")
    quotient = Fraction(over) / under
    return quotient.numerator if quotient.denominator == 1 else quotient


def _undefined(_: Memory) -> Any:
    raise NotReal("a kink")
