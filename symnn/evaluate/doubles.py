"""The entries of a network as arrays of doubles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import inf, isinf
from typing import TYPE_CHECKING, Any

from symnn.errors import InputError
from symnn.evaluate.tensors import numpy
from symnn.formula import Formula
from symnn.network.model import Network
from symnn.network.packing import check_names, in_order, shapes, unpack
from symnn.numbers.digits import decimal
from symnn.numbers.real import Arithmetic
from symnn.numbers.value import ClosedValue, with_enough_bits
from symnn.quantities import Quantity, x, y

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arrays = dict[str, NDArray[Any]]

DIGITS = 20
"""Digits of an irrational entry before it is rounded to a double."""


def array_parameters(net: Network) -> Arrays:
    """The parameters: `W1` with a row for each node it comes from, `b1`, `W2`, ...

    Raises:
        InputError: for an entry that is not known.
        MissingExtraError: if NumPy is not installed.
    """
    np, entries = numpy(), [_double(net, parameter) for parameter in in_order(net)]
    return {name: np.array(rows) for name, rows in unpack(net, entries).items()}


def checked_parameters(net: Network, parameters: Mapping[str, Any]) -> Arrays:
    """Parameters that somebody else keeps, as arrays.

    Raises:
        InputError: if one is missing or of another shape, or there is none of that name.
    """
    check_names(net, parameters)
    return {name: _shaped(parameters[name], name, shape) for name, shape in shapes(net).items()}


def data(net: Network, X: object = None, Y: object = None) -> Arrays:
    """The inputs `x` and, where they are known, the targets `y`.

    Args:
        net: the network.
        X: samples by nodes; None for the samples of the network's batch, with their targets.
        Y: samples by outputs, or None.

    Raises:
        InputError: for an input that is not known, or arrays that do not fit.
    """
    first, *_, last = _known_widths(net)
    if X is None:
        X = _of_batch(net, x, first)
        if Y is None and all(None not in (net.data[max(s, 1) - 1].y or [None]) for s in net.batch):
            Y = _of_batch(net, y, last)
    arrays = {"x": _shaped(X, "X", (-1, first))}
    if not len(arrays["x"]):
        raise InputError("X has no samples", expected="at least one")
    if Y is not None:
        arrays["y"] = _shaped(Y, "Y", (len(arrays["x"]), last))
    return arrays


def _of_batch(net: Network, of: Callable[[int], Quantity], width: int) -> list[list[float]]:
    return [[_double(net, of(j), sample) for j in range(1, width + 1)] for sample in net.batch]


def _known_widths(net: Network) -> list[int]:
    known = [width for width in net.widths if width is not None]
    if len(known) < len(net.widths):
        layer = net.widths.index(None)
        raise InputError(f"the width of layer {layer} is not known", expected="a number of nodes")
    return known


def _shaped(value: object, name: str, shape: tuple[int, ...]) -> Any:
    """The value as an array of that shape, in which -1 stands for any length.

    Raises:
        InputError: if it is none.
    """
    np = numpy()
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise InputError(f"{name} is no array of numbers", expected=_by(shape)) from None
    if len(array.shape) != len(shape) or any(
        want not in (-1, got) for want, got in zip(shape, array.shape, strict=True)
    ):
        what = f"{name} has another shape"
        raise InputError(what, found=_by(array.shape), expected=_by(shape))
    return array


def _by(shape: tuple[int, ...]) -> str:
    return " by ".join("samples" if length == -1 else str(length) for length in shape) or "a number"


def _double(net: Network, quantity: Quantity, sample: int = 0) -> float:
    """An entry of the network as a double.

    Raises:
        InputError: if it is not known, or larger than any double.
    """
    entry = net.entry(quantity, sample)
    if entry is None or isinstance(entry, Quantity):
        what = f"{quantity.at(sample)} is not known"
        raise InputError(what, expected="a number: arrays have no unknowns")
    value = double(entry)
    if isinf(value):
        raise InputError(f"{quantity.at(sample)} is too large for a double")
    return value


def double(number: Formula) -> float:
    """The double that is nearest to a known number; infinity for one that is too large."""
    try:
        return float(number if isinstance(number, (int, Fraction)) else _decimal(number))
    except OverflowError:
        return inf


def _decimal(form: Formula) -> str:
    def written(arithmetic: Arithmetic) -> str:
        return decimal(ClosedValue(arithmetic)(form), DIGITS, arithmetic.bits)

    return with_enough_bits(written)
