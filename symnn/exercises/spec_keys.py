"""The keys of specs, with a line on each: what is read, and what authors are told about it."""

from __future__ import annotations

SPEC_KEYS = {
    "title": "the title of the set",
    "course": "the course it is for",
    "seed": "any text; the same seed gives the same numbers on every machine",
    "versions": "how many versions there are to be, all of them different",
    "roster": "a CSV file with the columns id and name: a version for each student",
    "numbers": "exact, or {decimals: 3}: how answers are asked for",
    "alike": "the share of its answers that an exercise may have in common with other versions",
    "exercises": "a list of exercises",
}
"""The keys of a problem set."""
SETTING_KEYS = {
    "kind": "its kind; `symnn kinds` lists them",
    "points": "what it is worth",
    "ask": "plain names, or globs such as dH/dW1_*, of what is asked, if not what the kind asks",
    "given": "the same, of values that are told beside the network's numbers",
    "numbers": "exact, or {decimals: 3}, if not as in the whole set",
    "network": "a network file: what it leaves open is drawn",
    "fair": "whether versions are made equally hard: true or false",
    "form": "blank, half-filled or worked",
    "choices": "whether it is multiple choice, with known mistakes to choose from: true or false",
}
"""The keys of an exercise, beside those of its network and the options of its kind."""
