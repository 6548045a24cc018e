"""What networks are asked to predict, and what an output activation has to give for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """What the target of a task asks of the output.

    Attributes:
        name: a name for it.
        activation: the one that gives it.
        tempting: another that is often taken.
        says: what the target is, in words that can follow "but" and end a sentence.
        tasks: what is to be predicted, in words that follow "is to predict".
    """

    name: str
    activation: str
    tempting: str
    says: str
    tasks: tuple[str, ...]


GIVES: Mapping[str, str] = {
    "linear": "the output can be any number",
    "sigmoid": "each output lies between 0 and 1, whatever the others are",
    "softmax": "the outputs lie above 0 and sum to 1, and a single one is always 1",
    "softplus": "the output can be any number above 0, and no other",
    "tanh": "the output lies between −1 and 1",
}
"""What an output activation gives, by its name, in words that can follow "with it"."""

NEEDS = (
    Need(
        "any-number", "linear", "softplus",
        "the target can be any number, below 0 as well as far above",
        (
            "the temperature at noon tomorrow, in degrees Celsius",
            "the profit of a shop in a month, which is negative if it makes a loss",
            "the height of a place above sea level, which is negative below it",
            "by how much the price of a share changes from one day to the next",
        ),
    ),
    Need(
        "one-probability", "sigmoid", "tanh", "the target is one probability",
        (
            "the probability that a mail is spam",
            "the probability that a patient has a certain illness",
            "the probability that a customer cancels a contract",
            "the probability that a loan is paid back",
        ),
    ),
    Need(
        "one-of-several", "softmax", "sigmoid", "the target is one of several classes, so that the"
        " probabilities have to sum to 1",
        (
            "which of the ten digits a picture shows: a probability for each digit",
            "which of five species a bird belongs to: a probability for each species",
            "in which of eight languages a text is written: a probability for each language",
            "which of four moves a player makes next: a probability for each move",
        ),
    ),
    Need(
        "several-at-once", "sigmoid", "softmax",
        "several labels can be right at once, so that each has a"
        " probability of its own and they need not sum to 1",
        (
            "for each of six topics the probability that an article is about it; it may be about"
            " several",
            "for each of nine instruments the probability that it is heard in a recording; there"
            " may be several",
            "for each of twelve findings the probability that an X-ray shows it; it may show"
            " several, or none",
        ),
    ),
    Need(
        "above-zero", "softplus", "linear", "the target is above 0 and has no upper bound",
        (
            "how many minutes a repair takes",
            "how many visitors a museum has in an hour, on average",
            "the price of a flat",
            "how far a car goes until it stops, in metres",
        ),
    ),
    Need(
        "both-signs-bounded", "tanh", "sigmoid",
        "the target lies between −1 and 1, with both signs",
        (
            "how far to turn a steering wheel, from −1 for all the way left to 1 for all the way"
            " right",
            "the mood of a text, from −1 for gloomy to 1 for cheerful",
            "the brightness of a point of a picture, with −1 for black and 1 for white",
        ),
    ),
)  # fmt: skip
"""All needs; their names are those of the mistakes of people who see another."""
