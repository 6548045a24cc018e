"""`symnn check --ask`: asks for the answers one by one, with hints for those who want them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from symnn.documents.blocks import Block, Text
    from symnn.marking.check import Answers
    from symnn.marking.interview import Interview
    from symnn.marking.questions import Question
    from symnn.marking.task import Task
    from symnn.quantities import Quantity

HELP = "?: a hint; show: the answer; nothing: leave it out; quit: stop here."
TRIES = 3
"""Wrong answers to one question after which the next one is asked."""


def asked(task: Task, plain: bool, width: int | None) -> Answers:
    """What a person answers on the keyboard, each answer judged at once.

    Questions and hints go to stderr, so that the report on stdout stays alone.
    """
    from symnn.marking.check import Answers
    from symnn.marking.interview import Interview

    interview, voice = Interview(task), _Voice(plain, width)
    voice.words(HELP)
    try:
        for of in interview.questions:
            if not _one(interview, voice, of):
                break
    except KeyboardInterrupt:
        sys.stderr.write("\n")  # as `quit`: what was answered so far is reported
    return Answers(interview.sheet, interview.others)


def _one(interview: Interview, voice: _Voice, quantity: Quantity | Question) -> bool:
    """Ask for one thing until it is right, given up or left out; False to stop."""
    hints: Iterator[Block] | None = None
    tries = 0
    while tries < TRIES:
        said = voice.ask(interview.asked(quantity))
        if said is None or said == "quit":
            return False
        if not said:
            return True
        if said == "?":
            is_first = hints is None
            hints = interview.hints(quantity) if hints is None else hints
            voice.block(next(hints, None) or _no_more(is_first))
        elif said == "show":
            voice.block(interview.shown(quantity))
            return True
        else:
            mark = interview.answer(quantity, said)
            voice.block(interview.said(mark))
            if mark.verdict not in ("wrong", "unreadable"):
                return True
            tries += mark.verdict == "wrong"
    return True


def _no_more(is_first: bool) -> Block:
    from symnn.documents.blocks import Paragraph

    there_is = "There is no hint for this" if is_first else "There are no more hints"
    return Paragraph((f"{there_is}; `show` gives the answer.",))


class _Voice:
    """What is said on stderr, and what is heard on stdin."""

    def __init__(self, plain: bool, width: int | None) -> None:
        from symnn.render.terminal import can_write, columns

        self.unicode = not plain and can_write(sys.stderr.encoding)
        self.width = width or columns(sys.stderr)

    def words(self, text: str) -> None:
        """A sentence, in as many lines as it takes."""
        from symnn.documents.blocks import Paragraph

        self.block(Paragraph((text,)))

    def block(self, block: Block) -> None:
        """A block of a document."""
        from symnn.render.terminal import block_text

        sys.stderr.write(block_text(block, self.width, self.unicode))

    def ask(self, asked: Text) -> str | None:
        """The answer to a question; None at the end of the input."""
        from symnn.render.terminal import inline_text

        sys.stderr.write(f"{inline_text(asked, self.unicode)} = ")
        sys.stderr.flush()
        heard = sys.stdin.readline()
        if not sys.stdin.isatty():
            sys.stderr.write(heard if heard.endswith("\n") else heard + "\n")
        return heard.strip() if heard else None
