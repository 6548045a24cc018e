"""Pictures of training: what is in them, and the same bytes for the same training."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest

from symnn.errors import InputError, MissingExtraError
from symnn.plots import FORMATS, films, notes, pictures, write_all
from symnn.plots.album import Album
from symnn.plots.canvas import SMALL, TITLE, figure, house_style, titled
from symnn.plots.panels import not_drawn, panels_of
from symnn.plots.plane import input_plane
from symnn.plots.scene import MOST_POINTS, Box, Scene, flat
from symnn.plots.space import _outline
from symnn.plots.theme import DARK, LIGHT, MARKS, THEMES
from tests.trainings import training

np = pytest.importorskip("numpy")
Image = pytest.importorskip("PIL.Image")


FIVE = "The last hidden layer has 5 dimensions, and only 2 or 3 can be drawn."


@pytest.fixture(scope="module")
def album() -> Album:
    return Album(training("plane"), LIGHT)


def test_axes_hold_the_data_of_every_snapshot() -> None:
    scene = Scene(training("plane"))
    for snapshot in scene.training.snapshots:
        for axis, (low, high) in enumerate(scene.hidden_box.sides):
            column = scene.represented(snapshot, scene.X)[:, axis]
            assert low < column.min() < column.max() < high
    for box in (scene.input_box, scene.hidden_box):
        first, second = (high - low for low, high in box.sides)
        assert first == pytest.approx(second)


def test_of_many_points_some_are_drawn_of_every_class() -> None:
    scene = Scene(training("many"))
    assert len(scene.X) == len(scene.y) == MOST_POINTS
    assert np.bincount(scene.y).tolist() == [MOST_POINTS // 2] * 2
    assert notes(training("many"), ["png"]) == ["600 of 2,000 points are drawn"]


def test_points_that_seem_to_lie_on_a_line_are_told() -> None:
    wide, square = np.array([[0.0, 0.0], [1.0, 100.0]]), np.array([[0.0, 0.0], [1.0, 2.0]])
    assert flat(wide).startswith("one coordinate spreads over 100, the other over 1:")
    assert flat(square) == flat(wide[:1]) == ""


@pytest.mark.parametrize(
    ("risk", "told"), [(0.0004, "below 0.001"), (1.60926, "1.609"), (2.5e136, "2.5e+136")]
)
def test_a_risk_has_few_signs(risk: float, told: str) -> None:
    scene = Scene(training("plane"))
    assert scene.measures(replace(scene.training.snapshots[0], risk=risk))[1] == f"risk {told}"


def test_what_numbers_are_multiplied_by_stands_beside_the_heading() -> None:
    scene, axes = Scene(training("plane")), figure(LIGHT).add_axes((0.08, 0.12, 0.39, 0.69))
    scene.input_box = Box(((-1e7, 1e7), (-1e7, 1e7)))
    input_plane(axes, scene, scene.training.snapshots[0], LIGHT)
    axes.figure.canvas.draw()
    factor = axes.yaxis.get_offset_text()
    assert factor.get_text() == "1e7"
    assert factor.get_window_extent().x1 < axes.bbox.x0


@pytest.mark.parametrize(
    ("name", "panels", "why"),
    [
        ("plane", ["Input space", "Last hidden layer"], ""),
        ("space", ["Input space", "Last hidden layer"], ""),
        ("wide", ["Input space"], FIVE),
        ("none", ["Input space"], "There is no hidden layer."),
        ("map", ["Input space", "Features (x₁, x₂, x₁² + x₂²)"], ""),
        ("beside", ["Hidden layers: linear", "Hidden layers: ReLU"], ""),
    ],
)  # fmt: skip
def test_panels(name, panels, why) -> None:
    scene = Scene(training(name))
    assert [panel.heading for panel in panels_of(scene)] == panels
    assert not_drawn(scene) == why
    assert notes(training(name), ["png"]) == [why] * bool(why)
    assert notes(training(name), []) == []


def test_measures() -> None:
    scene = Scene(training("plane"))
    last = scene.training.snapshots[-1]
    wrong = (scene.training.predicted(last, scene.dataset.X) != scene.dataset.y).sum()
    assert scene.measures(last) == (
        "epoch 30",
        f"risk {last.risk:.3f}",
        f"{40 - wrong} of 40 right",
    )


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("plane", ["not linearly separable"] * 2, ["not linearly separable", "linearly separable"]),
        ("map", ["", "linearly separable"], ["", "linearly separable"]),
        ("classes", ["", ""], ["", ""]),
    ],
)
def test_whether_a_line_separates_is_said(name, first, last) -> None:
    """Of a layer in space it is said where a plane was found; of two classes only."""
    scene = Scene(training(name, epochs=200))
    panels = panels_of(scene)
    assert [panel.says(0) for panel in panels] == first
    assert [panel.says(-1) for panel in panels] == last


def test_measures_of_two_networks() -> None:
    scene = Scene(training("beside"))
    assert scene.measures(scene.training.snapshots[-1]) == ("epoch 30",)
    linear, relu = panels_of(scene)
    beside = scene.training.beside
    assert beside is not None
    assert linear.says(2) == f"{beside.accuracies[-1] * 40:.0f} of 40 right"
    assert relu.says(2) == f"{scene.training.accuracies[-1] * 40:.0f} of 40 right"


@pytest.mark.parametrize(
    ("title", "size", "is_whole"),
    [
        ("Two rings", 26, True),
        ("A hidden layer folds the plane in space", None, True),
        ("An endless title " * 12, 18, False),
    ],
)
def test_titles_fit(title, size, is_whole) -> None:
    with house_style():
        drawn = figure(LIGHT)
        titled(drawn, title, 0.1, 0.43, LIGHT)
        (text,) = drawn.texts
        assert text.get_window_extent().width <= 1600 * 0.43 * 1.02
    assert (text.get_text() == title) == is_whole
    assert text.get_text().endswith("…") != is_whole
    assert SMALL <= text.get_fontsize() <= TITLE
    assert size is None or text.get_fontsize() == size


def test_a_plane_is_cut_out_of_a_box() -> None:
    """x + y + z = 1/2 cuts the unit cube in a triangle, x + y + z = 3/2 in a regular hexagon."""
    corners = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)], dtype=float)
    for level, vertices, length in ((0.5, 3, 0.5**0.5), (1.5, 6, 0.5**0.5)):
        outline = _outline(corners, corners.sum(axis=1) - level)
        assert np.allclose(outline.sum(axis=1), level)
        assert np.allclose(outline[0], outline[-1])
        around = np.linalg.norm(np.diff(outline, axis=0), axis=1).sum()
        assert around == pytest.approx(vertices * length)
    assert len(_outline(corners, corners.sum(axis=1) + 1)) == 0


def test_themes_tell_ten_classes_apart() -> None:
    for theme in THEMES.values():
        assert len(theme.classes) == len(theme.tints) == len(MARKS) == len(set(MARKS)) == 10
        assert len(set(theme.classes[:6])) == 6
    same = zip(LIGHT.colours.items(), DARK.colours.values(), strict=True)
    by_light: dict[str, set[str]] = {}
    for (_, light), dark in same:
        by_light.setdefault(light, set()).add(dark)
    assert {len(darks) for darks in by_light.values()} == {1}


@pytest.mark.slow
def test_frames_have_the_same_bytes_every_time(album) -> None:
    import matplotlib

    one = dict(album.png())
    with matplotlib.rc_context({"font.size": 30, "font.family": "serif", "axes.grid": True}):
        assert dict(Album(training("plane"), LIGHT).png()) == one
    assert list(one) == ["frames/0001.png", "frames/0002.png", "frames/0003.png", "curves.png"]
    assert {Image.open(BytesIO(picture)).size for picture in one.values()} == {(1600, 900)}
    assert len(set(one.values())) == 4


@pytest.mark.slow
def test_a_film_has_every_frame_and_holds_the_last(album) -> None:
    ((name, content),) = album.gif()
    film = Image.open(BytesIO(content))
    assert (name, film.n_frames, film.info["loop"], film.size) == (
        "training.gif",
        3,
        0,
        (1600, 900),
    )
    durations = []
    for number in range(film.n_frames):
        film.seek(number)
        durations.append(film.info["duration"])
    assert durations == [films.PACE, films.PACE, films.HOLD]
    shown = np.asarray(film.convert("RGB"), dtype=int)
    assert (shown[0, 0] == (255, 254, 251)).all()
    right = np.asarray(Image.open(BytesIO(album.pixels[-1])).convert("RGB"), dtype=int)
    assert np.abs(shown - right).mean() < 1


@pytest.mark.slow
def test_lines_have_the_same_bytes_every_time() -> None:
    one, same = (dict(pictures(training("space"), ["svg", "pdf"], "dark")) for _ in "12")
    assert one == same
    assert list(one) == [
        *(f"frames/000{k}.svg" for k in (1, 2, 3)),
        "curves.svg",
        "frames.pdf",
        "curves.pdf",
    ]
    drawn = one["frames/0001.svg"].decode()
    assert DARK.paper in drawn
    assert "<title>Two rings: epoch 0, risk" in drawn
    assert "<dc:date>" not in drawn
    assert not re.search(r'(href|src)="(?!#)', drawn)
    document = one["frames.pdf"]
    assert len(re.findall(rb"/Type /Page\b", document)) == 3
    assert b"CreationDate" not in document
    assert b"/MediaBox [ 0 0 1152 648 ]" in document


@pytest.mark.slow
@pytest.mark.needs("ffmpeg")
def test_a_film_is_made_where_there_is_ffmpeg(album) -> None:
    ((name, content),) = album.mp4()
    assert name == "training.mp4"
    assert content[4:8] == b"ftyp"
    assert content == films.mp4(album.pixels)
    with pytest.raises(films.FilmError, match="ffmpeg made no film: "):
        films.mp4([b"no picture"])


def test_without_ffmpeg_there_is_no_film_and_a_note(album, monkeypatch) -> None:
    monkeypatch.setattr(films.shutil, "which", lambda name: None)
    assert list(album.mp4()) == []
    assert notes(training("plane")) == ["no film (mp4) is made: ffmpeg is not installed"]


@pytest.mark.parametrize(
    ("formats", "theme", "message"),
    [
        (["png", "gf"], "light", "no such format of pictures.*gf.*html, gif.*gif"),
        (["png"], "drak", "no such theme.*drak.*light, dark.*dark"),
    ],
)
def test_unknown_names_are_refused(formats, theme, message) -> None:
    with pytest.raises(InputError) as refused:
        list(pictures(training("plane"), formats, theme))
    assert re.search(message, str(refused.value), re.DOTALL)


def test_without_matplotlib_the_extra_is_named(monkeypatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"symnn\[plots\]"):
        list(pictures(training("plane"), ["png"]))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["classes", "wide", "none", "beside"])
def test_a_whole_folder(name, tmp_path) -> None:
    wanted = [form for form in FORMATS if form != "mp4"]
    written = write_all(training(name, title="Ränder $x_1$ < 3 & 层"), tmp_path / "new", wanted)
    assert sorted(written) == sorted(file for file in tmp_path.rglob("*") if file.is_file())
    assert {file.suffix for file in written} == {".png", ".svg", ".pdf", ".gif", ".html"}
    assert all(file.stat().st_size > 1000 for file in written)
