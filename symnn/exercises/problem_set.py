"""Problem sets: all versions drawn, and their files, those for students apart from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from symnn.documents.blocks import Document
from symnn.errors import InputError
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.likeness import Kept
from symnn.exercises.manifest import manifest_json
from symnn.exercises.sheets import Version, key, problems, solutions
from symnn.exercises.spec import Spec
from symnn.exercises.verified import verify

MOST_REDRAWN = 60
"""Draws of one version after which its being different from all others is given up."""
MOST_COMPARED = 8
"""Draws of one version of which the one that is least like others is taken."""

Writers = Mapping[str, Callable[[Document], bytes]]
"""By the ending of a file, what makes its bytes of a document."""


@dataclass(frozen=True)
class File:
    """A file of a problem set: where it goes, below the folder of the set, and what it holds."""

    path: str
    content: bytes

    @property
    def sum(self) -> str:
        """The SHA-256 of its content."""
        return sha256(self.content).hexdigest()


def version(spec: Spec, number: int, attempt: int = 0) -> Version:
    """A version of a set; it depends on its number, or on its student, and on nothing else.

    Args:
        spec: the set.
        number: which version, from 1; with a roster, which of the students.
        attempt: how often its numbers have been given up, since an earlier version has them.

    Raises:
        InputError: if no numbers are found.
    """
    student = spec.students[number - 1] if spec.students else None
    code = student.folder if student else f"{number:0{max(2, len(str(spec.versions)))}}"
    whose = ("student", student.id) if student else ("version", number)
    draw = (*whose, attempt)
    exercises = tuple(s.version(spec.key, k, draw) for k, s in enumerate(spec.settings, 1))
    return Version(spec, code, exercises, student, attempt)


def drawn_versions(spec: Spec) -> list[Version]:
    """All versions of a set. Numbered ones differ in their numbers; those of a roster may not.

    Raises:
        InputError: if there are not that many different ones.
    """
    return list(each_version(spec))


def each_version(spec: Spec) -> Iterator[Version]:
    """The versions of a set, one after the other as they are drawn.

    Raises:
        InputError: if there are not that many different ones.
    """
    kept = Kept()
    for number in range(1, spec.versions + 1):
        if spec.students:
            yield version(spec, number)
            continue
        one = _different(spec, number, kept)
        kept.add(one)
        yield one


def _different(spec: Spec, number: int, kept: Kept) -> Version:
    """A version that differs from those before it, and shares no more answers than it may.

    Unless the spec says how many these are, the one that shares least of `MOST_COMPARED` is taken.
    """
    best: Version | None = None
    for attempt in range(MOST_REDRAWN):
        drawn = version(spec, number, attempt)
        if drawn in kept:
            continue
        drawn = replace(drawn, alike=kept.share(drawn))
        if best is None or drawn.alike < best.alike:
            best = drawn
        if best.alike <= spec.alike or (not spec.alike_is_firm and attempt >= MOST_COMPARED):
            return best
    if best is not None and not spec.alike_is_firm:
        return best
    raise InputError(
        f"no version {number} that differs enough from the others",
        expected=f"at most {number - 1} versions, exercises with more numbers to draw"
        + (f", or `alike:` above {spec.alike}" if spec.alike_is_firm else ""),
    )


def collisions(versions: Sequence[Version]) -> list[list[Version]]:
    """The versions that have all their numbers in common, together, where there are any."""
    alike: dict[object, list[Version]] = {}
    for one in versions:
        alike.setdefault(one.numbers, []).append(one)
    return [group for group in alike.values() if len(group) > 1]


def version_files(one: Version, writers: Writers) -> list[File]:
    """The files of one version, its keys verified.

    Raises:
        WrongKeyError: if a key does not hold.
    """
    texts = [(exercise_yaml(exercise), answers_yaml(exercise)) for exercise in one.exercises]
    for exercise, (task, key_text) in zip(one.exercises, texts, strict=True):
        verify(exercise, task, key_text)
    documents = {
        f"students/{one.code}/problems": problems(one),
        f"staff/{one.code}/solutions": solutions(one),
    }
    files = [
        File(f"{stem}.{ending}", write(document))
        for stem, document in documents.items()
        for ending, write in writers.items()
    ]
    for exercise, (task, key_text) in zip(one.exercises, texts, strict=True):
        stem = f"staff/{one.code}/exercise-{exercise.number}"
        files.append(File(f"{stem}.yaml", task.encode()))
        files.append(File(f"{stem}.answers.yaml", key_text.encode()))
    return files


def set_files(
    spec: Spec,
    versions: list[Version],
    sums: list[dict[str, str]],
    writers: Writers,
    alike: list[list[Version]],
) -> list[File]:
    """The files that a set has once: its key, and the manifest of all others.

    Args:
        spec: the set.
        versions: all its versions.
        sums: for each version the SHA-256 of its files, by path.
        writers: what makes sheets.
        alike: versions that have their numbers in common.
    """
    document = key(spec, versions)
    keys = [File(f"staff/key.{ending}", write(document)) for ending, write in writers.items()]
    of_the_set = {file.path: file.sum for file in keys}
    told = manifest_json(spec, versions, sums, of_the_set, alike)
    return [*keys, File("staff/manifest.json", told.encode())]
