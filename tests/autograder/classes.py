"""A class to try the machinery of `autograder.batch` on: folders of made-up submissions, and a grader that takes no time.

python -m tests.autograder.classes CLASS RESULTS    a run, to be killed from outside
"""

from __future__ import annotations

import sys
import time
import zlib
from pathlib import Path

from autograder import late, submissions
from autograder.batch import tables
from autograder.batch.events import Terms
from autograder.batch.executors import Executor, Local
from autograder.batch.results import Results
from autograder.batch.run import Run
from autograder.batch.standings import Rules, standings
from autograder.batch.work import Answer, Job
from autograder.registry import Course
from autograder.report import Isolation, SubmissionResult, TaskResult, TestResult
from tests.conftest import ROOT

MODULES = ["a1_sparse/sparse.py", "a2_pmi/pmi.py"]
TERMS = Terms("0123456789abcdef", {"firth": "0", "numpy": "2"}, None, "best")
RULES = Rules(Course(ROOT), late.Policy(), "last")
ISOLATION = Isolation(asked="best", tier=1, layers=[], missing={}, probes={})


def make(folder: Path, students: int) -> Path:
    """A class in which nobody hands in what another does; every seventh twice, and one an archive that is none."""
    for number in range(students):
        for attempt in range(1 + (number % 7 == 0)):
            module = folder / f"s{number:05d}" / f"try-{attempt}" / "a2_pmi" / "pmi.py"
            module.parent.mkdir(parents=True)
            module.write_text(f"x = {number}, {attempt}\n")
    (folder / "zoe.zip").write_bytes(b"no archive")
    return folder


def fake(job: Job) -> Answer:
    """A score that depends on the submission alone, after a millisecond."""
    time.sleep(0.001)
    points = zlib.crc32(job.submission.sources["a2_pmi/pmi.py"].encode()) % 5
    return Answer(result(job.submission.name, points), ISOLATION)


def fake_slowly(job: Job) -> Answer:
    """The same, after long enough for somebody to interfere."""
    time.sleep(0.05)
    return fake(job)


def result(name: str, points: int, output: str = "") -> SubmissionResult:
    """A result of one task."""
    test = TestResult(
        name="test_a", docstring="A.", status="passed", points=points, max_points=4, output=output, seconds=0.1
    )
    task = TaskResult(
        id="2.2",
        function="pmi",
        module="a2_pmi/pmi.py",
        title="PMI",
        points=points,
        max_points=4,
        status="partial",
        bonus=False,
        tests=[test],
    )
    return SubmissionResult(
        name=name, path="", status="graded", score=points, max_score=4, extra_credit=0, seconds=0.1, tasks=[task]
    )


def run(folder: Path, out: Path, executor: Executor, terms: Terms = TERMS, do: object = fake, **began: bool) -> Run:
    """A whole run, tables and all."""
    attempts = submissions.find(folder, MODULES).attempts
    with Results(out) as results:
        results.begin(terms, len(attempts), began.get("regrade", False))
        made = Run(results, executor, Path("/nowhere"), MODULES, terms, do=do)  # type: ignore[arg-type]
        made.grade(attempts)
        tables.write_standings(results, standings(results, attempts, RULES))
        tables.write_report(results, terms)
        tables.write_scores(results, ["2.2"])
        tables.write_moved(results)
        results.finish()
    return made


def contents(out: Path) -> dict[str, bytes]:
    """Everything in a results folder but the journal, which tells of runs."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(out)): path.read_bytes() for path in files if path.name not in ("journal.jsonl", "lock")
    }


def main() -> None:
    """A run in a process of its own."""
    with Local(2) as executor:
        run(Path(sys.argv[1]), Path(sys.argv[2]), executor)


if __name__ == "__main__":
    main()
