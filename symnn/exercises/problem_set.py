"""Problem sets: all versions drawn, and their files, those for students apart from the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from symnn.documents.blocks import Document
from symnn.errors import InputError
from symnn.evaluate.value import Missing
from symnn.exercises.exercise import Exercise
from symnn.exercises.network_file import network_yaml
from symnn.exercises.sheets import Version, key, problems, solutions
from symnn.exercises.source import DRAWING
from symnn.exercises.spec import Spec
from symnn.quantities import plain_name
from symnn.render.json_solution import exact_text
from symnn.version import VERSION

MOST_REDRAWN = 200
"""Draws of one version after which its being different from all others is given up."""

Writers = Mapping[str, Callable[[Document], bytes]]
"""By the ending of a file, what makes its bytes of a document."""


@dataclass(frozen=True)
class File:
    """A file of a problem set: where it goes, below the folder of the set, and what it holds."""

    path: str
    content: bytes


def drawn_versions(spec: Spec) -> list[Version]:
    """All versions of a set, no two of them with the same numbers.

    Raises:
        InputError: if there are not that many different ones.
    """
    seen: set[tuple[object, ...]] = set()
    versions: list[Version] = []
    for number in range(1, spec.versions + 1):
        for attempt in range(MOST_REDRAWN):
            version = _version(spec, number, attempt)
            numbers = tuple((e.net.W, e.net.b, e.net.data) for e in version.exercises)
            if numbers not in seen:
                break
        else:
            raise InputError(
                f"no version {number} that differs from the others",
                expected=f"at most {number - 1} versions, or exercises with more numbers to draw",
            )
        seen.add(numbers)
        versions.append(version)
    return versions


def version_files(version: Version, writers: Writers) -> list[File]:
    """The files of one version."""
    documents = {
        f"students/{version.code}/problems": problems(version),
        f"staff/{version.code}/solutions": solutions(version),
    }
    files = [
        File(f"{stem}.{ending}", write(document))
        for stem, document in documents.items()
        for ending, write in writers.items()
    ]
    for exercise in version.exercises:
        stem = f"staff/{version.code}/exercise-{exercise.number}"
        files.append(File(f"{stem}.yaml", _exercise_yaml(exercise).encode()))
        files.append(File(f"{stem}.answers.yaml", _answers_yaml(exercise).encode()))
    return files


def set_files(
    spec: Spec, versions: list[Version], files: list[File], writers: Writers
) -> list[File]:
    """The files that a set has once: its key, and the manifest of all others."""
    document = key(spec, versions)
    keys = [File(f"staff/key.{ending}", write(document)) for ending, write in writers.items()]
    manifest = _manifest(spec, versions, files + keys)
    return [*keys, File("staff/manifest.json", (json.dumps(manifest, indent=2) + "\n").encode())]


def _version(spec: Spec, number: int, attempt: int) -> Version:
    width = max(2, len(str(spec.versions)))
    code = f"{number:0{width}}"
    draw = code if attempt == 0 else f"{code}/{attempt}"
    exercises = tuple(
        setting.version(spec.seed, k, draw) for k, setting in enumerate(spec.settings, 1)
    )
    return Version(spec, code, exercises)


def _exercise_yaml(exercise: Exercise) -> str:
    """The exercise as a file that `solve` and `check` take like a network file."""
    extra = {
        "kind": exercise.setting.kind.name,
        "points": exercise.setting.points,
        "ask": [plain_name(q) for q in exercise.asked],
    }
    return network_yaml(exercise.net, extra)


def _answers_yaml(exercise: Exercise) -> str:
    """The key: every asked quantity with its exact value."""
    return "".join(f"{name}: {text}\n" for name, text in _answers(exercise))


def _answers(exercise: Exercise) -> Iterator[tuple[str, str]]:
    for quantity in exercise.asked:
        value = exercise.solution.of_quantity(quantity)
        assert not isinstance(value, Missing)
        exact = exact_text(value)
        text = exact if exact is not None else str(exercise.solution.decimal(quantity, 12))
        yield plain_name(quantity), text if _is_plain_scalar(text) else json.dumps(text)


def _is_plain_scalar(text: str) -> bool:
    return text.lstrip("-").isdigit()


def _manifest(spec: Spec, versions: list[Version], files: list[File]) -> dict[str, object]:
    return {
        "format": "symnn/manifest",
        "version": 1,
        "seed": spec.seed,
        "symnn": VERSION,
        "drawing": DRAWING,
        "versions": [
            {
                "code": version.code,
                "exercises": [_figures(exercise) for exercise in version.exercises],
                "files": _sums(files, f"/{version.code}/"),
            }
            for version in versions
        ],
        "files": [*_sums(files, "staff/key.")],
    }


def _figures(exercise: Exercise) -> dict[str, object]:
    """The difficulty figures of an exercise."""
    return {
        "kind": exercise.setting.kind.name,
        "units_off": list(exercise.profile.dead),
        "largest_entry": exercise.profile.limits.entry,
        "largest_value": exercise.profile.limits.value,
        "asked": len(exercise.asked),
    }


def _sums(files: list[File], part: str) -> list[dict[str, str]]:
    return [
        {"path": file.path, "sha256": sha256(file.content).hexdigest()}
        for file in files
        if part in file.path
    ]
