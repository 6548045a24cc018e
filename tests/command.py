"""Running the program inside the test process."""

from __future__ import annotations

import io
import sys
from typing import NamedTuple

import pytest

from cli.__main__ import main


class Outcome(NamedTuple):
    """What a run printed and how it ended."""

    status: int
    out: str
    err: str


class Program:
    """Calls `symnn` with arguments, without a new process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, stdin: str = "") -> Outcome:
        """Run with these arguments and this standard input."""
        stream = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
        self._monkeypatch.setattr(sys, "argv", ["symnn", *arguments])
        self._monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self._capsys.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)
