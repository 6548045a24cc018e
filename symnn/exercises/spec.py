"""Reading the spec of a problem set: section 5 of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from symnn.errors import InputError
from symnn.evaluate.rational import stays_rational
from symnn.exercises.exercise import Setting
from symnn.exercises.forms import FORMS
from symnn.exercises.kinds import KINDS, Kind
from symnn.exercises.kinds.kind import Option
from symnn.exercises.roster import Student, read_roster
from symnn.exercises.spec_keys import SETTING_KEYS, SPEC_KEYS
from symnn.files import Leaf, Table, Tree, read, table
from symnn.network.build import tree_of, widths_from
from symnn.network.entries import choice, count, decimals, inside, items, leaf, only, rational
from symnn.network.model import Network
from symnn.network.reader import KEYS, read_network

NETWORK_KEYS = tuple(key for key in KEYS if key not in ("given", "steps"))
"""What an exercise says of its network; its `given` are names of what is told beside it."""
_OTHERS = {
    "layers": {"W", "b"},
    "activation": {"activations"},
    "output_activation": {"activations"},
    "activations": {"activation", "output_activation"},
    "biases": {"b"},
    "x": {"data"},
    "y": {"data"},
    "data": {"x", "y"},
}
"""Keys that say something else instead: what a kind says of the one gives way to them."""
SHAPE_KEYS = ("network", "layers", "W", "b")
ACTIVATION_KEYS = ("network", "activation", "output_activation", "activations")
ALIKE = Fraction(1, 4)
MOST_VERSIONS = 10_000
MOST_EXERCISES = 50
MOST_POINTS = 1_000
LONGEST_TITLE = 200
USUAL_DECIMALS = 3
"""Places to which irrational answers are asked for, where the spec does not say."""


@dataclass(frozen=True)
class Spec:
    """A problem set as its author describes it.

    Args:
        title: its title.
        course: the course it is for; may be empty.
        seed: the key of all its draws.
        versions: how many versions there are to be.
        settings: the exercises.
        students: whom the versions are for; empty where they are numbered.
        alike: the share of its answers other than zero that an exercise may have in common with
            any other version.
        alike_is_firm: whether more is refused; otherwise as little is shared as can be.
        drawn_as: the title by which numbers are drawn, where it is another.
    """

    title: str
    course: str
    seed: str
    versions: int
    settings: tuple[Setting, ...]
    students: tuple[Student, ...] = ()
    alike: Fraction = ALIKE
    alike_is_firm: bool = False
    drawn_as: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What all draws of the set are keyed by: two sets with one seed have nothing in common."""
        return (self.seed, self.course, self.drawn_as or self.title)

    def for_students(self, students: tuple[Student, ...]) -> Spec:
        """The same set with a version for each student."""
        return replace(self, students=students, versions=len(students))


def read_spec(tree: Tree, folder: str) -> Spec:
    """The spec that a file holds.

    Args:
        tree: what was read from the file.
        folder: where the file lies; the networks that it names lie there or below.

    Raises:
        InputError: for anything that is no spec, with its place.
    """
    file = table(tree, SPEC_KEYS)
    listed = only(file, ["exercises"])
    if listed is None:
        raise InputError("a spec without exercises", file.place, expected="a list of exercises")
    exercises = items(listed, "a list of exercises")
    if not 1 <= len(exercises) <= MOST_EXERCISES:
        expected = f"1 to {MOST_EXERCISES} exercises"
        raise InputError(
            "a number of exercises that can't be used", listed.place, expected=expected
        )
    versions, named = only(file, ["versions"]), only(file, ["roster"])
    if versions is not None and named is not None:
        raise InputError("versions beside a roster", versions.place, expected="one of the two")
    spec = Spec(
        title=_text(file, "title", "Problem set"),
        course=_text(file, "course", ""),
        seed=_text(file, "seed", "0"),
        versions=1 if versions is None else count(versions, "a number of versions", MOST_VERSIONS),
        alike=_share(only(file, ["alike"])),
        alike_is_firm=only(file, ["alike"]) is not None,
        drawn_as=_text(file, "key", ""),
        settings=tuple(_setting(item, folder, only(file, ["numbers"])) for item in exercises),
    )
    return spec if named is None else spec.for_students(read_roster(inside(named, folder)))


def one_exercise(told: Mapping[str, str]) -> Spec:
    """The spec of a set with one exercise.

    Args:
        told: `kind`, and perhaps `layers` such as `2,2,2,1` and `activation`.

    Raises:
        InputError: if one of them can't be used.
    """
    exercise: dict[str, object] = dict(told)
    if "layers" in told:
        exercise["layers"] = widths_from(told["layers"])
    title = KINDS[told["kind"]].heading
    return read_spec(tree_of({"title": title, "exercises": [exercise]}), ".")


def _text(file: Table, key: str, default: str) -> str:
    tree = only(file, [key])
    if tree is None:
        return default
    text = leaf(tree, "a line of text")
    if len(text) > LONGEST_TITLE:
        raise InputError("a text that is too long", tree.place, text, f"{LONGEST_TITLE} characters")
    return text


def _setting(tree: Tree, folder: str, numbers: Tree | None) -> Setting:
    """An exercise; `numbers` is what the whole set says about these."""
    kind = _kind(table(tree))
    names = [option.name for option in kind.options]
    exercise = table(tree, (*SETTING_KEYS, *NETWORK_KEYS, *names))
    points, numbers = only(exercise, ["points"]), only(exercise, ["numbers"]) or numbers
    net = _network(exercise, kind, folder)
    try:
        kind.check(net)
    except InputError as error:
        raise error.within(exercise.place) from None
    return Setting(
        kind=kind,
        net=net,
        decimals=usual_decimals(kind, net) if numbers is None else decimals(numbers),
        points=1 if points is None else count(points, "a number of points", MOST_POINTS),
        ask=_asked(only(exercise, ["ask"]), kind),
        given=_names(only(exercise, ["given"])),
        options={
            option.name: _option(option, exercise.entries[option.name], folder)
            for option in kind.options
            if option.name in exercise.entries
        },
        fair=_truth(only(exercise, ["fair"]), True),
        form="blank" if (form := only(exercise, ["form"])) is None else choice(form, FORMS),
        choices=_truth(only(exercise, ["choices"]), False),
        is_own=any(key in exercise.entries for key in SHAPE_KEYS),
        has_activations=any(key in exercise.entries for key in ACTIVATION_KEYS),
    )


def _share(tree: Tree | None) -> Fraction:
    if tree is None:
        return ALIKE
    share = Fraction(rational(tree))
    if not 0 <= share <= 1:
        raise InputError("not a share", tree.place, str(share), "a number from 0 to 1, as 1/4")
    return share


def _truth(tree: Tree | None, default: bool) -> bool:
    return default if tree is None else choice(tree, ("true", "false")) == "true"


def _option(option: Option, tree: Tree, folder: str) -> Any:
    """The value of an option of a kind, read from another file if it is the name of one."""
    return option.read(read(inside(tree, folder)) if option.is_file else tree)


def _kind(exercise: Table) -> Kind:
    named = only(exercise, ["kind"])
    if named is None:
        return KINDS["backprop"]
    try:
        return KINDS[leaf(named, "the name of a kind")]
    except InputError as error:
        raise error.within(named.place) from None


def usual_decimals(kind: Kind, net: Network) -> int | None:
    """The places to which irrational answers are asked for, unless a spec says otherwise."""
    return None if kind.is_exact or stays_rational(net) else USUAL_DECIMALS


def _asked(tree: Tree | None, kind: Kind) -> tuple[str, ...]:
    if tree is not None and not kind.takes_ask:
        expected = "another kind: this one says itself what it asks"
        raise InputError(f"`ask` for the kind {kind.name}", tree.place, expected=expected)
    return _names(tree)


def _names(tree: Tree | None) -> tuple[str, ...]:
    if tree is None:
        return ()
    listed = [tree] if isinstance(tree, Leaf) else items(tree, "a list of names")
    return tuple(leaf(item, "a plain name or a glob") for item in listed)


def _network(exercise: Table, kind: Kind, folder: str) -> Network:
    """The network of a file that is named, or the one that the exercise itself describes."""
    named = only(exercise, ["network"])
    if named is not None:
        return _of_one_step(read_network(read(inside(named, folder))), named)
    entries = {key: exercise.entries[key] for key in exercise.entries if key in NETWORK_KEYS}
    usual = {key: tree_of(value, exercise.spot) for key, value in kind.keys.items()}
    is_shaped = any(key in entries for key in ("layers", "W", "b"))
    for key, value in usual.items():
        if not (key == "layers" and is_shaped) and not (
            key in _OTHERS and _OTHERS[key] & {*entries}
        ):
            entries.setdefault(key, value)
    lines = {key: exercise.lines.get(key, exercise.spot.line) for key in entries}
    return _of_one_step(read_network(Table(exercise.spot, entries, lines)), exercise)


def _of_one_step(net: Network, said: Tree) -> Network:
    """The network, unless it asks for more than an exercise can."""
    if net.steps > 1 or len(net.batches) > 1:
        found = f"steps: {net.steps}, batches: {len(net.batches)}"
        raise InputError("an exercise has one step", said.place, found, "one step, one batch")
    return net
