"""The kinds of exercises: one module a kind, all in one table."""

from symnn.exercises.kinds import backprop, forward
from symnn.exercises.kinds.kind import KINDS, Kind

KINDS.add(forward.KIND, backprop.KIND)

__all__ = ["KINDS", "Kind"]
