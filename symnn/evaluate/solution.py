"""A network solved: the value of every quantity, as exact as anyone asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from symnn.derive import Derivation, Step, families
from symnn.derive.derivation import IN_SYMBOLS, belongs_to_a_sample, step_for
from symnn.derive.order import matching, overall_families, parameter_families
from symnn.display import bundle
from symnn.errors import InputError, UndecidedError
from symnn.evaluate.exact import Values, is_overall, overall_values, sample_values
from symnn.evaluate.value import Missing, Value
from symnn.formula import Formula, leaves
from symnn.network.model import Network
from symnn.numbers.digits import Digits, bits_for, decimal
from symnn.numbers.real import Arithmetic, MorePrecision
from symnn.numbers.value import FIRST_BITS
from symnn.quantities import L, Quantity, plain_name, x

Out = TypeVar("Out")


@dataclass(frozen=True)
class Goals:
    """What is asked of a network.

    Args:
        sample: the quantities of each sample; None for all.
        overall: the quantities of the whole data; None for all.
    """

    sample: tuple[Quantity, ...] | None = None
    overall: tuple[Quantity, ...] | None = None


@dataclass
class Solution:
    """The values of a network's quantities, worked out when they are first asked for.

    Args:
        net: the network.
        only: globs over plain names; empty for everything.
        of: `H`, `L` or `R`: the only gradients that are wanted; empty for all.
        bits: the precision to start with.
        checks: whether given values have to agree with what their laws make of the rest.
        changes: other formulas in the place of laws, of one who is mistaken there; what follows is
            worked out from what they give.
        start: the parameters, where they are not those of the network but what a step left; the
            samples of the batch alone are then worked out.

    Raises:
        InputError: if a glob matches nothing.
    """

    net: Network
    only: Sequence[str] = ()
    of: str = ""
    bits: int = FIRST_BITS
    checks: bool = True
    changes: Mapping[Quantity, Formula] = field(default_factory=dict)
    start: Callable[[Arithmetic], Values] | None = None
    goals: Goals = field(init=False)
    _known: tuple[list[Values], Values] | None = field(init=False, default=None, repr=False)
    _known_at: int = field(init=False, default=0, repr=False)

    _repr_mimebundle_ = bundle

    def __post_init__(self) -> None:
        if self.of in ("L", "R") and L not in self.net.differentiated:
            raise InputError(
                f"gradients of {self.of} of a network without a loss",
                expected="`loss:` in the file, or gradients of H",
            )
        self.goals = _goals(self.net, self.only, self.of)

    @property
    def derivation(self) -> Derivation:
        """The derivation of one sample, with all that the goals need."""
        goals = self.goals.sample
        if goals is None:
            return Derivation(self.net, of="" if self.of == "R" else self.of)
        return Derivation(self.net, (*goals, *self._needed_by_the_whole()))

    @property
    def overall(self) -> Derivation:
        """The derivation of the risk and the step."""
        return Derivation(self.net, self.goals.overall, overall=True, of=self.of)

    def samples(self) -> list[Values]:
        """The values of every sample's quantities.

        Raises:
            InputError: if a given value contradicts its law.
            UndecidedError: if a sign can't be decided.
        """
        return self._values()[0]

    def whole(self) -> Values:
        """The values of the risk, its gradient and the parameters after a step."""
        return self._values()[1]

    def step(self, quantity: Quantity) -> Step | None:
        """The line that gives a quantity; None for what is simply there."""
        step = step_for(self.net, quantity.at(0))
        return None if step is None else self._changed(step)

    def value(self, name: str, sample: int = 1) -> Value:
        """The value of the quantity with that plain name.

        Args:
            name: the plain name, of a sample's quantity or of the whole data's.
            sample: the number of the data point.

        Raises:
            InputError: if the network has no such quantity, or it was not among the goals.
        """
        quantity = self.net.quantity(name)
        return self.of_quantity(quantity, quantity.sample or sample)

    def of_quantity(self, quantity: Quantity, sample: int = 1) -> Value:
        """The value of a quantity in a sample, or of one of the whole data.

        Raises:
            KeyError: if it was not among the goals.
        """
        samples, whole = self._values()
        return (whole if is_overall(quantity) else samples[sample - 1])[quantity.at(0)]

    def decimal(self, quantity: Quantity, digits: Digits = 6, sample: int = 1) -> str | Missing:
        """The decimal of a value, every digit right; more bits are spent until it is.

        Raises:
            UndecidedError: if no precision is enough.
        """
        self.bits = max(self.bits, bits_for(digits))

        def written() -> str | Missing:
            value = self.of_quantity(quantity, sample)
            return value if isinstance(value, Missing) else decimal(value, digits, self.bits)

        try:
            return self._with_enough_bits(written)
        except UndecidedError as error:
            raise UndecidedError(f"{plain_name(quantity)}: {error}") from None

    def refine(self, bits: int) -> None:
        """See to it that values are known with at least so many bits."""
        self.bits = max(self.bits, bits)
        if self._known_at < bits:
            self._known = None

    def _values(self) -> tuple[list[Values], Values]:
        if self._known is None:
            self._known = self._with_enough_bits(self._computed)
            self._known_at = self.bits
        return self._known

    def _computed(self) -> tuple[list[Values], Values]:
        net, arithmetic, steps = self.net, Arithmetic(self.bits), self._reusable_steps()
        start = {} if self.start is None else self.start(arithmetic)
        samples: list[Values] = []
        for s in range(1, len(net.data) + 1):
            is_needed = self.start is None or s in net.batch or net.batch == (0,)
            also = self._entries()
            samples.append(
                sample_values(net, steps, s, arithmetic, also, self.checks, start)
                if is_needed
                else {}
            )
        whole = overall_values(net, self.overall, samples, arithmetic, self.checks, start)
        return samples, whole

    def _entries(self) -> list[Quantity]:
        """What is asked for and simply there: inputs, targets, weights, biases."""
        goals = self.goals.sample
        if goals is None:
            inputs = [x(j) for j in range(1, (self.net.widths[0] or 0) + 1)]
            return inputs if self.net.data[0].x else []
        return [q for q in goals if q.kind in IN_SYMBOLS and not q.is_gradient]

    def _reusable_steps(self) -> Derivation | list[Step]:
        """The steps, kept where several samples go through them."""
        if self.changes:
            return [self._changed(step) for step in self.derivation]
        return list(self.derivation) if len(self.net.data) > 1 else self.derivation

    def _changed(self, step: Step) -> Step:
        return step._replace(formula=self.changes.get(step.target, step.formula))

    def _with_enough_bits(self, compute: Callable[[], Out]) -> Out:
        while True:
            try:
                return compute()
            except MorePrecision:
                self.bits *= 2
                self._known = None

    def _needed_by_the_whole(self) -> list[Quantity]:
        needs = [q for step in self.overall for q in leaves(step.formula)]
        return list(dict.fromkeys(q.at(0) for q in needs if belongs_to_a_sample(q)))


def _goals(net: Network, only: Sequence[str], of: str) -> Goals:
    if not only:
        return Goals()
    groups = [*families(net, of), *overall_families(net, of), *parameter_families(net)]
    found = matching(net, groups, only)
    of_samples = dict.fromkeys(q.at(0) for q in found if not is_overall(q))
    return Goals(tuple(of_samples), tuple(q for q in found if is_overall(q)))
