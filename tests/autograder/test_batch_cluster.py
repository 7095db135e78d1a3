"""A run over a class on a real dask scheduler: workers that die, workers that come, no grade lost."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.batch.cluster import Cluster
from autograder.batch.executors import Lost
from autograder.batch.journal import Journal
from autograder.batch.work import OtherTerms, prepare
from autograder.registry import Course
from tests.autograder import classes
from tests.autograder.test_batch import Here
from tests.conftest import ROOT


def start(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "dask", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def start_worker(address: str) -> subprocess.Popen[bytes]:
    words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1", "--memory-limit", "0")
    return start("worker", address, *words)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler of this test's own."""
    told = tmp_path / "scheduler.json"
    process = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    try:
        deadline = time.monotonic() + 60
        while not (told.exists() and told.read_text().endswith("}")):
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.05)
        yield json.loads(told.read_text())["address"]
    finally:
        process.kill()
        process.wait()


def test_a_worker_dies_another_comes_and_nothing_is_lost(scheduler: str, course: Course, tmp_path: Path) -> None:
    """Two workers, one killed in mid-run, a third one added: the results are those of an undisturbed run elsewhere."""
    folder, out = classes.make(tmp_path / "class", 150), tmp_path / "results"
    workers = [start_worker(scheduler), start_worker(scheduler)]
    failures: list[str] = []

    def disturb() -> None:
        try:
            wait_for(out, 20)
            workers[0].kill()
            workers.append(start_worker(scheduler))
            wait_for(out, 80)
        except BaseException as error:
            failures.append(repr(error))

    disturber = threading.Thread(target=disturb)
    try:
        with Cluster(scheduler, 1) as cluster:
            disturber.start()
            classes.run(folder, out, cluster, do=classes.fake_slowly)
            # A machine with another suite is told apart before it grades anything.
            with pytest.raises(OtherTerms, match="has suite"):
                cluster.submit(prepare, str(course.root), classes.TERMS).result(timeout=60)
    finally:
        disturber.join()
        for worker in workers:
            worker.kill()
            worker.wait()
    assert not failures
    assert len(workers) == 3
    classes.run(folder, tmp_path / "undisturbed", Here())
    assert classes.contents(out) == classes.contents(tmp_path / "undisturbed")
    events = [type(event).__name__ for _, event in Journal(out / "journal.jsonl")]
    assert events.count("Graded") == 150 + 22
    assert "Fault" not in events


def wait_for(out: Path, grades: int) -> None:
    """Until the run has so many."""
    deadline = time.monotonic() + 120
    journal = out / "journal.jsonl"
    while not journal.exists() or journal.read_bytes().count(b'"graded"') < grades:
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_no_scheduler_there() -> None:
    """One line that says so, within seconds."""
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        with pytest.raises(Lost, match="no scheduler answers there"):
            Cluster(address, 1)
