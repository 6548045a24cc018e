"""The events of PyYAML's parser, and its complaints in our words."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from symnn.errors import InputError, Place

# The parser written in C reads a large matrix twenty times as fast, but is not in every build.
LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def events(text: str, file: str) -> Iterator[yaml.Event]:
    """The events of a YAML text, one after the other.

    Raises:
        InputError: where the text is not YAML.
    """
    try:
        yield from yaml.parse(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        raise _refusal(text, file, error) from error
    except yaml.reader.ReaderError as error:
        character = chr(error.character)
        place = Place(file, text.count("\n", 0, text.index(character)) + 1)
        found = f"U+{ord(character):04X}"
        raise InputError("a character that can't stand in YAML", place, found, "text") from error


def line(event: yaml.Event) -> int:
    """The line in which an event begins, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 0


def _refusal(text: str, file: str, error: yaml.MarkedYAMLError) -> InputError:
    mark = error.problem_mark or error.context_mark
    number, column = (mark.line + 1, mark.column) if mark else (0, 0)
    row = [*text.splitlines(), ""][number - 1 : number]
    found = row[0] if row else ""
    place = Place(file, number)
    problem = error.problem or "unreadable"
    if " tab " in problem or found[column : column + 1] == "\t":
        shown = found.replace("\t", "\\t")
        return InputError("a tab in the indentation", place, shown, "spaces, as many as above")
    start = error.context_mark.line + 1 if error.context_mark else number
    context = f" ({error.context} that begins in line {start})" if start != number else ""
    expected = "YAML; a text with one of ? * & ! @ % ` : # in it may need quotes"
    return InputError(
        f"not YAML: {problem}{context}", place, found.strip() or "the end of the file", expected
    )
