"""One family of errors: what is wrong, where, what was found and what was expected.

Everything symnn refuses is refused with one of these. Commands turn an error into one
message on stderr and the exit status 2; a traceback is always a defect of symnn itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, a line in it (from 1) and a key path such as `W[1][2]`."""

    file: str = ""
    line: int = 0
    key: str = ""

    def __str__(self) -> str:
        file = self.file + (f", line {self.line}" if self.line else "")
        return ", ".join(part for part in (file, self.key) if part)

    def at(self, key: str) -> Place:
        """The same place with another key path."""
        return replace(self, key=key)


class SymnnError(Exception):
    """The base of all errors that are not defects of symnn: catch this one."""


@dataclass(eq=False)
class InputError(SymnnError):
    """Input that can't be used.

    Args:
        what: what is wrong, as a sentence without its full stop.
        place: file, line and key, as far as they are known.
        found: the offending text, shortened when it is printed.
        expected: what would have been right.
        near: right names close to the wrong one, nearest first.
        excerpt: the text that is wrong, with a caret below the place, as two lines.
    """

    what: str
    place: Place = field(default_factory=Place)
    found: str | None = None
    expected: str = ""
    near: tuple[str, ...] = ()
    excerpt: str = ""

    def __str__(self) -> str:
        where = str(self.place)
        lines = [f"{where}: {self.what}" if where else self.what]
        lines.extend(f"    {line}" for line in self.excerpt.splitlines())
        if self.found is not None:
            lines.append(f"  found:    {shortened(self.found)}")
        if self.expected:
            lines.append(f"  expected: {self.expected}")
        if self.near:
            lines.append(f"  did you mean {' or '.join(self.near)}?")
        return "\n".join(lines)

    def within(self, place: Place) -> InputError:
        """The same error, with whatever `place` knows and this error does not.

        Of an error in another file, which `place` names, only that file can be wrong: it stays.
        """
        mine = self.place
        if mine.file and place.file and mine.file != place.file:
            return self
        merged = Place(mine.file or place.file, mine.line or place.line, mine.key or place.key)
        return replace(self, place=merged)


class UndecidedError(SymnnError):
    """A question about a real number that no precision within the bounds could answer."""


class MissingExtraError(SymnnError):
    """An optional library is not installed; the message names the extra that brings it."""

    def __init__(self, library: str, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs {library}, which is not installed: pip install 'symnn[{extra}]'"
        )


def shortened(text: str, most: int = 60) -> str:
    """`text` on one line, printable, and cut in the middle where it is longer than `most`."""
    flat = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    if len(flat) <= most:
        return flat
    half = (most - 3) // 2
    return f"{flat[:half]}...{flat[-half:]} ({len(text)} characters)"


def nearest(name: str, names: Iterable[str], most: int = 2) -> tuple[str, ...]:
    """The names most like `name`, at most `most`; none where none is like it."""
    from difflib import get_close_matches  # costs a start-up; needed only when something is wrong

    return tuple(get_close_matches(name[:80], sorted(names), n=most, cutoff=0.5))
