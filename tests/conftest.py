"""The program as a fixture; how the random tests run: new examples at home, the same in CI.

`HYPOTHESIS_PROFILE=many` looks twenty times as long for a counterexample.
"""

import os

import pytest
import yaml
from hypothesis import HealthCheck, settings

from symnn.files import yaml_events
from tests.command import Program
from tests.needs import look_for

# Machines differ in speed, and a busy one is no failure.
PATIENT = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("new", PATIENT)
settings.register_profile("many", PATIENT, max_examples=1000)
settings.register_profile("ci", PATIENT, derandomize=True, database=None)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if "CI" in os.environ else "new")
)


YAML_LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


@pytest.fixture(params=YAML_LOADERS, ids=["pure", "C"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either parser of PyYAML, as a machine may have only one of them."""
    monkeypatch.setattr(yaml_events, "LOADER", request.param)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program, run inside the test process."""
    return Program(monkeypatch, capsys)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for the programs that a test needs, before it runs."""
    for mark in item.iter_markers("needs"):
        look_for(mark.args)
