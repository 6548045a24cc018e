"""What names and functions in an answer stand for, in one network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from symnn.activations import ACTIVATIONS, Activation, Entrywise
from symnn.derive.order import overall_families, parameter_families, quantities
from symnn.errors import InputError, nearest, shortened
from symnn.expressions.names import ELEMENTARY
from symnn.formula import Apply, Formula
from symnn.functions import ABSOLUTE
from symnn.network.model import Network
from symnn.notation.spellings import function_name
from symnn.quantities import Quantity, plain_name, slope

_ADVICE = {
    "softmax": "its value written out, as in exp(2)/(exp(2) + exp(1))",
    "max": "relu(z) for max(0, z), or its value",
    "min": "its value",
    "log10": "the natural logarithm, ln or log",
    "log2": "the natural logarithm, ln or log",
    "lg": "the natural logarithm, ln or log",
}
_SLOPE_OF_G = re.compile(r"g_prime\(z([0-9]{1,6})((?:_[0-9]+)?)\)((?:@[0-9]+)?)")
_MOST_NAMES = 500
"""Names among which near ones are looked for."""
_TIGHT = re.compile(rf"({'|'.join(ELEMENTARY)})([0-9]+)")
_EXPECTED = "one of " + ", ".join(ELEMENTARY) + ", abs, or an activation such as sigmoid or relu"


class Meanings:
    """Looks names up in a network.

    Args:
        net: the network.
        notation: what turns a spelling into the plain name.
    """

    def __init__(self, net: Network, notation: Callable[[str], str]) -> None:
        self.net = net
        self.notation = notation

    def named(self, name: str) -> Formula:
        """The quantity or the author's symbol of that name.

        Raises:
            InputError: if there is none.
        """
        if self.net.has_symbols:
            symbols: dict[str, Quantity] = self.net.memo("symbols in answers", self._symbols)
            if name in symbols:
                return symbols[name]
        if tight := _TIGHT.fullmatch(name):
            raise InputError("not a name", found=name, near=(f"{tight[1]}({shortened(tight[2])})",))
        try:
            return self.quantity(name)
        except InputError as error:
            if error.near or not any(character.isdigit() for character in name):
                raise
            raise replace(error, near=near_names(self.net, self.notation(name))) from None

    def quantity(self, name: str) -> Quantity:
        """The quantity of a spelling; of the only sample, it has no sample's number.

        Raises:
            InputError: if the network has none.
        """
        found = self.net.quantity(with_own_slope(self.net, self.notation(name)))
        return found.at(0) if found.sample == 1 == len(self.net.data) else found

    def call(self, function: str, argument: Formula) -> Formula:
        """The value of an activation or its slope, of a pre-activation or of anything else.

        Raises:
            InputError: if there is no such function.
        """
        written = function.replace(" ", "")
        bare = written.removesuffix("_prime").rstrip("'")
        is_slope = bare != written or r"\prime" in written
        name = function_name(bare.partition("^")[0])
        if name in ABSOLUTE and not is_slope:
            return Apply(name, argument)
        activation = self._activation(name, argument, function)
        if activation.name == self._of_layer(argument) and is_slope:
            assert isinstance(argument, Quantity)
            at_z = slope(activation.name, argument.layer, argument.j).at(argument.sample)
            return 1 if activation.is_identity else at_z
        if activation.is_identity:
            return 1 if is_slope else argument
        return Apply(activation.name + "_prime" * is_slope, argument)

    def _activation(self, name: str, argument: Formula, function: str) -> Activation:
        """The activation of that name; g is the one that the network has there."""
        if name == "g":
            name = self._of_layer(argument) or self._only_one() or "g"
        if name in _ADVICE or name not in ACTIVATIONS:
            self._refuse_product(function)
            near = nearest(name, (*ELEMENTARY, *(entry.name for entry in ACTIVATIONS)))
            expected = _ADVICE.get(name, _EXPECTED)
            near = () if name in _ADVICE else near
            raise InputError("not a function", found=function, expected=expected, near=near)
        activation = ACTIVATIONS[name]
        if not isinstance(activation, Entrywise):
            raise InputError("a function of a whole layer", found=function, expected=_EXPECTED)
        return activation

    def _refuse_product(self, name: str) -> None:
        """A quantity right before a bracket is meant as a factor."""
        try:
            self.quantity(name)
        except InputError:
            return  # no quantity either: the caller says what it could have been
        expected = f"a sign: a product with a name needs *, as in {shortened(name, 20)}*(...)"
        raise InputError("not a function", found=name, expected=expected)

    def _of_layer(self, argument: Formula) -> str | None:
        """The activation of the layer, of a pre-activation."""
        if type(argument) is Quantity and argument.kind == "z" and not argument.of:
            return self.net.activation(argument.layer).name
        return None

    def _only_one(self) -> str | None:
        """The activation of the network, if it has one beside linear ones."""
        names = {act.name for act in self.net.activations if not act.is_identity}
        return names.pop() if len(names) == 1 else None

    def _symbols(self) -> dict[str, Quantity]:
        """The author's symbols by their names, as typed and as LaTeX prints them."""
        from symnn.render.latex_text import symbol_text

        found = {str(q.of): q for q in _symbols(self.net)}
        return {symbol_text(name): q for name, q in found.items()} | found


def with_own_slope(net: Network, name: str) -> str:
    """The plain name, g being the activation that the network has in that layer."""
    match = _SLOPE_OF_G.fullmatch(name)
    if match is None or not 1 <= int(match[1]) <= net.depth:
        return name
    return f"{net.activation(int(match[1])).name}_prime(z{match[1]}{match[2]}){match[3]}"


def _symbols(net: Network) -> Iterator[Quantity]:
    rows = [row for matrix in net.W if matrix for row in matrix]
    for vector in [*rows, *net.b, *(s.x for s in net.data), *(s.y for s in net.data)]:
        yield from (entry for entry in vector or () if type(entry) is Quantity)


def near_names(net: Network, name: str) -> tuple[str, ...]:
    """Names of the network that are like one that it has not."""
    return nearest(name, islice(_names(net), _MOST_NAMES))


def _names(net: Network) -> Iterator[str]:
    """What could have been asked for, groups first."""
    for layer in range(1, net.depth + 1):
        for top in ("", *(f"d{top}/d" for top in net.differentiated)):
            yield from (f"{top}{kind}{layer}" for kind in "zabW")
    for quantity in quantities(net):
        yield plain_name(quantity)
    for family in (*overall_families(net), *parameter_families(net)):
        yield from map(plain_name, family.members())
