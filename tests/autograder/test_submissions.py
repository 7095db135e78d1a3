"""The zoo: odd submissions, each with what must become of it."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading import grade, sources_of
from autograder.intake import Submission
from autograder.registry import Course
from autograder.sandbox import Pool
from tests.conftest import ROOT

ZOO = ROOT / "tests" / "submissions"
EXPECTED = tomllib.loads((ZOO / "expected.toml").read_text("utf-8"))
GOOD = (ZOO / "good" / "a2_pmi" / "pmi.py").read_bytes()


def _folder(place: Path, content: bytes = GOOD) -> Path:
    (place / "a2_pmi").mkdir(parents=True)
    (place / "a2_pmi" / "pmi.py").write_bytes(content)
    return place


def _symbolic_link(place: Path) -> Path:
    _folder(place)
    (place / "a2_pmi" / "pmi.py").unlink()
    (place / "a2_pmi" / "pmi.py").symlink_to(ROOT / "reference" / "a2_pmi" / "pmi.py")
    return place


def _hard_link(place: Path) -> Path:
    _folder(place)
    os.link(place / "a2_pmi" / "pmi.py", place / "twin.py")
    return place


def _named_pipe(place: Path) -> Path:
    (place / "a2_pmi").mkdir(parents=True)
    os.mkfifo(place / "a2_pmi" / "pmi.py")
    return place


def _zip(place: Path, *members: tuple[str, bytes]) -> Path:
    path = place.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def _tar(place: Path, *members: tarfile.TarInfo, content: bytes = GOOD) -> Path:
    path = place.with_suffix(".tar.gz")
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            member.size = len(content) if member.isreg() else 0
            archive.addfile(member, io.BytesIO(content))
    return path


def _link_in_tar(place: Path) -> Path:
    link = tarfile.TarInfo("a2_pmi/pmi.py")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    return _tar(place, link)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def _twice_in_zip(place: Path) -> Path:
    return _zip(place, ("a2_pmi/pmi.py", GOOD), ("a2_pmi/pmi.py", b"wrong = True\n"))


BUILT: dict[str, Callable[[Path], Path]] = {
    "wrong_encoding": lambda place: _folder(place, "größe = 1\n".encode("latin-1")),
    "symbolic_link": _symbolic_link,
    "hard_link": _hard_link,
    "named_pipe": _named_pipe,
    "too_large": lambda place: _folder(place, b"#" * 300_000),
    "traversal_zip": lambda place: _zip(place, ("../a2_pmi/pmi.py", GOOD), ("/a2_pmi/pmi.py", GOOD)),
    "traversal_tar": lambda place: _tar(
        place, tarfile.TarInfo("../a2_pmi/pmi.py"), tarfile.TarInfo("x/../a2_pmi/pmi.py")
    ),
    "link_in_tar": _link_in_tar,
    "twice_in_zip": _twice_in_zip,
    "bomb_zip": lambda place: _zip(place, ("a2_pmi/pmi.py", b"#" * (200 << 20))),
    "good_zip": lambda place: _zip(place, ("student/a2_pmi/pmi.py", GOOD), ("__MACOSX/a2_pmi/pmi.py", b"")),
    "good_tar": lambda place: _tar(place, tarfile.TarInfo("./a2_pmi/pmi.py")),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_zoo(name: str, course: Course, pool: Pool, tmp_path: Path) -> None:
    """Every submission of the zoo gets the statuses that are written down for it, and is graded to the end."""
    path = BUILT[name](tmp_path / name) if name in BUILT else ZOO / name
    tasks = frozenset(task.id for a in course.assignments if a.name == "a2_pmi" for task in a.tasks)
    result = grade(path, course, pool, tasks=tasks)

    expected = EXPECTED[name]
    assert result.name == name
    assert result.status == "graded"
    assert {t.id: t.status for t in result.tasks} == {t: expected.get(t, expected["all"]) for t in sorted(tasks)}
    assert result.score == sum(test.max_points for t in result.tasks for test in t.tests if test.status == "passed")
    said = [test.message for task in result.tasks for test in task.tests] + result.problems
    assert any(expected["says"] in text for text in said), said


def test_every_animal_of_the_zoo_is_expected() -> None:
    """No folder of the zoo is left without an expectation."""
    folders = {path.name for path in ZOO.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders | set(BUILT) == set(EXPECTED) | {"good"}


def test_printing_is_kept_and_bounded(course: Course, pool: Pool) -> None:
    """What a submission prints is kept up to a bound, and printing too much breaks nothing."""
    result = grade(ZOO / "garbage", course, pool, tasks=frozenset({"2.1"}))
    assert all(test.output == "" for test in result.tasks[0].tests)
    result = grade(ZOO / "chatty", course, pool, tasks=frozenset({"2.1"}))
    assert all(set(test.output) == {"x"} and len(test.output) == 4000 for test in result.tasks[0].tests)


def test_a_good_submission_in_another_style_gets_everything(course: Course, pool: Pool) -> None:
    """A right solution passes, and its neighbours in the same run do not matter."""
    result = grade(ZOO / "good", course, pool)
    assert result.score == result.max_score > 0
    assert {task.status for task in result.tasks} == {"passed"}


def test_nothing_is_left_behind(course: Course, tmp_path: Path) -> None:
    """After a run no worker lives on, and the submission's folder is as it was."""
    place = _folder(tmp_path / "tidy")
    before = sorted(tmp_path.rglob("*"))
    with Pool() as own:
        grade(place, course, own, tasks=frozenset({"2.3"}))
        group = own.zygote("numpy").pid
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path(f"/proc/{group}").exists()
    shutil.rmtree(place)


@pytest.mark.parametrize(
    ("text", "libraries"),
    [
        ("import numpy as np\n", "numpy"),
        ("import numpy as np\nfrom scipy import linalg\n", "scipy"),
        ("def f():\n    import scipy.sparse as sparse\n", "scipy"),
        ("import scipy\nimport torch\n", "torch"),
        ("from transformers import BertModel\n", "torch"),
        ("# import torch\nimport scipyx\n", "numpy"),
    ],
)
def test_a_worker_holds_what_its_module_imports(text: str, libraries: str, course: Course, tmp_path: Path) -> None:
    """Or each test would begin with seconds of importing."""
    submission = Submission("ada", tmp_path, {"a2_pmi/pmi.py": text}, {}, frozenset())
    assert sources_of(course, submission)["pmi"].libraries == libraries
