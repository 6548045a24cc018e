"""Evaluate a network: every z and a, and H."""

from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import asking

KIND = Kind(
    name="forward",
    summary="every z and a, and H, for given W, b and x",
    heading="Forward pass",
    make=asking(
        ("Evaluate the network: find every pre-activation z, every activation a, and the output.",),
        ("z*", "a*", "H*"),
    ),
    keys={"layers": (2, 3, 1)},
)
