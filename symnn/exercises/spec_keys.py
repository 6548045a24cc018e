"""The keys of specs, with a line on each: what is read, and what authors are told about it."""

from __future__ import annotations

SPEC_KEYS = {
    "title": "the title of the set",
    "key": "the old title, if only the title is mended: numbers are drawn by this one",
    "course": "the course it is for",
    "seed": "any text; the same seed gives the same numbers anywhere",
    "versions": "how many versions there are to be, all of them different",
    "roster": "instead of versions: a CSV file with columns id and name, a version for each",
    "numbers": "exact, or {decimals: 3}: how answers are asked for",
    "alike": "the share of its answers that a version may have in common with another",
    "exercises": "a list of exercises",
}
"""The keys of a problem set."""
SETTING_KEYS = {
    "kind": "its kind; `symnn kinds` lists them",
    "points": "what it is worth",
    "ask": "plain names or globs such as dH/dW1_*, of what is asked; else as the kind has it",
    "given": "the same, of values that are told beside the network's numbers",
    "numbers": "exact, or {decimals: 3}, if not as in the whole set",
    "network": "a network file: what it leaves open is drawn",
    "fair": "whether versions are made equally hard: true or false",
    "form": "blank, half-filled or worked",
    "choices": "whether it is multiple choice, among known mistakes: true or false",
}
"""The keys of an exercise, beside those of its network and the options of its kind."""
