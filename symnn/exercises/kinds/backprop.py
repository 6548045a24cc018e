"""Compute the gradient of a network by the recursion."""

from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.quantities import asking

KIND = Kind(
    name="backprop",
    summary="the whole gradient of H by the backpropagation recursion",
    heading="Backpropagation",
    make=asking(
        (
            "Evaluate the network, then compute the entries of its gradient by backpropagation:"
            " the derivatives of the output by every weight and every bias.",
        ),
        ("H*", "dH*/dW*", "dH*/db*"),
        shows_all=True,
    ),
    keys={"layers": (2, 2, 2, 1)},
)
