"""A solution as JSON, section 4 of the interface, written piece by piece.

Every value is a string: an exact number or expression, a decimal, `undefined`, or where unknowns
remain a formula one step deep.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from symnn.derive import families
from symnn.derive.chain_rule import chain_rule_formula
from symnn.errors import UndecidedError
from symnn.evaluate.descent import descent, values_of
from symnn.evaluate.exact import Values, is_overall
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import UNDEFINED, UNDETERMINED, Missing, Value
from symnn.formula import Formula, replace
from symnn.network.model import Network
from symnn.numbers.real import Irrational, Real
from symnn.quantities import Quantity, plain_name
from symnn.render.writer import plain

if TYPE_CHECKING:
    from symnn.evaluate.comparison import Comparison

MOST_ENTRIES = 200_000
"""Entries beyond which undetermined ones are left out."""
PARTS = (("risk", ("R", "W", "b")), ("step", ("new_W", "new_b")))
"""The parts about the whole data, with the kinds of quantities in each."""
LONGEST_EXPRESSION = 2_000
"""Characters of an exact expression beyond which it is written one step deep."""


def solution_json(
    solution: Solution, comparison: Comparison | None = None, digits: int = 0
) -> Iterator[str]:
    """The JSON text of a solution, piece by piece.

    Args:
        solution: the network solved.
        comparison: of the two methods, where the sum over paths was asked for; then undetermined
            gradients are written as such sums.
        digits: significant digits of decimals; 0 for exact numbers.

    Raises:
        InputError: if a given value contradicts its law.
    """
    return _SolutionWriter(solution, comparison, digits).pieces()


@dataclass
class _SolutionWriter:
    solution: Solution
    comparison: Comparison | None
    digits: int
    omitted: int = 0

    def __post_init__(self) -> None:
        net = self.solution.net
        self.groups = list(families(net, self.solution.of))
        self.crowded = sum(g.size for g in self.groups) * len(net.data) > MOST_ENTRIES

    def pieces(self) -> Iterator[str]:
        """The JSON text."""
        samples, whole = self.solution.samples(), self.solution.whole()
        steps = self._steps()  # all of them before anything is written: a sign may stay open
        yield head("solution", self.solution.net)
        yield ',\n  "samples": ['
        for number in range(1, len(samples) + 1):
            yield ",\n    " if number > 1 else "\n    "
            yield from self._entries(self._sample(number, samples[number - 1]), "    ")
        yield "\n  ]"
        for key, kinds in PARTS:
            chosen = list(self._of_the_whole(whole, kinds, key == "step"))
            if chosen or (self._has(key) and not self.solution.only):
                yield f',\n  "{key}": '
                yield from self._entries(chosen, "  ")
        yield from self._of_steps(steps)
        if self.comparison is not None:
            yield f',\n  "agreement": {json.dumps(comparison_json(self.comparison))}'
        if self.omitted:
            yield f',\n  "omitted": {self.omitted}'
        yield "\n}\n"

    def _steps(self) -> list[tuple[Solution, Values]]:
        """All steps with the values of each, the first included; none if one is all there is."""
        if self.solution.net.steps == 1:
            return []
        steps = descent(self.solution)
        return [(solved, values_of(steps, number)) for number, solved in enumerate(steps, 1)]

    def _of_steps(self, steps: list[tuple[Solution, Values]]) -> Iterator[str]:
        """The batch of every step, its risk, and the parameters after it."""
        if not steps:
            return
        wanted = set(_overall(self.solution))
        yield ',\n  "steps": ['
        for number, (solved, values) in enumerate(steps, 1):
            writer = _SolutionWriter(solved, None, self.digits)
            yield ",\n    " if number > 1 else "\n    "
            batch = [max(sample, 1) for sample in solved.net.batch]
            yield f'{{\n      "batch": {json.dumps(batch)}'
            for key, kinds in PARTS:
                chosen = writer._of_the_whole(values, kinds, key == "step", wanted)
                yield f',\n      "{key}": '
                yield from self._entries(chosen, "      ")
            yield "\n    }"
        yield "\n  ]"

    def _has(self, key: str) -> bool:
        """Whether a part about the whole data is there, even with nothing in it."""
        net = self.solution.net
        return net.loss is not None and (key == "risk" or net.learning_rate is not None)

    def _entries(self, entries: Iterable[tuple[str, str]], indent: str) -> Iterator[str]:
        between = "{"
        for name, text in entries:
            yield f"{between}\n{indent}  {quoted(name)}: {quoted(text)}"
            between = ","
        yield "{}" if between == "{" else f"\n{indent}}}"

    def _sample(self, number: int, values: Values) -> Iterator[tuple[str, str]]:
        """The names and texts of a sample's quantities."""
        is_asked = self.solution.goals.sample is not None
        for quantity in self._asked():
            value = values.get(quantity, UNDETERMINED)
            if value is UNDETERMINED and self.crowded:
                self.omitted += 1
            elif is_asked or value is not UNDETERMINED or quantity.kind not in "xy" or quantity.of:
                yield plain_name(quantity), self.text(quantity, value, number)

    def _asked(self) -> Iterator[Quantity]:
        goals = self.solution.goals.sample
        if goals is not None:
            yield from goals
            return
        for family in self.groups:
            yield from family.members()

    def _of_the_whole(
        self,
        whole: Values,
        kinds: tuple[str, ...],
        determined: bool,
        wanted: Collection[Quantity] | None = None,
    ) -> Iterator[tuple[str, str]]:
        for quantity in _overall(self.solution):
            value = whole.get(quantity, UNDETERMINED)
            is_wanted = quantity.kind in kinds and (wanted is None or quantity in wanted)
            if is_wanted and not (determined and isinstance(value, Missing)):
                name = plain_name(quantity).removeprefix("new_")
                yield name, self.text(quantity, value, 1)

    def text(self, quantity: Quantity, value: Value, sample: int) -> str:
        """What is written for a value."""
        if value is UNDEFINED:
            return UNDEFINED.value
        if isinstance(value, Missing):
            return self._formula(quantity)
        if self.digits:
            return self._decimal(quantity, sample)
        return exact_text(value) or self._formula(quantity)

    def _decimal(self, quantity: Quantity, sample: int) -> str:
        """The decimal; of a number that can't be told from zero, the formula that gives it."""
        try:
            return str(self.solution.decimal(quantity, self.digits, sample))
        except UndecidedError:
            return self._formula(quantity)

    def _formula(self, quantity: Quantity) -> str:
        """One step deep, or the sum over all paths; what has no law is its own name."""
        if self.comparison and quantity.is_gradient and not is_overall(quantity):
            by_paths = chain_rule_formula(self.solution.net, quantity)
            if by_paths is not None:
                return plain(with_symbols(self.solution.net, by_paths))
        step = self.solution.step(quantity)
        formula = quantity if step is None else step.formula
        return plain(with_symbols(self.solution.net, formula))


def comparison_json(comparison: Comparison) -> dict[str, object]:
    """Whether the methods agree, what was compared, and where they differ."""
    formulas = comparison.formulas
    return {
        "agree": comparison.agree,
        "formulas": "identical polynomials" if formulas.identity else "equal at a random point",
        "error_bound": str(formulas.error_bound),
        "values_compared": comparison.values,
        "differing": [plain_name(q.at(sample)) for sample, q in comparison.differing],
    }


def _overall(solution: Solution) -> Iterator[Quantity]:
    goals = solution.goals.overall
    groups = solution.overall.groups()
    yield from (q for g in groups for q in g.members()) if goals is None else goals


def exact_text(value: Real) -> str | None:
    """An exact number or expression; None if it has none of readable length."""
    if isinstance(value, Irrational):
        text = None if value.closed is None else plain(value.closed)
        return text if text is not None and len(text) <= LONGEST_EXPRESSION else None
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return str(Fraction(value)) if bits <= 3 * LONGEST_EXPRESSION else None


def with_symbols(net: Network, formula: Formula) -> Formula:
    """The formula with the author's symbols in the place of the entries they stand for."""

    def chosen(quantity: Quantity) -> Formula:
        if quantity.of or quantity.kind not in ("x", "y", "W", "b"):
            return quantity
        entry = net.entry(quantity.at(0), quantity.sample)
        return entry if type(entry) is Quantity else quantity

    return replace(formula, chosen) if net.has_symbols else formula


def quoted(text: str) -> str:
    """A name or formula as a JSON string; only an author's symbol can need escaping."""
    return f'"{text}"' if text.isascii() else json.dumps(text)


def head(what: str, net: Network) -> str:
    """How a document about a network begins."""
    shape = json.dumps(network_json(net))
    return f'{{\n  "format": "symnn/{what}",\n  "version": 1,\n  "network": {shape}'


def network_json(net: Network) -> dict[str, object]:
    """The shape of a network, always complete."""
    return {
        "layers": list(net.widths),
        "activations": [activation.name for activation in net.activations],
        "parameters": net.parameters,
        "parameters_per_layer": net.parameters_per_layer,
    }
