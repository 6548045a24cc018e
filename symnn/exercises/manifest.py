"""The manifest of a problem set: what it was drawn from, its files, how hard its exercises are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction

from symnn.exercises.asked import figures_of
from symnn.exercises.exercise import Exercise
from symnn.exercises.sheets import Version
from symnn.exercises.source import DRAWING
from symnn.exercises.spec import Spec
from symnn.version import VERSION

Sums = Mapping[str, str]
"""The SHA-256 of files, by path."""


def manifest_json(
    spec: Spec,
    versions: Sequence[Version],
    sums: Sequence[Sums],
    of_the_set: Sums,
    collisions: Sequence[Sequence[Version]],
) -> str:
    """The manifest as JSON.

    Args:
        spec: the set.
        versions: its versions.
        sums: of the files of each version.
        of_the_set: of the files that the set has once.
        collisions: versions with the same numbers.
    """
    told = {
        "format": "symnn/manifest",
        "version": 1,
        "title": spec.title,
        **({"key": spec.drawn_as} if spec.drawn_as else {}),
        "course": spec.course,
        "seed": spec.seed,
        "symnn": VERSION,
        "drawing": DRAWING,
        "versions": [_version(one, files) for one, files in zip(versions, sums, strict=True)],
        "collisions": [[one.code for one in group] for group in collisions],
        "files": _listed(of_the_set),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _version(one: Version, files: Sums) -> dict[str, object]:
    whose = {} if one.student is None else {"id": one.student.id, "name": one.student.name}
    exercises = [_figures(exercise) for exercise in one.exercises]
    alike = {"alike": str(one.alike)} if one.student is None else {}
    return {"code": one.code, **whose, **alike, "exercises": exercises, "files": _listed(files)}


def _figures(exercise: Exercise) -> dict[str, object]:
    """The difficulty figures of an exercise, and what all versions have in common."""
    return {
        "kind": exercise.setting.kind.name,
        **_profile(exercise),
        **figures_of(exercise),
    }


def _profile(exercise: Exercise) -> dict[str, object]:
    """What all versions have in common; of kinds that draw no numbers, nothing."""
    if not exercise.setting.kind.draws:
        return {}
    profile = exercise.profile
    return {
        "units_off": list(profile.dead),
        "largest_entry": _plain(profile.limits.entry),
        "largest_value": _plain(profile.limits.value),
    }


def _plain(number: int | Fraction) -> int | str:
    return number if isinstance(number, int) else str(number)


def _listed(files: Sums) -> list[dict[str, str]]:
    return [{"path": path, "sha256": told} for path, told in files.items()]
