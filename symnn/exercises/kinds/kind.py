"""What a kind of exercise is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symnn.files import Tree
from symnn.registry import Registry

if TYPE_CHECKING:
    from symnn.exercises.content import Content
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.profile import Off
    from symnn.exercises.source import Source
    from symnn.network.model import Network


@dataclass(frozen=True)
class Option:
    """A key that specs may have for exercises of a kind.

    Args:
        name: the key.
        summary: one line about it.
        read: makes its value of what stands in the file; raises InputError with the place.
        default: its value where nothing is said.
        schema: what may stand there, as JSON Schema; empty for anything.
        is_file: whether it is the name of a file, below the folder of the spec, whose content
            `read` gets.
    """

    name: str
    summary: str
    read: Callable[[Tree], Any]
    default: Any = None
    schema: Mapping[str, Any] = field(default_factory=dict)
    is_file: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of exercise.

    Args:
        name: its name in specs.
        summary: one line about it.
        heading: what an exercise of this kind is called on the sheet.
        make: what it says, asks and answers, once its network has its numbers.
        keys: the network that it has unless a spec says otherwise, as the keys of a network file.
        options: what specs may say beside the network.
        reshape: changes the network before numbers are drawn, for each version by itself; the
            source is that version's.
        off: of some layers, whether a unit of them has to be off, or none may be.
        finish: changes the network once it has its numbers: hides some, tells values of others.
        draws: whether numbers are drawn at all; without, the network stays as it is.
        takes_ask: whether a spec may say which quantities are asked for.
        is_exact: whether exact answers are asked for even where they are irrational, unless a spec
            says otherwise.
        plants: whether every version is about mistakes of its own: then versions agree in how many
            are recognised, not in which.
        asks_by_numbers: whether the numbers decide which quantities are asked for: then versions
            are drawn until they ask for the same.
        suits: whether what was drawn makes an exercise; else it is drawn anew.
        check: raises InputError for a network that this kind can do nothing with; called when a
            spec is read.
    """

    name: str
    summary: str
    heading: str
    make: Callable[[Exercise], Content]
    keys: Mapping[str, Any] = field(default_factory=lambda: {"layers": (2, 2, 1)})
    options: tuple[Option, ...] = ()
    reshape: Callable[[Setting, Source], Network] | None = None
    off: Callable[[Setting], Off] | None = None
    finish: Callable[[Exercise, Network], Network] | None = None
    draws: bool = True
    takes_ask: bool = True
    is_exact: bool = False
    plants: bool = False
    asks_by_numbers: bool = False
    suits: Callable[[Exercise], bool] = lambda exercise: True
    check: Callable[[Network], None] = lambda net: None

    def __reduce__(self) -> tuple[Callable[[str], Kind], tuple[str]]:
        """To other processes a kind goes by its name: what it makes are functions."""
        return _named, (self.name,)


def _named(name: str) -> Kind:
    from symnn.exercises import kinds  # they are all in the table then

    return kinds.KINDS[name]


KINDS: Registry[Kind] = Registry("kind of exercise", "symnn.kinds")
"""All kinds by name."""
