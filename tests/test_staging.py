"""All files of a set are put in place at the end, or none; what else is there stays and is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli import generate
from cli.staging import Staging
from symnn.errors import InputError
from tests.command import Program

ASKED = ("generate", "--kind", "forward", "--layers", "1,2,1", "--to", "txt")


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError("no space left")])
def test_an_interrupted_run_changes_nothing(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch, interruption: BaseException
) -> None:
    out = tmp_path / "out"
    assert program(*ASKED, "--versions", "2", "-o", str(out)).status == 0
    before, add = files(out), Staging.add

    def interrupted(staging: Staging, path: str, content: bytes) -> None:
        add(staging, path, content)
        if len(staging.paths) == 5:
            raise interruption

    monkeypatch.setattr(generate.Staging, "add", interrupted)
    assert program(*ASKED, "--versions", "3", "--seed", "x", "-o", str(out)).status != 0
    assert files(out) == before
    assert sorted(path.name for path in out.iterdir()) == ["staff", "students"]


def test_a_run_that_fails_leaves_no_folder(tmp_path: Path, program: Program) -> None:
    out = tmp_path / "new" / "out"
    ran = program("generate", "--kind", "backprop", "--layers", "90,90,1", "-o", str(out))
    assert ran.status == 2
    assert not out.exists()


def test_files_of_an_earlier_run_are_left_and_told(tmp_path: Path, program: Program) -> None:
    out = tmp_path / "out"
    program(*ASKED, "--versions", "3", "-o", str(out))
    ran = program(*ASKED, "--versions", "2", "-o", str(out))
    assert ran.status == 0
    # Two sheets, the exercise and its key.
    assert "left as they are: 4 files there that are not of this set" in ran.err
    assert str(Path("staff") / "03") in ran.err
    assert (out / "students" / "03" / "problems.txt").exists()
    assert program(*ASKED, "--versions", "2", "-o", str(out), "--quiet").err == ""


def test_what_is_in_the_way_keeps_all_files_from_their_places(
    tmp_path: Path, program: Program
) -> None:
    out = tmp_path / "out"
    (out / "staff" / "manifest.json").mkdir(parents=True)
    ran = program(*ASKED, "-o", str(out))
    assert ran.status == 2
    assert "a folder is in the way of a file" in ran.err
    assert files(out) == {}
    (tmp_path / "file").write_text("mine")
    ran = program(*ASKED, "-o", str(tmp_path / "file"))
    assert ran.status == 2
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_files_have_the_permissions_of_any_new_file(tmp_path: Path, program: Program) -> None:
    (tmp_path / "other").write_text("")
    program(*ASKED, "-o", str(tmp_path / "out"))
    modes = {path.stat().st_mode for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert modes == {(tmp_path / "other").stat().st_mode}


def test_a_staging_that_nothing_is_added_to_makes_nothing(tmp_path: Path) -> None:
    with Staging(str(tmp_path / "none")) as staging:
        staging.commit()
    assert not (tmp_path / "none").exists()
    assert staging.others() == []


def test_a_folder_that_can_not_be_made_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(InputError, match="can't make the folder"),
        Staging(str(tmp_path / "file" / "below")) as staging,
    ):
        staging.add("a", b"")
