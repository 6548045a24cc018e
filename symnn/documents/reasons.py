"""Why a slope is zero, a value open or undefined: the notes behind the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from symnn.activations import Activation, Entrywise
from symnn.derive.derivation import step_for
from symnn.documents.blocks import Inline, Number, Text
from symnn.evaluate.value import UNDEFINED, UNDETERMINED, Missing, Value
from symnn.formula import Formula, Product, leaves, parts
from symnn.functions import Pieces, Z
from symnn.network.model import Network
from symnn.numbers.real import Irrational
from symnn.quantities import Quantity, slope, z

MOST_NAMED = 4
"""Unknowns that a note names; of more it names fewer and says how many."""


@dataclass(frozen=True)
class Reasons:
    """The reasons in one sample.

    Args:
        net: the network.
        value: of a quantity in the sample.
        number: the same as it is shown.
    """

    net: Network
    value: Callable[[Quantity], Value]
    number: Callable[[Quantity], Number | Missing]
    _origins: dict[Quantity, tuple[Quantity, ...]] = field(default_factory=dict)

    def note(self, target: Quantity) -> Text:
        """The reason that belongs behind a quantity's line; often there is none."""
        if self.is_by_sign(target):
            return self._by_sign(target)
        value = self.value(target)
        if value is UNDEFINED:
            return self._undefined(target)
        if value is UNDETERMINED and not self.net.is_symbolic:
            return self._open(target)
        return ()

    def says_it_all(self, target: Quantity) -> bool:
        """Whether the note is reason enough for a slope, so that no number has to be put in."""
        return self.is_by_sign(target) and self.value(target) is not UNDEFINED

    def is_by_sign(self, target: Quantity) -> bool:
        """Whether this is a slope that the sign of z decides: of ReLU and others like it."""
        if target.kind != "slope" or self.sign(z(target.layer, target.j)) is None:
            return False
        return is_piecewise_constant(self.net.activation(target.layer))

    def is_off(self, target: Quantity) -> bool:
        """Whether the quantity is the activation, slope or gradient by z of a unit with slope 0."""
        layer = target.layer
        if not isinstance(layer, int) or not layer or target.kind not in ("a", "z", "slope"):
            return False
        if target.kind in "az" and (target.kind == "a") == target.is_gradient:
            return False
        return self.unit_is_off(layer, target.j)

    def unit_is_off(self, layer: int, j: Quantity | object) -> bool:
        """Whether the slope of a node is 0 because of the sign of its z."""
        activation = self.net.activation(layer)
        assert isinstance(j, int)
        if not is_piecewise_constant(activation):
            return False
        here = self.value(slope(activation.name, layer, j))
        return here == 0 or (here is UNDETERMINED and self._slope_by_sign(layer, j) == 0)

    def _slope_by_sign(self, layer: int, j: int) -> Formula | None:
        """The slope where only z was worked out, of an activation that has one a side of 0."""
        sign, activation = self.sign(z(layer, j)), self.net.activation(layer)
        assert isinstance(activation, Entrywise)
        assert isinstance(activation.derivative, Pieces)
        below, above = activation.derivative.below, activation.derivative.above
        return {-1: below, 1: above}.get(sign or 0)

    def sign(self, quantity: Quantity) -> int | None:
        """The sign of a value; None where it has none, or none of its digits is known."""
        value = self.value(quantity)
        if isinstance(value, Missing):
            return None
        if isinstance(value, Irrational):
            from symnn.numbers.balls import sign  # few networks have irrational numbers

            return sign(value.ball)
        return (value > 0) - (value < 0)

    def origins(self, target: Quantity) -> tuple[Quantity, ...]:
        """The quantities because of which this one is missing, which are missing by themselves."""
        if target not in self._origins:
            self._origins[target] = tuple(dict.fromkeys(self._found_origins(target)))
        return self._origins[target]

    def _found_origins(self, target: Quantity) -> Iterator[Quantity]:
        step = None if target in self.net.given else step_for(self.net, target.at(0))
        below = () if step is None else self._that_matter(step.formula)
        missing = [q if q.sample else q.at(target.sample) for q in below]
        missing = [q for q in missing if self.value(q) is self.value(target)]
        for quantity in missing:
            yield from self.origins(quantity)
        if not missing:
            yield target if step is not None or target.kind in "xy" else target.at(0)

    def _that_matter(self, formula: Formula) -> Iterator[Quantity]:
        """The quantities of a formula, without those that are multiplied by 0."""
        if type(formula) is Quantity:
            yield formula
        elif not (isinstance(formula, Product) and any(map(self._is_zero, formula.factors))):
            for part in parts(formula):
                yield from self._that_matter(part)

    def _is_zero(self, factor: Formula) -> bool:
        return factor == 0 or (type(factor) is Quantity and self.value(factor) == 0)

    def _by_sign(self, target: Quantity) -> Text:
        at, unit = z(target.layer, target.j), self.value(target)
        sign, number = self.sign(at), self.number(at)
        assert sign is not None
        assert isinstance(number, Number)
        if sign:
            off: Text = (": the unit is off",) if unit == 0 else ()
            return ("since ", at, " = ", number, " > 0" if sign > 0 else " < 0", *off)
        written = spoken_name(self.net.activation(target.layer))
        if unit is UNDEFINED:
            return (f"undefined: {written} has a kink at 0",)
        return ("by convention, since ", at, f" = 0 is the kink of {written}")

    def _undefined(self, target: Quantity) -> Text:
        origins = self.origins(target)
        if origins == (target,):
            return ("undefined: there is no such number",)
        return ("undefined, since ", *_listed(origins), " is" if len(origins) == 1 else " are")

    def _open(self, target: Quantity) -> Text:
        """With the unknowns where one is in the formula itself, and where they come together."""
        origins, step = self.origins(target), step_for(self.net, target.at(0))
        here = set() if step is None else {q.at(0) for q in leaves(step.formula)}
        if target.kind not in "HLR" and not any(q.at(0) in here for q in origins):
            return ("open",)
        named: list[Inline] = [self._by_its_name(q) for q in origins]
        return ("open: ", *_listed(named), " unknown")

    def _by_its_name(self, quantity: Quantity) -> Inline:
        number = self.number(quantity)
        return quantity if isinstance(number, Missing) else number


def is_piecewise_constant(activation: Activation) -> bool:
    """Whether the activation's slope depends on the sign of z only."""
    if not isinstance(activation, Entrywise) or not isinstance(activation.derivative, Pieces):
        return False
    pieces = activation.derivative
    return all(Z not in leaves(piece) for piece in (pieces.below, pieces.above))


def spoken_name(activation: Activation) -> str:
    """The activation's name in a sentence: ReLU, but sigmoid and not σ."""
    return activation.written if len(activation.written) > 1 else activation.name


def _listed(items: list[Inline] | tuple[Quantity, ...]) -> Iterator[Inline]:
    """The items with commas between them; of many the first ones, and how many more there are."""
    named = items if len(items) <= MOST_NAMED else items[: MOST_NAMED - 2]
    for k, item in enumerate(named):
        if k:
            yield ", "
        yield item
    if len(items) > len(named):
        yield f" and {len(items) - len(named)} more"
