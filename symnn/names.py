"""From plain names to quantities: the inverse of `plain_name`."""

from __future__ import annotations

import re
from collections.abc import Callable

from symnn.errors import InputError
from symnn.quantities import H, Quantity, R, W, a, b, d, new, slope, x, y, z
from symnn.quantities import L as LOSS

EXPECTED = "a name such as x2, W2_13, b2_3, z2_3, a2_3, H, dH/dW2_13, relu_prime(z1_2)"

_GRADIENT = re.compile(r"d([A-Za-z]\w*)/d([A-Za-z]\w*)", re.ASCII)
_SLOPE = re.compile(r"([A-Za-z]\w*)_prime\(z(\d+)_(\d+)\)", re.ASCII)
_NODE = re.compile(r"(new_b|[zab])(\d+)_(\d+)", re.ASCII)
_WEIGHT = re.compile(r"(new_W|W)(\d+)_(\d+)(?:_(\d+))?", re.ASCII)
_INDEXED = re.compile(r"([xyH])(\d+)", re.ASCII)
_NODES: dict[str, Callable[[int, int], Quantity]] = {
    "z": z,
    "a": a,
    "b": b,
    "new_b": lambda layer, j: new(b(layer, j)),
}
_INPUTS: dict[str, Callable[[int], Quantity]] = {"x": x, "y": y, "H": H}
_SINGLE = {"H": H(), "L": LOSS, "R": R}
LONGEST_NAME = 80


def quantity_named(name: str) -> Quantity:
    """The quantity of a plain name; whether a network has it is for the network to say.

    >>> quantity_named("dH/dW2_13") == d(H(), W(2, 1, 3))
    True

    Raises:
        InputError: if the text is no plain name, or one that can be read in two ways.
    """
    bare, _, sample = name.partition("@")
    if len(name) > LONGEST_NAME or (sample and not re.fullmatch(r"[1-9]\d*", sample, re.ASCII)):
        raise _no_name(name)
    found = _gradient(bare) or _plain(bare)
    if found is None or ("@" in name and not sample):
        raise _no_name(name)
    return found.at(int(sample)) if sample else found


def _gradient(name: str) -> Quantity | None:
    match = _GRADIENT.fullmatch(name)
    if match is None:
        return None
    of, by = _plain(match[1]), _plain(match[2])
    if of is None or by is None or not _differentiable(of, by):
        raise _no_name(name)
    return d(of, by)


def _differentiable(of: Quantity, by: Quantity) -> bool:
    """Whether the gradient is one that the interface names."""
    if of.kind == "a":
        return by.kind == "z" and by.layer == of.layer
    return by.kind in {"H": "xWbza", "L": "xWbza", "R": "Wb"}.get(of.kind, "")


def _plain(name: str) -> Quantity | None:
    if name in _SINGLE:
        return _SINGLE[name]
    if match := _INDEXED.fullmatch(name):
        return _INPUTS[match[1]](_index(match[2], name))
    if match := _NODE.fullmatch(name):
        return _NODES[match[1]](_index(match[2], name), _index(match[3], name))
    if match := _SLOPE.fullmatch(name):
        return slope(match[1], _index(match[2], name), _index(match[3], name))
    if match := _WEIGHT.fullmatch(name):
        i, j = _pair(match[3], match[4], match[1] + match[2], name)
        weight = W(_index(match[2], name), i, j)
        return new(weight) if match[1] == "new_W" else weight
    return None


def _pair(first: str, second: str | None, stem: str, name: str) -> tuple[int, int]:
    if second is not None:
        return _index(first, name), _index(second, name)
    if len(first) == 2:
        return _index(first[0], name), _index(first[1], name)
    splits = [(first[:k], first[k:]) for k in range(1, len(first))]
    readings = [f"{stem}_{i}_{j}" for i, j in splits if "0" not in (i[0], j[0])]
    if readings:
        raise InputError(
            "indices that can be read in several ways", found=name, near=tuple(readings)
        )
    raise InputError("a weight has two indices", found=name, expected="from and to, as in W2_13")


def _index(digits: str, name: str) -> int:
    if digits.startswith("0"):
        raise InputError("indices count from 1", found=name, expected=EXPECTED)
    return int(digits)


def _no_name(name: str) -> InputError:
    return InputError("not the name of a quantity", found=name, expected=EXPECTED)
