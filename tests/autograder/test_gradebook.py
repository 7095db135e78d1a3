"""The gradebook beside a class: PostgreSQL as well as SQLite, late penalties by nbgrader's own hook, bad input."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import late, report
from autograder.cli import main
from autograder.intake import IntakeError
from autograder.nbgrader import build, config, penalties, sync
from autograder.nbgrader.book import Book
from autograder.registry import Course, CourseError
from tests.conftest import ROOT

POSTGRES = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/nowhere"))
DUE = datetime(2026, 11, 6, 23, 0, tzinfo=UTC)


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of our own on a socket of our own, and the URL of an empty database."""
    if not (POSTGRES / "initdb").exists():
        pytest.skip("postgresql is not installed")
    place = Path(f"/tmp/firth-pg-{os.getpid()}")  # a socket's path must be short
    place.mkdir(mode=0o755)
    user = "postgres" if os.getuid() == 0 else getpass.getuser()
    if os.getuid() == 0:
        os.chown(place, pwd.getpwnam(user).pw_uid, -1)

    def run(*words: str) -> None:
        subprocess.run(words, user=user, check=True, capture_output=True, cwd="/", timeout=60)

    try:
        run(f"{POSTGRES}/initdb", "-D", f"{place}/data", "-A", "trust", "-U", "firth", "--no-sync", "-E", "UTF8")
        options = f"-c listen_addresses='' -c unix_socket_directories={place} -c fsync=off"
        run(f"{POSTGRES}/pg_ctl", "-D", f"{place}/data", "-w", "-o", options, "-l", f"{place}/log", "start")
        run(f"{POSTGRES}/createdb", "-h", str(place), "-U", "firth", "gradebook")
        yield f"postgresql+psycopg://firth@/gradebook?host={place}"
    finally:
        subprocess.run([f"{POSTGRES}/pg_ctl", "-D", f"{place}/data", "-m", "immediate", "stop"], user=user, check=False)
        shutil.rmtree(place)


def released(course: Course, folder: Path, db_url: str | None = None) -> Book:
    """A course folder with a2_pmi released, and its gradebook."""
    assignment = next(a for a in course.assignments if a.name == "a2_pmi")
    build.build(course, assignment, folder / "source")
    config.write(course, folder)
    if db_url:
        with open(folder / config.FILE, "a", encoding="utf-8") as file:
            file.write(f"c.CourseDirectory.db_url = {db_url!r}\n")
    book = Book(course, folder)
    book.release(assignment)
    return book


def scores(points: dict[str, dict[str, int]], suite: str) -> report.Report:
    """A report of `firth grade` with these points, by student and task; -1 for a task that could not be graded."""
    return report.Report(
        versions={},
        suite=suite,
        isolation=report.Isolation(asked="best", tier=1, layers=[], missing={}, probes={}),
        seconds=0.0,
        submissions=[
            report.SubmissionResult(
                name=name,
                path="",
                status="graded",
                score=0,
                max_score=0,
                extra_credit=0,
                seconds=0.0,
                tasks=[
                    report.TaskResult(
                        id=task,
                        function="f",
                        module="a2_pmi/pmi.py",
                        title="",
                        points=max(got, 0),
                        max_points=6,
                        status="error" if got < 0 else "passed",
                        bonus=False,
                        tests=[],
                    )
                    for task, got in tasks.items()
                ],
            )
            for name, tasks in points.items()
        ],
    )


def check_a_sync(book: Book) -> None:
    """Points arrive once, by hand stays by hand, an error of ours is no zero."""
    suite = book.course.suite_hash
    first = scores({"ada": {"2.1": 6, "2.2": 3}, "bob": {"2.1": 2, "2.2": -1}}, suite)
    done = sync.sync(book, first)
    assert (done.students, done.faults) == (2, ["bob: task 2.2"])
    assert done.changed > 0
    with book.gradebook() as gradebook:
        by_hand = gradebook.find_grade("task-2-1", "modules", "a2_pmi", "ada")
        by_hand.manual_score, by_hand.extra_credit, by_hand.needs_manual_grade = 5.0, 1.0, False
        ours = gradebook.find_grade("task-2-2", "modules", "a2_pmi", "bob")
        assert (ours.auto_score, ours.needs_manual_grade) == (None, True)
        gradebook.db.commit()
    assert sync.sync(book, first).changed == 0
    assert {mark.student: mark.modules for mark in book.marks()} == {"ada": 9.0, "bob": 2.0}
    sync.sync(book, scores({"ada": {"2.1": 0}}, suite))
    with book.gradebook() as gradebook:
        assert gradebook.find_grade("task-2-1", "modules", "a2_pmi", "ada").needs_manual_grade
    assert {mark.student: mark.modules for mark in book.marks()} == {"ada": 9.0, "bob": 2.0}


def test_sync_into_sqlite_and_late_penalties(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default database; and what lateness costs, by the policy, through nbgrader's hook and after a change of marks."""
    book = released(course, tmp_path)
    check_a_sync(book)
    policy = late.Policy(per_day=0.1, grace_minutes=15)
    monkeypatch.setattr(late, "policy_of", lambda root: policy)
    with book.gradebook() as gradebook:
        gradebook.update_or_create_assignment("a2_pmi", duedate=DUE)
        gradebook.update_or_create_submission("a2_pmi", "ada", timestamp=DUE + timedelta(hours=30))
        gradebook.update_or_create_submission("a2_pmi", "bob", timestamp=DUE + timedelta(minutes=14))
    assignment = next(a for a in course.assignments if a.name == "a2_pmi")
    for student in ("ada", "bob"):
        assert book.grade(assignment, student, force=True) == "no lab.ipynb"
    expected = {"ada": (9.0 - 1.8, 1.8), "bob": (2.0, 0.0)}
    for student, mark in {mark.student: mark for mark in book.marks()}.items():
        assert (mark.score, mark.penalty) == pytest.approx(expected[student])
    with book.gradebook() as gradebook:  # a mark by hand, after grading: the next sync sees to the penalty
        gradebook.find_grade("task-2-2", "modules", "a2_pmi", "ada").manual_score = 4.0
        gradebook.db.commit()
    assert [bool(sync.sync(book, scores({"ada": {"2.1": 0}}, course.suite_hash)).changed) for _ in "ab"] == [
        True,
        False,
    ]
    assert {mark.student: mark.penalty for mark in book.marks()} == pytest.approx({"ada": 2.0, "bob": 0.0})
    with book.gradebook() as gradebook:  # a day in hand covers one of ada's two days
        saved = late.Policy(per_day=0.1, days_in_hand=1)
        assert penalties.costly_days(gradebook, saved, "ada") == {"a2_pmi": 1}


def test_sync_into_postgresql(course: Course, tmp_path: Path, postgres: str) -> None:
    """The same on a real server."""
    book = released(course, tmp_path, postgres)
    assert book.db_url == postgres
    check_a_sync(book)
    assert not (tmp_path / "gradebook.db").exists()


def test_bad_input_gets_one_line(course: Course, tmp_path: Path) -> None:
    """No settings, no report, a broken report, settings that are no Python: what, where, what to do; no traceback."""
    (tmp_path / "report.json").write_text('{"submissions": 3}')
    words = ["--course", str(ROOT), "gradebook", "sync", str(tmp_path / "report.json"), "--folder", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "`firth labs build` makes it" in result.output
    for path in (tmp_path / "report.json", tmp_path / "nothing.json"):
        with pytest.raises(IntakeError, match=path.name):
            sync.read_report(path)
    (tmp_path / config.FILE).write_text("c = get_config(\n")
    with pytest.raises(CourseError, match="SyntaxError"):
        Book(course, tmp_path)
