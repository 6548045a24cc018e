"""The demo's training by hand in NumPy and in PyTorch: same start, same batches, same curves.

Both are written for this one network (tanh, a sigmoid output, binary cross-entropy), as one would
who needs nothing else: by hand with ∂L/∂z = a - y at the output.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from symnn.learning.training_file import Plan
from symnn.learning.training_start import order, start

Curve = list[tuple[float, float]]
"""Risk and accuracy at the start and after each epoch."""


def batches(plan: Plan, epoch: int) -> list[Any]:
    """The numbers of the points of each step."""
    if plan.batch_size is None:
        return [slice(None)]
    taken, size = order(plan, epoch), plan.batch_size
    return [taken[begin : begin + size] for begin in range(0, len(taken), size)]


def by_hand(plan: Plan) -> Curve:
    """A loop in NumPy."""
    parameters, rate, depth = start(plan), plan.learning_rate, plan.net.depth
    W = [parameters[f"W{layer}"] for layer in range(1, depth + 1)]
    b = [parameters[f"b{layer}"] for layer in range(1, depth + 1)]
    X, Y = plan.inputs, plan.dataset.targets(plan.net)

    def forward(X: Any) -> list[Any]:
        a = [X]
        for layer in range(depth - 1):
            a.append(np.tanh(a[-1] @ W[layer] + b[layer]))
        a.append(1 / (1 + np.exp(-(a[-1] @ W[-1] + b[-1]))))
        return a

    def measured(H: Any) -> tuple[float, float]:
        risk = -np.mean(Y * np.log(H) + (1 - Y) * np.log(1 - H))
        return float(risk), float(np.mean((H >= 0.5) == Y))

    def step(a: list[Any], Y: Any) -> None:
        delta = (a[-1] - Y) / len(Y)
        for layer in range(depth - 1, -1, -1):
            by_W, by_b = a[layer].T @ delta, delta.sum(axis=0)
            if layer:
                delta = (delta @ W[layer].T) * (1 - a[layer] ** 2)
            W[layer] = W[layer] - rate * by_W
            b[layer] = b[layer] - rate * by_b

    a = forward(X)
    curve = [measured(a[-1])]
    for epoch in range(1, plan.epochs + 1):
        if plan.batch_size is None:
            step(a, Y)
        else:
            for batch in batches(plan, epoch):
                step(forward(X[batch]), Y[batch])
        a = forward(X)
        curve.append(measured(a[-1]))
    return curve


def in_torch(plan: Plan) -> Curve:
    """Modules, a loss and an optimizer of PyTorch, in double precision."""
    import torch

    layers: list[Any] = []
    for layer in range(1, plan.net.depth + 1):
        n_in, n_out = (plan.net.widths[k] or 0 for k in (layer - 1, layer))
        last = layer == plan.net.depth
        linear = torch.nn.Linear(n_in, n_out, dtype=torch.float64)
        layers += [linear, torch.nn.Sigmoid() if last else torch.nn.Tanh()]
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(start(plan)[f"W{layer}"].T))
            linear.bias.zero_()
    model, loss = torch.nn.Sequential(*layers), torch.nn.BCELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=plan.learning_rate)
    X, Y = torch.from_numpy(plan.inputs), torch.from_numpy(plan.dataset.targets(plan.net))

    def measured() -> tuple[float, float]:
        with torch.no_grad():
            H = model(X)
            return loss(H, Y).item(), ((H >= 0.5) == Y).double().mean().item()

    curve = [measured()]
    for epoch in range(1, plan.epochs + 1):
        for batch in batches(plan, epoch):
            optimizer.zero_grad()
            loss(model(X[batch]), Y[batch]).backward()
            optimizer.step()
        curve.append(measured())
    return curve
