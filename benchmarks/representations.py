"""What the demo's network learns of each data set: ten seeds, judged by us and by scikit-learn."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from benchmarks.training import demo
from symnn.learning.datasets import DATASETS
from symnn.learning.representation import separable
from symnn.learning.training import Training, train

SEEDS = range(1, 11)


def report() -> Iterator[str]:
    """A table: accuracy, seconds, and of how many seeds a line separates input and last layer."""
    plan = demo()
    last = plan.net.depth - 1
    judges = "input: by us | by scikit-learn | last hidden layer: by us | by scikit-learn"
    yield f"| data | all points right, worst | seconds | {judges} |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for shape in DATASETS:
        trainings, seconds = [], []
        for seed in map(str, SEEDS):
            data = shape.draw(len(plan.dataset.X), 2, None, seed)
            begin = time.process_time()
            trainings.append(train(replace(plan, dataset=data, seed=seed)))
            seconds.append(time.process_time() - begin)
        right = [t.accuracies[-1] for t in trainings]
        verdicts = [
            sum(judge(t, layer) for t in trainings)
            for layer in (0, last)
            for judge in (_ours, _scikit_learn)
        ]
        cells = [f"{sum(r == 1 for r in right)} of {len(right)}, {min(right):.1%}"]
        cells += [f"{median(seconds):.2f}", *(f"{count} of {len(right)}" for count in verdicts)]
        yield f"| {shape.name} | {' | '.join(cells)} |"


def _ours(training: Training, layer: int) -> bool:
    return separable(training, training.snapshots[-1], layer) is True


def _scikit_learn(training: Training, layer: int) -> bool:
    """Whether a linear classifier of another library gets all points right."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    data = training.plan.dataset
    X: Any = training.layer(training.snapshots[-1], layer, data.X)
    classifier = make_pipeline(StandardScaler(), LogisticRegression(C=1e6, max_iter=10_000))
    return bool(classifier.fit(X, data.y).score(X, data.y) == 1)
