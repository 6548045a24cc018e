"""Files that hold no fit: what is wrong and where; and how long a large fit takes."""

from __future__ import annotations

import json
import time
from fractions import Fraction

import numpy as np
import pytest

from symnn.errors import InputError
from symnn.learning import FitProblem, least_squares
from symnn.numbers.real import Irrational
from symnn.render.json_fit import fit_json
from tests.fits import EXACT, problem

# --- what is refused ----------------------------------------------------------------------------


BOTH = "data: [{x: 1, y: 1}]\ndesign: [[1]]\ny: [1]"


ONE = "data: [{x: 1, y: 2}]"
RATE = f"{ONE}\nlearning_rate: 1"
LONG = "9" * 900


REFUSED = [
    ("title: none", "nothing to fit", 1, "", "`data`, or `design` with `y`"),
    ("[1, 2]", "not a table", 1, "", ""),
    ("desing: [[1]]\ny: [1]", "unknown key", 1, "desing", "one of data"),
    (BOTH, "`design` beside `data`", 2, "design", "one of the two"),
    ("y: [1]\ndata: [{x: 1, y: 1}]", "`y` beside `data`", 1, "y", "one of the two"),
    ("design: [[1]]", "no `y`", 1, "", ""),
    ("design: [[1]]\ny: null", "not a list", 2, "y", "a list of numbers"),
    ("design: null\ny: [1]", "not a list", 1, "design", "a list of rows"),
    ("design: []\ny: []", "a number of rows", 1, "design", "from 1 to 2,000"),
    ("data: []", "a number of rows", 1, "data", "from 1 to 2,000"),
    ("data: {x: 1, y: 1}", "not a list", 1, "data", "a list of points"),
    ("data: [1]", "not a table", 1, "data[1]", "keys with values; the keys are x, y"),
    ("data:\n- x: 1\n  y: 2\n- x: 1", "no `y`", 4, "data[2]", "`y`, all of it known"),
    ("data: [{y: 1}]", "no `x`", 1, "data[1]", ""),
    ("data: [{x: [], y: 1}]", "a row that can't be used", 1, "data[1].x", "from 1 to 50"),
    ("data:\n- {x: [1, 2], y: 1}\n- {x: [1], y: 1}", "a row of another", 3, "data[2].x", "as many"),
    ("data: [{x: 1, y: [1, 2]}]", "not one target", 1, "data[1].y", "one number for each row"),
    ("data: [{x: 1, y: []}]", "not one target", 1, "data[1].y", "one number for each row"),
    ("design: [[1], [2]]\ny: [[1, 2], [3, 4]]", "not one target", 2, "y[1]", ""),
    ("data: [{x: [1, null], y: 1}]", "an unknown in a fit", 1, "data[1].x[2]", "a number"),
    ("data: [{x: [1], y: '?'}]", "an unknown in a fit", 1, "data[1].y", "a number"),
    ("data: [{x: null, y: 1}]", "an unknown in a fit", 1, "data[1].x", "a number"),
    ("data: [{x: [w], y: 1}]", "a name where a number", 1, "data[1].x[1]", ""),
    ("design: [[1, x1]]\ny: [1]", "a name where a number", 1, "design[1][2]", ""),
    ("design: [[.nan]]\ny: [1]", "", 1, "design[1][1]", ""),
    ("design: [[1/0]]\ny: [1]", "", 1, "design[1][1]", ""),
    ("design: [1, 2]\ny: [1, 2]", "not a list", 1, "design[1]", "a row"),
    ("design: [[[1]]]\ny: [1]", "not a single value", 1, "design[1][1]", ""),
    ("design:\n- [1, 2]\n- [1]\ny: [1, 2]", "a row of another length", 3, "design[2]", ""),
    ("design: [[1], [2]]\ny: [1]", "`y` of the wrong length", 2, "y", "2 numbers"),
    ("design: [[1], [2]]\ny: 1", "not a list", 2, "y", "a list of numbers, one for each row"),
    (f"design: [{'[1],' * 2001}]\ny: [1]", "a number of rows", 1, "design", ""),
    (f"design: [[{'1,' * 51}]]\ny: [1]", "a row that can't be used", 1, "design[1]", ""),
    (f"design: [[{(LONG + ',') * 7}]]\ny: [1]", "numbers too long", 1, "", "fewer columns"),
    (f"design: [{'[pi],' * 201}]\ny: [{'1,' * 201}]", "irrational numbers", 1, "", "at most"),
    ("design: [[1]]\ny: [1]\ntitle: [1]", "not a single value", 3, "title", "a text"),
    (f"{ONE}\nsteps: 3", "`steps` without `learning_rate`", 2, "steps", "learning_rate, as in"),
    (f"{ONE}\nw0: [0, 0]", "`w0` without `learning_rate`", 2, "w0", ""),
    (f"{ONE}\nbatch: [1]\nlearning_rate: null", "`batch` without", 2, "batch", ""),
    (f"{ONE}\nlearning_rat: 1", "unknown key", 2, "learning_rat", "one of data"),
    (f"{ONE}\nlearning_rate: 0", "a learning rate that leads nowhere", 2, "learning_rate", "a num"),
    (f"{ONE}\nlearning_rate: -1/2", "a learning rate that leads", 2, "learning_rate", ""),
    (f"{ONE}\nlearning_rate: eta", "a name where a number", 2, "learning_rate", ""),
    (f"{ONE}\nlearning_rate: '?'", "an unknown in a descent", 2, "learning_rate", ""),
    (f"{ONE}\nlearning_rate: [1]", "not a single value", 2, "learning_rate", ""),
    (f"{RATE}\nsteps: 0", "not a number of steps", 3, "steps", "a number of steps, from 1 to 1,0"),
    (f"{RATE}\nsteps: 1.5", "not a number of steps", 3, "steps", ""),
    (f"{RATE}\nsteps: 1001", "not a number of steps", 3, "steps", ""),
    (f"{RATE}\nw0: [1]", "`w0` of the wrong length", 3, "w0", "the 2 weights that the descent"),
    (f"{RATE}\nw0: 1", "not a list", 3, "w0", "the 2 weights"),
    (f"{RATE}\nw0: [1, null]", "an unknown in a descent", 3, "w0[2]", ""),
    (f"{RATE}\nw0: [1, w]", "a name where a number", 3, "w0[2]", ""),
    (f"{RATE}\nbatch: 1", "not a list", 3, "batch", "a list of samples"),
    (f"{RATE}\nbatch: []", "batches that can't be used", 3, "batch", ""),
    (f"{RATE}\nbatch: [2]", "not the number of a sample", 3, "batch[1]", ""),
    (f"{RATE}\nbatch: [1, 1]", "a batch that is no set", 3, "batch", "each sample once"),
    (f"{RATE}\nbatch: [[1], []]", "a batch that is no set", 3, "batch[2]", ""),
    (f"{RATE}\nbatch: [[1], 1]", "not a list", 3, "batch[2]", ""),
    (f"{RATE}\nbatch: [1, [1]]", "not a single value", 3, "batch[2]", ""),
    (f"{RATE}\nbatch: [{'[1],' * 101}]", "batches that can't be used", 3, "batch", ""),
    (f"{ONE}\nlearning_rate: {LONG}/7\nsteps: 20", "steps whose exact", 3, "steps", "at most 10 "),
    (f"{ONE}\nlearning_rate: pi\nsteps: 101", "steps whose exact", 3, "steps", "at most 100"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "line", "key", "expected"), REFUSED)
def test_what_is_no_fit_is_refused_where_it_stands(
    text: str, what: str, line: int, key: str, expected: str
) -> None:
    """One row a case: text, what is wrong, line, key, what would be right."""
    with pytest.raises(InputError) as caught:
        problem(text)
    error = caught.value
    assert error.what.startswith(what)
    assert (error.place.file, error.place.line, error.place.key) == ("fit.yaml", line, key)
    assert error.expected.startswith(expected)


# --- size and time ------------------------------------------------------------------------------


def test_200_by_10_decimals_take_no_time() -> None:
    """About a hundredth of a second; the bound is for machines under load."""
    rng = np.random.default_rng(1)
    rows = [[f"{e:.3f}" for e in row] for row in rng.uniform(-9, 9, (200, 11))]
    text = json.dumps({"design": [row[:10] for row in rows], "y": [row[10] for row in rows]})
    wanted = problem(text)
    start = time.perf_counter()
    fit = least_squares(wanted, EXACT)
    assert time.perf_counter() - start < 1
    assert not any(isinstance(number, Irrational) for number in fit.w)


def test_numbers_with_more_digits_than_python_prints_become_decimals() -> None:
    """Exact all the same, but nobody could read them."""
    design = [[Fraction(10**900 + k, 3**800 + j) for j in range(3)] for k in range(3)]
    wanted = FitProblem(tuple(map(tuple, design)), (1, 2, 3), augmented=False)
    written = fit_json(wanted)
    assert "gram[1][1]" in written["rounded"]  # type: ignore[operator]
