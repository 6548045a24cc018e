"""Compute the gradient of a network by the recursion."""

from symnn.exercises.kinds.kind import Kind

KIND = Kind(
    name="backprop",
    summary="the whole gradient of H by the backpropagation recursion",
    heading="Backpropagation",
    task=(
        "Evaluate the network, then compute the entries of its gradient by backpropagation:"
        " the derivatives of the output by every weight and every bias.",
    ),
    asked=("H*", "dH*/dW*", "dH*/db*"),
    layers=(2, 2, 2, 1),
)
