"""Evaluate a network: every z and a, and H."""

from symnn.exercises.kinds.kind import Kind

KIND = Kind(
    name="forward",
    summary="every z and a, and H, for given W, b and x",
    heading="Forward pass",
    task=(
        "Evaluate the network: find every pre-activation z, every activation a, and the output.",
    ),
    asked=("z*", "a*", "H*"),
    layers=(2, 3, 1),
)
