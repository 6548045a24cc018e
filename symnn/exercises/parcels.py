"""Versions on their way to another process, which has the spec: what was drawn, and no more."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from symnn.exercises.exercise import Exercise, Key
from symnn.exercises.fairness import Fair
from symnn.exercises.profile import Profile
from symnn.exercises.roster import Student
from symnn.exercises.sheets import Version
from symnn.exercises.spec import Spec

Drawing = tuple[int, Profile, Fair, Key, Key]
"""An exercise without its setting."""


class Parcel(NamedTuple):
    """A version without its spec."""

    code: str
    exercises: tuple[Drawing, ...]
    student: Student | None
    attempt: int
    alike: Fraction


def packed(one: Version) -> Parcel:
    """What has to be sent of a version."""
    exercises = tuple((e.number, e.profile, e.fair, e.key, e.shared) for e in one.exercises)
    return Parcel(one.code, exercises, one.student, one.attempt, one.alike)


def unpacked(spec: Spec, parcel: Parcel) -> Version:
    """The version that was packed, of the same spec."""
    exercises = tuple(
        Exercise(spec.settings[number - 1], number, profile, fair, own, shared)
        for number, profile, fair, own, shared in parcel.exercises
    )
    return Version(spec, parcel.code, exercises, parcel.student, parcel.attempt, parcel.alike)
