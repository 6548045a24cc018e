"""Symbolic derivations and exercises for neural networks.

>>> import symnn
>>> net = symnn.build([2, 3, 1], W=[[[2, -1, 0], [4, 5, 2]], [[3], [2], [-4]]],
...                   b=[[3, -2, -2], [-4]], x=[3, -1])
>>> solution = symnn.solve(net)
>>> solution.value("H"), solution.value("dH/dW1_11")
(11, 9)
>>> symnn.parameters(net)[:4], len(symnn.parameters(net))
(['W1_11', 'W1_12', 'W1_13', 'W1_21'], 13)
>>> symnn.text(symnn.derivation([2, 3, 1]).step("dH/dW1_11").formula)
'dH/dz1_1*x1'
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING

from symnn.version import VERSION

if TYPE_CHECKING:
    from symnn.api import (
        agreement,
        build,
        derivation,
        descent,
        load,
        pack,
        parameters,
        shape,
        solve,
        text,
        to_sympy,
        unpack,
    )
    from symnn.errors import InputError, SymnnError

__version__ = VERSION

__all__ = [
    "InputError",
    "SymnnError",
    "agreement",
    "build",
    "derivation",
    "descent",
    "load",
    "pack",
    "parameters",
    "shape",
    "solve",
    "text",
    "to_sympy",
    "unpack",
]

# A wheel holds `cli` and `templates` inside this package, a checkout beside it.
_here = os.path.dirname(os.path.abspath(__file__))
if not os.path.isdir(os.path.join(_here, "templates")):
    __path__.append(os.path.dirname(_here))


def __getattr__(name: str) -> object:
    """The public functions, imported when they are first used: `symnn --help` needs none."""
    if name in ("InputError", "SymnnError"):
        return getattr(import_module("symnn.errors"), name)
    if name in __all__:
        return getattr(import_module("symnn.api"), name)
    raise AttributeError(f"module 'symnn' has no attribute {name!r}")
