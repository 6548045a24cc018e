"""What is said on the command line in the place of what a file says."""

from __future__ import annotations

from symnn.files.tree import Leaf, Spot, Table, Tree

COMMAND_LINE = "the command line"


def with_options(tree: Tree, **options: str | None) -> Tree:
    """The file with options as keys of it: `--learning-rate 1/10` is `learning_rate: 1/10`.

    Args:
        tree: the file; anything but a table is left to who reads it.
        options: texts by key; None says nothing.
    """
    said = {key: text for key, text in options.items() if text is not None}
    if not isinstance(tree, Table) or not said:
        return tree
    top = Spot(0, "", COMMAND_LINE)
    leaves = {key: Leaf(Spot(0, _flag(key), top), text) for key, text in said.items()}
    lines = {**dict.fromkeys(said, 0), **tree.lines}
    return Table(tree.spot, {**tree.entries, **leaves}, lines)


def _flag(key: str) -> str:
    return "--" + key.replace("_", "-")
