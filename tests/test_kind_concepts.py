"""Questions about concepts: the bank that comes with symnn, and banks of authors."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.exercises.concept_bank import OURS, Concept, our_bank, read_bank
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.sheets import Version, problems, solutions
from symnn.exercises.spec import read_spec
from symnn.files import parse
from symnn.render.formats import FORMATS
from tests.kind_checks import SEEDS, check_key, check_mistakes, exercise_of

KIND = "concepts"
HOSTILE = (
    r"<script>alert(1)</script> $x^2$ \input{/etc/passwd} #read(1) "
    '" #read(2) *b* _i_ `c` [a](b) {{7*7}} &amp;'
)
BANK = f"""
questions:
  - name: hostile
    topic: own
    question: '{HOSTILE} ask'
    right: '{HOSTILE} right'
    wrong:
      - answer: '{HOSTILE} wrong'
        why: '{HOSTILE}'
    why: '{HOSTILE} why'
  - name: plain
    topic: own
    statement: Another.
    is: true
    why: So it is.
"""


def drawn(text: str, folder: Path) -> Version:
    """The version of a spec with one exercise, its bank beside it."""
    (folder / "bank.yaml").write_text(BANK)
    told = f"exercises: [{{kind: concepts, {text}}}]\n"
    (version,) = drawn_versions(read_spec(parse(told, "spec.yaml"), str(folder)))
    return version


def test_our_bank_is_large_and_balanced() -> None:
    bank = our_bank()
    assert len(bank) >= 30
    topics = {concept.topic for concept in bank}
    assert topics == {
        "descent", "initialisation", "convexity", "activations", "representations",
        "backpropagation",
    }  # fmt: skip
    truths = [concept.is_true for concept in bank if concept.is_true is not None]
    assert 0.35 < sum(truths) / len(truths) < 0.65
    assert sum(concept.is_true is None for concept in bank) >= 12


@pytest.mark.parametrize("concept", our_bank(), ids=lambda concept: concept.name)
def test_our_questions_are_written_with_care(concept: Concept) -> None:
    assert concept.why.endswith(".")
    assert concept.why.count(". ") == 0
    assert concept.text.endswith("?" if concept.is_true is None else ".")
    for one in concept.wrong:
        assert one.text.endswith(".")
        assert one.text[0].isupper()
        assert not one.why.endswith(".")
    if concept.is_true is None:
        assert len(concept.wrong) == 3
        assert concept.right.endswith(".")
        longest = max(len(one.text) for one in concept.wrong)
        assert len(concept.right) < 2.5 * longest, "the right answer is the long one"


def test_keys_follow_the_bank() -> None:
    by_text = {concept.text: concept for concept in our_bank()}
    letters = set()
    for seed in SEEDS:
        for k, question in enumerate(exercise_of(KIND, seed).content.questions, 1):
            concept = by_text[str(question.prompt[0]).removeprefix(f"({k}) ")]
            chosen = str(question.options["abcd".index(question.text)][0])
            said = {True: "true", False: "false", None: concept.right}[concept.is_true]
            assert chosen == said
            letters.add((concept.is_true is None, question.text))
    assert len(letters) == 6


def test_versions_have_the_same_topics() -> None:
    by_text = {concept.text: concept for concept in our_bank()}
    spec = read_spec(parse("versions: 12\nexercises: [{kind: concepts}]\n", "spec.yaml"), ".")
    topics, texts = set(), set()
    for version in drawn_versions(spec):
        asked = [str(q.prompt[0])[4:] for q in version.exercises[0].content.questions]
        topics.add(tuple(sorted(by_text[text].topic for text in asked)))
        texts.update(asked)
        assert len(set(asked)) == len(asked)
    assert len(topics) == 1
    assert len(texts) > 15


@pytest.mark.parametrize("form", ["text", "latex", "html", "markdown", "typst", "notebook", "pdf"])
def test_what_authors_write_stands_there_as_it_is(form: str, tmp_path: Path) -> None:
    version = drawn("bank: bank.yaml, standard: false, questions: 2", tmp_path)
    for page in (problems(version), solutions(version)):
        made = FORMATS[form].make(page)
        assert made
        if form == "text":
            assert HOSTILE.replace("  ", " ") in " ".join(made.decode().split())
        if form in ("html", "markdown", "notebook"):
            assert b"<script>alert" not in made
        if form == "latex":
            assert rb"\input{/etc" not in made
            assert rb"\textbackslash{}input" in made
        if form == "typst":
            outside = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", made)
            assert b"#read(" in made
            assert b"read(" not in outside


def test_own_questions_are_marked_like_ours(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    exercise = drawn("bank: bank.yaml, topics: own, questions: 2", tmp_path).exercises[0]
    check_key(exercise, tmp_path_factory)
    check_mistakes(exercise, tmp_path_factory)


SPECS = (
    ("questions: 20, topics: own, bank: bank.yaml", "at most 2, or a larger bank"),
    ("topics: descend", "did you mean descent"),
    ("bank: ../bank.yaml", "leads out of the folder"),
    ("bank: none.yaml", "no such file"),
    ("questions: 0", "a number of questions"),
    ("standard: false", "more questions than there are"),
)


@pytest.mark.parametrize(("text", "message"), SPECS)
def test_bad_specs_are_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        drawn(text, tmp_path)


FIRST = "questions: [{name: a, topic: t, "
BANKS = (
    ("questions: []", "1 to 2,000 questions"),
    ("title: x", "unknown key"),
    (FIRST + "why: w}]", "neither a statement nor a question"),
    (FIRST + "why: w, statement: s}]", "a question without `is`"),
    (FIRST + "why: w, statement: s, is: maybe}]", "one of true, false"),
    (FIRST + "statement: s, is: true}]", "a question without `why`"),
    (FIRST + "why: w, question: q, right: r}]", "a question without `wrong`"),
    (FIRST + "why: w, question: q, right: r, wrong: []}]", "1 to 9 of them"),
    (FIRST + "why: w, question: q, right: r, wrong: [{answer: r, why: v}]}]", "the same"),
    (FIRST + "why: w, statement: s, is: true, right: r}]", "unknown key"),
    (FIRST.replace("name: a", "name: A b") + "why: w, statement: s, is: true}]", "small letters"),
    (FIRST + 'why: "\\e[31m", statement: s, is: true}]', "can't be printed"),
    (FIRST + f"why: {'w' * 501}, statement: s, is: true}}]", "1 to 500 characters"),
    ("questions:\n" + 2 * "- {name: a, topic: t, why: w, statement: s, is: true}\n",
     "two questions of one name"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "message"), BANKS)
def test_bad_banks_are_refused_with_their_place(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        read_bank(parse(text, "bank.yaml"))
    assert "bank.yaml" in str(refused.value)


def test_a_name_of_ours_is_taken(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text((Path(OURS) / "descent.yaml").read_text())
    with pytest.raises(InputError, match="two questions of one name"):
        drawn("bank: ours.yaml", tmp_path)
    assert drawn("bank: ours.yaml, standard: false", tmp_path).exercises[0].content.questions
