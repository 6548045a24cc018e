"""A fixed feature map: formulas in the coordinates of a point, which a network sees instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symnn.errors import InputError
from symnn.evaluate.tensors import ArrayReading, Tensor, numpy
from symnn.expressions.parse import parse_formula
from symnn.files import Tree
from symnn.formula import Formula
from symnn.network.entries import items, leaf
from symnn.quantities import Quantity, x

if TYPE_CHECKING:
    from numpy.typing import NDArray

COORDINATES = {str(name): name for name in (x(1), x(2))}
MOST_FEATURES = 16
EXPECTED = "formulas in x1 and x2, as in [x1, x2, x1^2 + x2^2]"


@dataclass(frozen=True)
class FeatureMap:
    """The features φ_1(x), ..., φ_k(x) of a point x of the plane.

    Attributes:
        formulas: a formula for each feature, in x1 and x2.
    """

    formulas: tuple[Formula, ...]

    def __call__(self, X: NDArray[Any]) -> NDArray[Any]:
        """The features of points, n by k; nan where one is not defined.

        Args:
            X: the points, n by 2.
        """
        np = numpy()
        columns = {name: Tensor(X[:, k], ("s",)) for k, name in enumerate(COORDINATES.values())}
        reading = ArrayReading(columns.__getitem__, {}, 0)
        with np.errstate(all="ignore"):
            found = [np.broadcast_to(reading(f).array, len(X)) for f in self.formulas]
        return np.stack(found, axis=1).astype(float)  # type: ignore[no-any-return]


def read_feature_map(tree: Tree) -> FeatureMap:
    """The feature map that a file describes as a list of formulas.

    Raises:
        InputError: if it is none, with the place.
    """
    told = items(tree, EXPECTED)
    if not 1 <= len(told) <= MOST_FEATURES:
        expected = f"1 to {MOST_FEATURES} {EXPECTED}"
        raise InputError(
            "a number of features that can't be used", tree.place, f"{len(told)}", expected
        )
    return FeatureMap(tuple(_formula(each) for each in told))


def _formula(tree: Tree) -> Formula:
    text = leaf(tree, EXPECTED)
    try:
        found = parse_formula(text, _coordinate)
        FeatureMap((found,))(numpy().zeros((1, 2)))
    except InputError as error:
        raise error.within(tree.place) from None
    except OverflowError:
        what = "a formula with numbers that are too large for doubles"
        raise InputError(what, tree.place, text, EXPECTED) from None
    return found


def _coordinate(name: str) -> Quantity:
    if name not in COORDINATES:
        raise InputError("no coordinate of a point", found=name, expected="x1 or x2")
    return COORDINATES[name]
