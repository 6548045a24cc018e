"""What there is to know about a kind of exercise, as a page: options, network, and a sample."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from symnn.documents.blocks import Block, Document, Heading, Paragraph, TableBlock
from symnn.exercises.blanks import blanks
from symnn.exercises.exercise import Exercise
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.problem_set import version
from symnn.exercises.spec import one_exercise
from symnn.exercises.spec_keys import SETTING_KEYS

NO_OPTIONS = "This kind has no options of its own."
OTHER_KEYS = "Beside the keys of a network file, such as layers and activation:"
NETWORK = "Unless a spec says otherwise, it has this network; what is left open is drawn."


def kind_document(kind: Kind, seed: str = "0") -> Document:
    """The page about a kind, with a sample problem and its solution.

    Args:
        kind: the kind.
        seed: of the sample.
    """
    content = sample(kind, seed).content
    blocks: list[Block] = [
        Paragraph((f"{kind.summary[:1].upper()}{kind.summary[1:]}.",)),
        *_own_keys(kind),
        Heading(1, ("A sample problem",)),
        *content.task,
        *content.shown,
        *blanks(content.asks),
        Heading(1, ("Its solution",)),
        *content.solution(),
        *_common_keys(),
    ]
    return Document((f"The kind {kind.name}",), tuple(blocks))


def sample(kind: Kind, seed: str = "0") -> Exercise:
    """An exercise of a kind, drawn with nothing said but the kind."""
    spec = replace(one_exercise({"kind": kind.name}), seed=seed)
    return version(spec, 1).exercises[0]


def kind_entry(kind: Kind) -> dict[str, Any]:
    """What `symnn kinds NAME --format json` says."""
    return {
        "name": kind.name,
        "summary": kind.summary,
        "network": {key: _listed(value) for key, value in kind.keys.items()},
        "options": [
            {"name": one.name, "summary": one.summary, "default": one.default}
            for one in kind.options
        ],
    }


def _own_keys(kind: Kind) -> Iterator[Block]:
    yield Heading(1, ("What a spec may say",))
    if kind.options:
        rows = [(one.name, told(one.default), one.summary) for one in kind.options]
        yield _table(("option", "default", "what it is"), rows)
    else:
        yield Paragraph((NO_OPTIONS,))
    yield Paragraph((NETWORK,))
    yield _table(("key", "value"), [(key, told(value)) for key, value in kind.keys.items()])


def _common_keys() -> Iterator[Block]:
    yield Heading(1, ("What every exercise may say",))
    yield Paragraph((OTHER_KEYS,))
    yield _table(("key", "what it is"), list(SETTING_KEYS.items()))


def _table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> TableBlock:
    head, *cells = (tuple((cell,) for cell in row) for row in (header, *rows))
    return TableBlock(head, tuple(cells))


def told(value: object) -> str:
    """A value as it stands in a spec; what has no default is left to the kind."""
    if value is None:
        return "as the kind has it"
    return value if isinstance(value, str) else json.dumps(_listed(value))


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
