"""A spec to start from: every key with a line about it, most of them behind a #."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.exercises.kinds.kind import Kind
from symnn.exercises.manual import told
from symnn.exercises.spec_keys import SETTING_KEYS, SPEC_KEYS

COLUMN = 36
"""Where the remarks begin."""
SET = {"title": "My problem set", "course": "My course", "seed": "1", "versions": "3"}
"""What the starter says of the set."""
SET_MORE = {
    "key": "My old title",
    "roster": "students.csv",
    "numbers": "{decimals: 3}",
    "alike": "1/4",
}
"""What it says behind a #."""
EXERCISE_MORE = {
    "ask": "[H]",
    "given": "[z1_1]",
    "numbers": "{decimals: 3}",
    "fair": "false",
    "form": "worked",
    "choices": "true",
}
"""The same of its first exercise."""
NETWORK_MORE = {
    "activation": ("sigmoid", "of the hidden layers; `symnn activations` lists them"),
    "biases": ("false", "whether nodes have biases"),
}
"""And of its network, where the kind leaves it open."""
USUAL_POINTS = "4"
HEAD = """\
# A problem set. `symnn generate THIS-FILE -o FOLDER` makes its sheets, solutions and keys.
# Take the # in front of a line away to use it, and change what it says. `symnn kinds` lists the
# kinds of exercises, `symnn kinds NAME` shows one of them with a sample.
"""
OWN_NETWORK = """\

  # A network of your own, in a file; what it leaves open is drawn.
  # - network: my-network.yaml
  #   ask: ["dH/dW1_*", H]
"""


def starter(kinds: Sequence[Kind]) -> str:
    """The text of a spec with an exercise of each of the kinds.

    Args:
        kinds: at least one.
    """
    lines = [_line("", key, value, SPEC_KEYS[key]) for key, value in SET.items()]
    lines += [_line("# ", key, value, SPEC_KEYS[key]) for key, value in SET_MORE.items()]
    lines.append("exercises:")
    for number, kind in enumerate(kinds):
        lines += ["", *_exercise(kind, is_first=not number)]
    return f"{HEAD}\n" + "\n".join(lines) + f"\n{OWN_NETWORK}"


def _exercise(kind: Kind, is_first: bool) -> Iterator[str]:
    """The lines of an exercise; the first one has those that any may have."""
    yield f"  # {kind.summary}"
    yield f"  - kind: {kind.name}"
    yield _line("    ", "points", USUAL_POINTS, SETTING_KEYS["points"])
    for key, value in kind.keys.items():
        yield f"    # {key}: {told(value)}"
    for option in kind.options:
        if option.default is not None:
            yield _line("    # ", option.name, told(option.default), option.summary)
    if is_first:
        for key, (value, remark) in NETWORK_MORE.items():
            if key not in kind.keys:
                yield _line("    # ", key, value, remark)
        for key, value in EXERCISE_MORE.items():
            yield _line("    # ", key, value, SETTING_KEYS[key])


def _line(before: str, key: str, value: str, remark: str) -> str:
    return f"{before}{key}: {value}".ljust(COLUMN) + f"# {remark}"
