"""The lists in pyproject.toml name all there is: what they forget is missing only in the wheel."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"symnn": "symnn", "cli": "symnn.cli", "templates": "symnn.templates"}
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def packages_below(folder: str) -> set[str]:
    """The names that the packages below a folder have once installed."""
    top = ROOT / folder
    inside = (init.parent.relative_to(top).parts for init in top.rglob("__init__.py"))
    return {".".join([FOLDERS[folder], *parts]) for parts in inside}


def test_every_package_is_listed_once():
    listed = SETUPTOOLS["packages"]
    assert sorted(listed) == sorted(set().union(*map(packages_below, FOLDERS)))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_folder_with_modules_is_a_package(folder):
    folders = {module.parent for module in (ROOT / folder).rglob("*.py")}
    assert [str(f.relative_to(ROOT)) for f in folders if not (f / "__init__.py").is_file()] == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_data_file_is_packaged(folder):
    patterns = SETUPTOOLS["package-data"].get(FOLDERS[folder], [])
    packaged = {file for pattern in patterns for file in (ROOT / folder).glob(pattern)}
    files = {file for file in (ROOT / folder).rglob("*") if file.is_file()}
    data = {f for f in files if f.suffix not in {".py", ".pyc"} and not f.name.startswith(".")}
    assert sorted(str(f.relative_to(ROOT)) for f in data - packaged) == []
