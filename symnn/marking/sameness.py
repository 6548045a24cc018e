"""Whether two formulas have the same values at drawn points, or as near as a rounded one says.

Kinds of exercises compare many formulas, so that this has to be quick; `answers.equality`
takes longer and says how sure the verdict is, up to a proof, as a mark needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from symnn.evaluate.value import Missing
from symnn.formula import Formula, leaves
from symnn.marking.enclosing import Enclosing, Undecidable
from symnn.marking.functions import functions_of
from symnn.marking.instances import Instance, instances
from symnn.marking.intervals import meet, widened
from symnn.network.model import Network

Points = Callable[[], Sequence[Instance]]
"""Where formulas over unknowns are compared; asked for only where there are unknowns."""


def same_at_points(
    net: Network,
    left: Formula,
    right: Formula,
    half_unit: Fraction = Fraction(0),
    points: Points | None = None,
) -> bool:
    """Whether two formulas have one value, at every point where they are looked at.

    Args:
        net: the network whose quantities they name.
        left: a formula; undefined ones are the same as no other.
        right: another.
        half_unit: how far they may be apart, since the left one was rounded.
        points: the network with numbers, if somebody has it already.

    Raises:
        InputError: if there are unknowns to compare at and the network has an unknown width.
    """
    if not any(True for part in (left, right) for _ in leaves(part)):
        readings = [Enclosing(lambda q: Missing.UNDETERMINED, functions_of(net))]
    else:
        found = points() if points else net.memo("points", lambda: instances(net))
        readings = [Enclosing(point.key, point.functions) for point in found]
    return all(_at(reading, left, right, half_unit) for reading in readings)


def _at(reading: Enclosing, left: Formula, right: Formula, half_unit: Fraction) -> bool:
    try:
        one, other = reading.enclosure(left), reading.enclosure(right)
    except Undecidable:
        return False
    if isinstance(one, Missing) or isinstance(other, Missing):
        return one is other
    return meet(widened(one, half_unit), other)
