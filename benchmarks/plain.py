"""A pytest plugin: hidden tests on a submission in the same process, as a plain autograder would have it. No wall at all."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import settings

from autograder import profiles

settings.load_profile(profiles.GRADING)


def pytest_configure(config: pytest.Config) -> None:
    """The marker of hidden tests."""
    config.addinivalue_line("markers", "task(id, points=1): hidden test of a task")


@pytest.fixture(scope="session")
def submission() -> SimpleNamespace:
    """The modules of the folder that SUBMISSION names."""
    return SimpleNamespace(**{path.stem: _import(path) for path in Path(os.environ["SUBMISSION"]).glob("*/*.py")})


def _import(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
