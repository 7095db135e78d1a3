"""The zip for Gradescope, laid out and run as the platform would: both scripts, its folders, its metadata."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from autograder import grading, intake
from autograder.cli import main
from autograder.endings import OutOfTime, TimedOut
from autograder.examples import Examples
from autograder.export.gradescope_run import handed_in, limited, metadata, run, ungraded
from autograder.export.gradescope_zip import Settings
from autograder.plugin import Grader
from autograder.registry import Course
from autograder.sandbox import Pool
from tests.autograder.schemas import GRADESCOPE
from tests.conftest import ROOT

ZOO = ROOT / "tests" / "submissions"
NAIVE = '{"created_at": "2026-11-21T12:00:00"}'
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def export(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "export", "gradescope", *map(str, words)])


def valid(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator(GRADESCOPE).validate(made)
    return made


class Platform:
    """A scratch `/autograder`, with the programs that the image would have."""

    def __init__(self, root: Path, zipped: Path) -> None:
        self.root, self.bin = root / "autograder", root / "bin"
        self.results = self.root / "results" / "results.json"
        for folder in ("source", "submission", "results"):
            (self.root / folder).mkdir(parents=True)
        with zipfile.ZipFile(zipped) as archive:
            for entry in archive.infolist():
                (self.root / "source" / entry.filename).parent.mkdir(parents=True, exist_ok=True)
                (self.root / "source" / entry.filename).write_bytes(archive.read(entry))
                (self.root / "source" / entry.filename).chmod(entry.external_attr >> 16 & 0o777)
        self.log = root / "asked.log"
        self.program(self.bin / "apt-get", f'echo apt-get "$@" >> {self.log}')
        venv = f'mkdir -p "$3/bin"; cp {self.bin}/firth {self.bin}/pip "$3/bin"'
        self.program(self.bin / "python3.11", f'if [ "$2" = venv ]; then {venv}; else exec {sys.executable} "$@"; fi')
        self.program(self.bin / "pip", f'echo pip "$@" >> {self.log}')
        self.program(self.bin / "firth", f'export PYTHONPATH={ROOT}; exec {sys.executable} -m autograder "$@"')

    def program(self, path: Path, script: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)

    def start(self, script: str) -> subprocess.Popen[str]:
        """Run a script as Gradescope does: as it is, in the root folder."""
        environment = {"PATH": f"{self.bin}:{os.environ['PATH']}", "FIRTH_ROOT": str(self.root), "HOME": str(self.root)}
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([self.root / "source" / script], cwd=self.root, env=environment, **given)  # type: ignore[call-overload]


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    assert export("--task", "2.3", "--out", tmp_path / "g.zip").exit_code == 0
    return Platform(tmp_path, tmp_path / "g.zip")


def test_both_scripts_do_their_work(platform: Platform) -> None:
    """Set-up installs what is pinned and grades the reference; a submission dropped without its folder gets its results."""
    setup = platform.start("setup.sh")
    told, errors = setup.communicate(timeout=120)
    assert (setup.returncode, errors) == (0, "")
    assert "the reference gets full marks" in told
    asked = platform.log.read_text()
    assert "bubblewrap" in asked
    assert "--constraint course/constraints.txt ./course\n" in asked
    assert (platform.root / "source" / "course").stat().st_mode & 0o077 == 0

    (platform.root / "submission" / "pmi.py").write_bytes((ZOO / "typical" / "a2_pmi" / "pmi.py").read_bytes())
    (platform.root / "submission_metadata.json").write_text(json.dumps(history(score=3.0, hours=1)))
    graded = platform.start("run_autograder")
    told, errors = graded.communicate(timeout=120)
    assert (graded.returncode, told) == (0, "graded: 0\n")
    made = valid(platform.results)
    assert made["score"] == 0
    assert sum(test["max_score"] for test in made["tests"]) == 4
    assert [test["number"] for test in made["tests"]] == ["2.3.1", "2.3.2", "2.3.3", "2.3.4"]
    assert "expected   0.0" in made["tests"][1]["output"]
    assert "Graded before: 1, the best with 3 points." in made["output"]


@pytest.mark.parametrize("end", ["killed", "terminated", "never starts"])
def test_there_are_results_whatever_becomes_of_the_grader(end: str, platform: Platform) -> None:
    """Killed for want of memory, stopped by the platform, or not installed: said to be our fault."""
    grader = {"killed": "kill -9 $$", "terminated": "exec sleep 60", "never starts": "exec /no/such/python"}[end]
    platform.program(platform.root / "venv" / "bin" / "firth", grader)
    running, began = platform.start("run_autograder"), time.monotonic()
    if end == "terminated":
        time.sleep(0.3)
        running.send_signal(signal.SIGTERM)
    running.communicate(timeout=20)
    assert time.monotonic() - began < 15
    assert "for reasons of ours" in valid(platform.results)["output"]


def history(score: float | None = 3.0, hours: float = 1.0, count: int = 1, **more: Any) -> dict[str, Any]:
    """submission_metadata.json of a student with `count` earlier submissions, the last `hours` ago."""
    results = {"score": score, "output": "3 of 4 points", "extra_data": {"firth": "graded"}}
    one = {"score": score, "autograder_error": False, "results": results, **more}
    times = [(NOW - timedelta(hours=hours + number)).isoformat() for number in reversed(range(count))]
    return {
        "id": 1,
        "created_at": NOW.isoformat(),
        "assignment": {"due_date": None, "total_points": "4.0"},
        "users": [{"email": "ada@example.org", "id": 2, "name": "Ada"}],
        "previous_submissions": [{"submission_time": when, **one} for when in times],
    }


def earlier(path: Path, **chosen: Any) -> list[Any]:
    path.write_text(json.dumps(history(**chosen)))
    return [one for one in metadata(path).previous_submissions if one.counts]


def test_a_days_submissions_can_be_limited(tmp_path: Path) -> None:
    """Beyond the limit the last results come once more; our own faults and what was turned away do not count."""
    file, two = tmp_path / "submission_metadata.json", Settings(tasks=("2.3",), per_day=2)
    assert limited(NOW, earlier(file, count=1), two) is None
    assert limited(NOW, earlier(file, count=2, hours=23.5), two) is None
    assert limited(NOW, earlier(file, count=9), Settings(tasks=("2.3",))) is None
    assert limited(NOW, earlier(file, count=9, autograder_error=True), two) is None
    assert limited(NOW, earlier(file, count=9, results={"extra_data": {"firth": "limited"}}), two) is None
    made = limited(NOW, earlier(file, count=3), two)
    assert made is not None
    jsonschema.Draft202012Validator(GRADESCOPE).validate(made)
    assert made["score"] == 3.0
    assert made["output"].startswith("Not graded: 2 in 24 hours are graded, and you had them.")
    assert "from 2026-11-22 10:00 UTC on" in made["output"]
    assert made["output"].endswith("3 of 4 points")
    assert made["extra_data"] == {"firth": "limited"}


def test_a_turned_away_submission_is_not_graded(tmp_path: Path, course: Course) -> None:
    """Its results are the last ones; without the limit they would be those of an empty folder."""
    (tmp_path / "submission_metadata.json").write_text(json.dumps(history(count=2)))
    assert run(tmp_path, course, Settings(tasks=("2.3",), per_day=1))["score"] == 3.0
    assert valid(tmp_path / "results" / "results.json")["extra_data"] == {"firth": "limited"}


def test_a_score_survives_the_death_of_the_grader(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Results are there before grading begins, with the score of the last submission that was graded."""
    told = history(count=2)
    told["previous_submissions"][0]["results"]["score"] = told["previous_submissions"][0]["score"] = 4.0
    told["previous_submissions"].reverse()
    (tmp_path / "submission_metadata.json").write_text(json.dumps(told))

    def dies(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr("autograder.export.gradescope_run.graded", dies)
    with pytest.raises(MemoryError):
        run(tmp_path, course, Settings(tasks=("2.3",)))
    made = valid(tmp_path / "results" / "results.json")
    assert (made["score"], made["extra_data"], made["stdout_visibility"]) == (3.0, {"firth": "error"}, "hidden")
    assert "of 2026-11-21 11:00 UTC stands" in made["output"]


def test_metadata_that_cannot_be_read_is_no_history(tmp_path: Path) -> None:
    """A platform may change its form; grading goes on."""
    file = tmp_path / "submission_metadata.json"
    for text in (
        "",
        "[]",
        '{"created_at": "soon"}',
        '{"created_at": "2026-11-21T12:00:00Z", "previous_submissions": 3}',
        NAIVE,
    ):
        file.write_text(text)
        assert metadata(file).previous_submissions == []
    assert ungraded([])["score"] == 0
    assert "the score of your submission of 2026-11-21 11:00 UTC stands" in ungraded(earlier(file))["output"]


def test_modules_are_found_where_students_put_them(tmp_path: Path, course: Course) -> None:
    """In their folders, below `assignments`, below the folder of a repository, loose; links are refused."""
    source = b"x = 1\n"
    for number, place in enumerate(["a2_pmi", "assignments/a2_pmi", "my-repo/a2_pmi", "."]):
        root = tmp_path / str(number)
        (root / place).mkdir(parents=True)
        (root / place / "pmi.py").write_bytes(source)
        assert handed_in(root, course).sources == {"a2_pmi/pmi.py": "x = 1\n"}
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "pmi.py").symlink_to("/etc/passwd")
    assert handed_in(tmp_path / "link", course).refused.keys() == {"a2_pmi/pmi.py"}
    assert handed_in(tmp_path / "gone", course).sources == {}


def test_time_that_is_up_is_whose_fault_it_is(course: Course, pool: Pool) -> None:
    """No test begins after the deadline: an error of ours, unless the submission was too slow before."""
    submission = intake.read(ZOO / "good", list(course.modules))
    result = grading.grade_taken(submission, course, pool, tasks=frozenset({"2.3"}), until=0.0)
    assert result.status == "error"
    assert {test.message for test in result.tasks[0].tests} == {"not run: the machine was too slow for all the tests"}
    grader = Grader(course, {}, frozenset(), pool, Examples(), until=0.0)
    assert type(grader._out_of_time()) is OutOfTime
    grader._time_outs["2.3"] += 1
    assert type(grader._out_of_time()) is TimedOut


def test_the_zip_holds_what_grading_needs_and_no_more(tmp_path: Path) -> None:
    """The same bytes each time; scripts that can be run; hidden tests, no visible ones, no labs, no handouts."""
    for name in ("a.zip", "b.zip"):
        told = export("--assignment", "a2_pmi", "--assignment", "a3_skipgram", "--out", tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert "Left out, since they need torch: 3." in told.output
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        names = archive.namelist()
        assert {name for name in names if "/" not in name} == {
            *("setup.sh", "run_autograder", "settings.json", "fault.json", "extras", "seconds")
        }
        assert all(archive.getinfo(name).external_attr >> 16 & 0o111 for name in ("setup.sh", "run_autograder"))
        assert archive.read("extras") == b"\n"
        jsonschema.Draft202012Validator(GRADESCOPE).validate(json.loads(archive.read("fault.json")))
    assert "course/tests/hidden/test_pmi.py" in names
    assert not [name for name in names if name.endswith(("lab.py", "handout.md", ".pyc")) or "/a2_pmi/test_" in name]
    assert "3072 MB" in export("--assignment", "a8_contextual", "--torch", "--out", tmp_path / "c.zip").output


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--assignment", "a8_contextual"], "add --torch"),
        (["--task", "9.9"], "no such task"),
        (["--out", "/no/such/folder/g.zip"], "cannot be written"),
        (["--minutes", "60"], "60.0 is not in the range"),
    ],
)
def test_bad_usage_is_one_clear_line(words: list[str], line: str) -> None:
    """Exit code 2 and what to do."""
    told = export(*words)
    assert (told.exit_code, line in told.output, "Traceback" in told.output) == (2, True, False)
