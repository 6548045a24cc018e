"""Rosters: versions keyed by student, folders that are safe everywhere, clear refusals."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symnn.errors import InputError, Place
from symnn.exercises.production import produce
from symnn.exercises.roster import MOST_STUDENTS, Student, roster
from symnn.exercises.spec import Spec, read_spec
from symnn.files import parse
from tests.command import Program

HOSTILE = r"O'Brien & <b> #1 $x$ \input{/etc/passwd}"
SPEC = "title: Homework 7\nseed: 5\nexercises: [{kind: backprop, layers: [2, 2, 1]}]\n"


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(monkeypatch, capsys)


def spec(text: str = SPEC, folder: str = ".") -> Spec:
    return read_spec(parse(text, "spec.yaml"), folder)


def students(text: str) -> list[tuple[str, str]]:
    return [(student.id, student.name) for student in roster(text, "r.csv")]


READ = {
    "id,name\nA1,Ann\nA2,Bo\n": [("A1", "Ann"), ("A2", "Bo")],
    "ID;Name;mail\r\n7;Żółć, Ewa;e@x\r\n": [("7", "Żółć, Ewa")],
    "section\tname\tid\nA\tAnn\t 3 \n\n\n": [("3", "Ann")],
    'id,name\n1,"O\'Brien, ""Al"""\n2,\n': [("1", 'O\'Brien, "Al"'), ("2", "")],
    'id,name\n1,"two\nlines"\n': [("1", "two lines")],
}


@pytest.mark.parametrize("text", READ)
def test_rosters_as_spreadsheets_write_them(text: str) -> None:
    assert students(text) == READ[text]


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_bytes("\ufeffid,name\n1,Ann\n".encode())
    (student,) = spec(SPEC + "roster: s.csv\n", str(tmp_path)).students
    assert (student.id, student.name, student.place.line) == ("1", "Ann", 2)


BAD = [
    ("", ["no column `id`", "an empty file"]),
    ("id,name\n", ["without students"]),
    ("name,mail\nAnn,x\n", ["r.csv, line 1", "no column `id`", "name, mail"]),
    ("idd,name\n1,Ann\n", ["no column `id`", "did you mean idd"]),
    ("id,name,id\n1,Ann,2\n", ["two columns `id`"]),
    ("id,name\n1,Ann\n,Bo\n", ["r.csv, line 3, id", "without an id"]),
    ("id,name\na1,Ann\n\nA1,Bo\n", ["line 4, id", "after line 2", "small and capital"]),
    ("id,name\n1,Ann\n1,Ann\n", ["line 3", "stands here twice", "after line 2"]),
    ("id,name\n1,Ann,more\n", ["line 2", "found:    3 fields", "expected: 2"]),
    ("id;name\n1,Ann\n", ["line 2", "1 fields"]),
    ('id,name\n1,"Ann"x\n', ["line 2", "not a line of CSV"]),
    ('id,name\n1,"Ann\n2,Bo\n', ["line 2", "not a line of CSV"]),
    ("id,name\n1,bell\x07\n", ["line 2, name", "can't be printed", "U+0007"]),
    (f"id,name\n1,{'x' * 201}\n", ["line 2, name", "at most 200 characters"]),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_bad_rosters_are_refused_with_their_line(text: str, told: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        roster(text, "r.csv")
    for part in told:
        assert part in str(refused.value)


def test_a_roster_has_a_bound() -> None:
    lines = "".join(f"{k},\n" for k in range(MOST_STUDENTS))
    assert len(roster("id,name\n" + lines, "r.csv")) == 5_000
    with pytest.raises(InputError, match="too many students"):
        roster("id,name\nz,\n" + lines, "r.csv")


def folder(identity: str) -> str:
    return Student(identity, "", Place()).folder


SAFE = ["A12345678", "7", "jo@x.edu", "a.b", "x_1-2"]
UNSAFE = [
    "..", ".", "../../x", "/etc/passwd", "a/b", "a\\b", "C:x", "con", "Aux.txt", "NUL", "com1",
    "key.pdf", "manifest.json", "-rf", ".hidden", "trailing.", "a b", "x" * 61, "é", "e\u0301", "~",
    "a~0", "<b>",
]  # fmt: skip


def test_ids_that_are_names_of_folders_stay_and_others_are_hashed() -> None:
    assert [folder(identity) for identity in SAFE] == SAFE
    made = [folder(identity) for identity in UNSAFE]
    assert all(re.fullmatch(r"[A-Za-z0-9-]{0,30}~[0-9a-f]{16}", name) for name in made)
    assert len(set(made)) == len(UNSAFE)


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_two_ids_share_a_folder(one: str, other: str) -> None:
    try:
        both = roster(
            "id,name\n" + "".join(f'"{i.replace(chr(34), "")}",x\n' for i in (one, other)), "r"
        )
    except InputError:
        return
    first, second = (student.folder for student in both)
    assert first.casefold() != second.casefold()
    for name in (first, second):
        assert re.fullmatch(r"[A-Za-z0-9._@+~-]{1,60}", name)
        assert name.strip(".") == name


def test_a_students_version_depends_on_the_student_alone() -> None:
    alone = spec().for_students(roster("id,name\nA7,Ann\n", "r.csv"))
    among = spec().for_students(roster("id,name\nB1,Bo\nA7,Ann\nC,Cy\n", "r.csv"))
    mine = next(produce(alone, ["txt"]))
    assert mine in list(produce(among, ["txt"]))
    renamed = spec().for_students(roster("id,name\nA7,Anna\n", "r.csv"))
    numbers = {f.path: f.content for f in next(produce(renamed, []))}
    assert numbers.items() <= {f.path: f.content for f in mine}.items()


def test_sets_with_one_seed_have_nothing_in_common() -> None:
    told = "id,name\n1,Ann\n"
    drawn = set()
    for key in ("title: A", "title: B", "course: A", "seed: A"):
        one = spec(f"{key}\nexercises: [{{kind: backprop}}]\n").for_students(roster(told, "r"))
        drawn.add(next(f.content for f in next(produce(one, [])) if f.path.endswith("1.yaml")))
    assert len(drawn) == 4


def test_a_title_is_mended_while_numbers_stay() -> None:
    one, mended, other = (
        spec(f"{keys}\nexercises: [{{kind: backprop}}]\n").for_students(
            roster("id,name\n1,Ann\n", "r")
        )
        for keys in ("title: Homwork 7", "title: Homework 7\nkey: Homwork 7", "title: Homework 7")
    )
    files = [{f.path: f.content for f in next(produce(made, ["txt"]))} for made in (one, mended)]
    numbers = [{p: c for p, c in made.items() if p.endswith(".yaml")} for made in files]
    assert numbers[0] == numbers[1]
    sheet = next(path for path in files[0] if path.endswith("problems.txt"))
    assert b"Homwork 7" in files[0][sheet]
    assert b"Homework 7" in files[1][sheet]
    assert next(produce(other, ["txt"])) != next(produce(mended, ["txt"]))
    assert mended.key == one.key


def test_equal_numbers_are_reported_and_left(tmp_path: Path, program: Program) -> None:
    """With one number to draw, of ten, twenty students must share some."""
    (tmp_path / "spec.yaml").write_text(
        "exercises: [{kind: forward, W: [[[2]]], x: ['?'], ask: H}]\nroster: r.csv\n"
    )
    (tmp_path / "r.csv").write_text("id,name\n" + "".join(f"s{k},\n" for k in range(20)))
    ran = program("generate", str(tmp_path / "spec.yaml"), "-o", str(tmp_path / "o"), "--to", "txt")
    assert ran.status == 0
    assert "the same numbers by chance: s" in ran.err
    manifest = json.loads((tmp_path / "o" / "staff" / "manifest.json").read_text())
    assert len(manifest["versions"]) == 20
    assert sum(len(group) for group in manifest["collisions"]) > 2


def test_names_come_out_as_text_in_every_format(tmp_path: Path, program: Program) -> None:
    (tmp_path / "r.csv").write_text(f'id,name\nA1,"{HOSTILE}"\n')
    (tmp_path / "spec.yaml").write_text(SPEC)
    out = tmp_path / "out"
    arguments = ["generate", str(tmp_path / "spec.yaml"), "--roster", str(tmp_path / "r.csv")]
    assert program(*arguments, "-o", str(out), "--to", "tex,html,pdf,txt,md").status == 0
    sheet = out / "students" / "A1" / "problems"
    assert f"For {HOSTILE} (A1)." in sheet.with_suffix(".txt").read_text().replace("\n", " ")
    page = sheet.with_suffix(".html").read_text()
    assert HOSTILE in unescape(page)
    assert "<b>" not in page
    tex = sheet.with_suffix(".tex").read_text()
    assert r"\textless{}b\textgreater{} \#1 \$x\$ \textbackslash{}input\{/etc/passwd\}" in tex
    found = subprocess.run(
        ["pdftotext", str(sheet.with_suffix(".pdf")), "-"], capture_output=True, text=True
    )
    assert HOSTILE in found.stdout.replace("’", "'").replace("\n", " ")


def test_a_name_that_no_font_has_is_said_with_its_line(tmp_path: Path, program: Program) -> None:
    (tmp_path / "r.csv").write_text("id,name\n1,Ann\n2,你好\n")
    (tmp_path / "spec.yaml").write_text(SPEC + "roster: r.csv\n")
    out = tmp_path / "out"
    ran = program("generate", str(tmp_path / "spec.yaml"), "-o", str(out), "--to", "pdf")
    assert ran.status == 2
    assert "r.csv, line 3" in ran.err
    assert "你" in ran.err
    assert not out.exists()


def test_roster_and_versions_exclude_each_other(tmp_path: Path, program: Program) -> None:
    (tmp_path / "r.csv").write_text("id,name\n1,Ann\n")
    with pytest.raises(InputError, match="versions beside a roster"):
        spec(SPEC + "roster: r.csv\nversions: 3\n", str(tmp_path))
    with pytest.raises(InputError, match="leads out of the folder"):
        spec(SPEC + "roster: ../r.csv\n", str(tmp_path))
    ran = program("generate", "--kind", "forward", "--versions", "2", "--roster", "r.csv")
    assert (ran.status, "--versions and --roster" in ran.err) == (2, True)
