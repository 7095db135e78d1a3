"""A run over a class never loses a grade: killed anywhere, disk full, workers dying, two at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.batch.executors import Local
from autograder.batch.files import InUse, folder_name
from autograder.batch.journal import Journal
from autograder.batch.results import Results
from autograder.batch.tables import read_standings
from autograder.batch.work import Answer, Job
from autograder.report import Report
from autograder.sandbox import SandboxError
from tests.autograder import classes
from tests.conftest import ROOT

KILLS = int(os.environ.get("FIRTH_KILLS", "25"))


class Here:
    """An executor that does a job at once, in this process."""

    width = 1

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*arguments))
        except Exception as error:
            future.set_exception(error)
        return future

    def close(self) -> None: ...


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of twelve, two of whom have two attempts, and one an archive that is none."""
    return classes.make(tmp_path_factory.mktemp("class"), 12)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run leaves that nothing disturbs."""
    out = tmp_path_factory.mktemp("results")
    classes.run(folder, out, Here())
    return classes.contents(out)


def in_child(run: Callable[[], object]) -> int:
    """The process that does `run`, and ends with 0, or with 1 if it raises OSError."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except OSError:
            os._exit(1)
        finally:
            os._exit(0)
    return child


def graded(out: Path) -> int:
    """How many grades the journal has, each once."""
    with Results(out) as results:
        return sum(entry.outcome == "graded" for entry in results.entries.values())


def test_killed_at_random_moments(folder: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """SIGKILL at any time: the next run ends as if nothing had happened. FIRTH_KILLS=200 tries it more often."""
    began = time.monotonic()
    os.waitpid(in_child(lambda: classes.run(folder, tmp_path / "whole", Here())), 0)
    whole = time.monotonic() - began
    chance, interrupted = random.Random(1), 0
    for trial in range(KILLS):
        out = tmp_path / str(trial)
        child = in_child(lambda out=out: classes.run(folder, out, Here()))
        time.sleep(chance.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        interrupted += os.waitpid(child, 0)[1] == signal.SIGKILL
        classes.run(folder, out, Here())
        assert classes.contents(out) == undisturbed
    assert interrupted > KILLS / 3


def test_killed_in_the_middle_of_every_write(folder: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """Half of a line in the journal, a file that has not got its name yet: none of it is ever taken for a grade."""

    def dying(at: int) -> Callable[[], object]:
        def run() -> None:
            steps = 0

            def step(real: Callable[..., Any], half: Callable[..., Any]) -> Callable[..., Any]:
                def counted(*words: Any) -> Any:
                    nonlocal steps
                    steps += 1
                    if steps == at:
                        half(*words)
                        os.kill(os.getpid(), signal.SIGKILL)
                    return real(*words)

                return counted

            write = os.write
            os.write = step(write, lambda file, data: write(file, data[: len(data) // 2]))
            os.replace = step(os.replace, lambda *_: None)
            os.fsync = step(os.fsync, lambda *_: None)
            classes.run(folder, out, Here())

        return run

    ends, trial = set(), 0
    while 0 not in ends:
        trial += 3  # about one of each kind: write, fsync, rename
        out = tmp_path / str(trial)
        ends.add(os.waitpid(in_child(dying(trial)), 0)[1])
        classes.run(folder, out, Here())
        assert classes.contents(out) == undisturbed
    assert ends == {0, signal.SIGKILL}
    assert trial > 60


@pytest.mark.parametrize("limit", [300, 2_000, 4_000])
def test_a_full_disk_stops_the_run_and_nothing_else(
    folder: Path, undisturbed: dict[str, bytes], tmp_path: Path, limit: int
) -> None:
    """No space left: an error of ours, what is graded stays, and the next run ends as if nothing had happened."""

    def full() -> None:
        real = os.write
        room = limit

        def write(file: int, data: bytes) -> int:
            nonlocal room
            if room < len(data):
                real(file, data[:room])
                raise OSError(28, "No space left on device")
            room -= len(data)
            return real(file, data)

        os.write = write
        classes.run(folder, out, Here())

    out = tmp_path / "results"
    assert os.waitstatus_to_exitcode(os.waitpid(in_child(full), 0)[1]) == 1
    before = graded(out)
    assert (out / "journal.jsonl").read_bytes().endswith(b"\n") or limit < 400
    classes.run(folder, out, Here())
    assert classes.contents(out) == undisturbed
    assert before < graded(out)


def test_a_damaged_journal_costs_only_the_damaged(folder: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """A changed digit, a torn end, a lost file: those attempts are graded again, the others are not."""
    classes.run(folder, tmp_path, Here())
    journal = tmp_path / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines) if b'"s00003/1"' in line)
    lines[number] = lines[number].replace(b'"max_score":4', b'"max_score":5')
    journal.write_bytes(b"".join(lines) + b'{"crc":"12')
    (tmp_path / "submissions" / "s00005" / "1.json").unlink()
    (tmp_path / "submissions" / "s00006" / "1.json").write_text("{}")
    seen: list[str] = []

    def noted(job: Job) -> Answer:
        seen.append(job.submission.name)
        return classes.fake(job)

    classes.run(folder, tmp_path, Here(), do=noted)
    assert seen == ["s00003", "s00005", "s00006"]
    assert classes.contents(tmp_path) == undisturbed
    opened = Journal(journal)
    assert sum(1 for _ in opened) > 20
    assert opened.damaged == 1


def test_only_what_is_new_or_changed_is_graded(folder: Path, tmp_path: Path) -> None:
    """By content: a rename costs nothing, a twin neither; --regrade takes everything, and says what moved and why."""
    seen: list[str] = []
    shift = 0

    def noted(job: Job) -> Answer:
        seen.append(job.submission.name)
        answer = classes.fake(job)
        points = answer.result.score + shift * (job.submission.name in ("s00001", "s00002"))
        return Answer(classes.result(job.submission.name, points), answer.isolation)

    own = classes.make(tmp_path / "class", 4)
    out = tmp_path / "results"
    classes.run(own, out, Here(), do=noted)
    assert seen == ["s00000", "s00000", "s00001", "s00002", "s00003"]
    seen.clear()
    os.utime(own / "s00001" / "try-0" / "a2_pmi" / "pmi.py")
    (own / "s00002" / "try-0" / "notes.txt").write_text("x")
    (own / "twin" / "a2_pmi").mkdir(parents=True)
    (own / "twin" / "a2_pmi" / "pmi.py").write_text("x = 3, 0\n")
    classes.run(own, out, Here(), do=noted)
    assert seen == []
    with Results(out) as results:
        assert results.report("twin/1").submissions[0].name == "twin"
        assert not list(results.moved())

    shift = 1
    (own / "s00003" / "try-0" / "a2_pmi" / "pmi.py").write_text("x = 5, 5\n")  # 4 points in the place of another number
    terms = msgspec.structs.replace(classes.TERMS, suite="another", environment={"firth": "0", "numpy": "3"})
    classes.run(own, out, Here(), do=noted, terms=terms)
    with Results(out) as results:
        moved = dict(results.moved())
    assert moved["s00001/1"].after - moved["s00001/1"].before == 1
    assert moved["s00001/1"].why == "suite 01234567 → another, numpy 2 → 3"
    assert moved["s00003/1"].why.startswith("another submission, suite")
    assert set(moved) == {"s00001/1", "s00002/1", "s00003/1"}
    assert "s00001/1" in (out / "moved.csv").read_text()

    shift = 2
    classes.run(own, out, Here(), do=noted, terms=terms, regrade=True)
    with Results(out) as results:
        assert {moved.why for _, moved in results.moved()} == {"nothing that we know of: not reproducible"}


def test_our_failure_is_tried_once_more_and_is_never_a_zero(folder: Path, tmp_path: Path) -> None:
    """The three outcomes, and what the next run makes of them."""
    tries: dict[str, int] = {}

    def weak(job: Job) -> Answer:
        name = job.submission.name
        tries[name] = tries.get(name, 0) + 1
        if name == "s00001" or (name == "s00002" and tries[name] == 1):
            raise SandboxError("the zygote is gone ::error::")
        if name == "s00003":
            broken = msgspec.structs.replace(classes.result(name, 0), status="error", problems=["the reference broke"])
            return Answer(broken, classes.ISOLATION)
        return classes.fake(job)

    classes.run(folder, tmp_path, Here(), do=weak)
    assert {name: count for name, count in tries.items() if count > 1} == {
        "s00000": 2,  # two attempts
        "s00001": 2,
        "s00002": 2,
        "s00003": 2,
        "s00007": 2,
    }
    by_name = {standing.student: standing for standing in read_standings(tmp_path)}
    assert by_name["s00001"].outcome == by_name["s00003"].outcome == "fault"
    assert by_name["s00001"].score is None
    assert "::error" not in by_name["s00001"].reason
    assert by_name["s00002"].outcome == "graded"
    assert (by_name["zoe"].outcome, by_name["zoe"].score) == ("unreadable", 0)
    rows = (tmp_path / "scores.csv").read_text().splitlines()
    assert rows[2].startswith("s00001,fault,,0.0,,,0,1,1,")
    classes.run(folder, tmp_path, Here())
    assert {standing.outcome for standing in read_standings(tmp_path)} == {"graded", "unreadable"}


def test_two_runs_at_once(folder: Path, tmp_path: Path) -> None:
    """The second one says so, and touches nothing."""
    with Results(tmp_path), pytest.raises(InUse, match="another run is writing to it"):
        classes.run(folder, tmp_path, Here())


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="needs Linux")
def test_a_job_for_every_core_stays_on_it() -> None:
    """Each core has as many jobs as any other; with fewer jobs than cores they may go where there is room."""
    cores = sorted(os.sched_getaffinity(0))
    for jobs in (len(cores), 2 * len(cores)):
        with Local(jobs) as executor:
            held = [executor.submit(os.sched_getaffinity, 0) for _ in range(jobs)]
            assert sorted((future.result() for future in held), key=min) == sorted(
                ({core} for core in cores * (jobs // len(cores))), key=min
            )
    if len(cores) > 1:
        with Local(1) as executor:
            assert executor.submit(os.sched_getaffinity, 0).result() == set(cores)


def dies(job: Job) -> Answer:
    """A grader whose process ends for one submission, always."""
    if job.submission.name == "s00004":
        os._exit(3)
    return classes.fake(job)


def test_a_process_that_dies_takes_one_job_with_it(folder: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    """With real processes: the others are graded, that one is listed, and the report follows the schema."""
    with Local(2) as executor:
        classes.run(folder, tmp_path, executor, do=dies)
        by_name = {standing.student: standing for standing in read_standings(tmp_path)}
        assert [name for name, standing in by_name.items() if standing.outcome == "fault"] == ["s00004"]
        assert BrokenProcessPool.__name__ in by_name["s00004"].reason
        report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)
        assert [found.name for found in report.submissions] == [f"s{n:05d}" for n in range(12) if n != 4]
        classes.run(folder, tmp_path, executor)
    assert classes.contents(tmp_path) == undisturbed


def test_processes_end_with_the_run(tmp_path: Path) -> None:
    """A run that is killed leaves no process behind."""
    folder = classes.make(tmp_path / "class", 2000)
    command = [sys.executable, "-m", "tests.autograder.classes", str(folder), str(tmp_path / "results")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True) as run:
        journal = tmp_path / "results" / "journal.jsonl"
        while not journal.exists() or journal.read_bytes().count(b"graded") < 3:
            assert run.poll() is None
            time.sleep(0.05)
        run.kill()
    deadline = time.monotonic() + 20
    while any(process_group(pid) == run.pid for pid in processes()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert 3 <= graded(tmp_path / "results") < 2000


def processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def process_group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


@pytest.mark.parametrize("name", ["ada", "..", ".", "a/b", "ö" * 200, "=1+1", "a\nb", "%2E", "x" * 300])
def test_any_name_has_a_folder_of_its_own(name: str) -> None:
    """Whatever a student is called."""
    made = folder_name(name)
    assert "/" not in made
    assert made not in ("", ".", "..")
    assert len(made.encode()) <= 200
    assert made != folder_name(name + "x")
