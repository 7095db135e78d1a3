"""The grader judged by known solutions: verdicts, processes that die, files that are no good, figures."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.registry import Course
from autograder.validate import crew, figures, results, run, trial
from autograder.validate.collection import outside
from autograder.validate.figures import Rate
from autograder.validate.results import Facts, Judged, Measured, Shown, Trial, Validation
from tests.conftest import ROOT

WRONG = """
import os
from autograder.specimens import wrong
from reference.a2_pmi import pmi as right

@wrong("X-1", task="2.3", belief="b", hint="h")
def absolute(counts):
    return abs(right.ppmi(counts) + 1)

@wrong("X-2", task="2.3", belief="b", hint="h")
def dies(counts):
    os.abort()

@wrong("X-3", task="2.3", belief="b", hint="h")
def not_wrong_at_all(counts):
    return right.ppmi(counts)

@wrong("X-4", task="7.1", belief="b", hint="h")
def of_another_module(counts):
    return counts
"""
RIGHT = """
from autograder.specimens import also_right
from reference.a2_pmi import pmi as right

@also_right("Y-1", task="2.3", why="w")
def as_it_is(counts):
    return right.ppmi(counts)

@also_right("Y-2", task="2.3", why="w")
def not_right_at_all(counts):
    return -right.ppmi(counts)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Somebody else's specimens, good files and bad ones."""
    for name, text in {
        "bench/misconceptions/pmi.py": WRONG,
        "bench/wheats/pmi.py": RIGHT,
        "bench/wheats/stray.py": "",
        "bench/wheats/glove.py": "left out: nobody asked for this module",
        "poor/misconceptions/pmi.py": "import nowhere",
        "poor/wheats/pmi.py": "import os; os._exit(4)",
        "empty/wheats/pmi.py": "x = 1",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_specimens_from_outside_are_judged_whatever_they_do(folder: Path, course: Course) -> None:
    """A specimen that kills its process has failed, the others go on, and each bad file gets its line."""
    ticks: list[str] = []
    collections = [outside(folder / name) for name in ("bench", "poor", "empty")]
    found = run.validate(course, collections, [course.tasks["2.3"]], seeds=2, jobs=2, tick=ticks.append)
    (measured,) = found.tasks
    judged = {specimen.name: specimen for specimen in measured.specimens}
    assert list(judged) == ["absolute", "dies", "not_wrong_at_all", "as_it_is", "not_right_at_all"]
    assert len(ticks) == 5
    assert {trial.status for trial in judged["dies"].trials.values()} == {"crashed"}
    assert not judged["not_wrong_at_all"].failed
    assert judged["absolute"].noticed
    assert not judged["as_it_is"].failed
    assert not judged["as_it_is"].repeats, "a task without random numbers is run once"
    assert figures.false_accepts(found.tasks, "bench") == Rate(1, 3)
    assert figures.false_rejects(found.tasks, "bench") == Rate(1, 2)
    assert not measured.reference.failed
    assert {trial.status for trial in measured.stub.trials.values()} == {"not_implemented"}
    assert sorted(line.removeprefix(f"{folder}/").split(":")[0] for line in found.problems) == [
        "bench/misconceptions/pmi.py", "bench/wheats/stray.py",
        "empty/wheats/pmi.py", "poor/misconceptions/pmi.py", "poor/wheats/pmi.py",
    ]  # fmt: skip
    assert all("\n" not in line for line in found.problems)


def test_random_tasks_are_repeated_under_other_seeds(course: Course, tmp_path: Path) -> None:
    """A right solution passes under every seed; one that is wrong for some random numbers is found out by them."""
    (tmp_path / "wheats").mkdir()
    (tmp_path / "wheats" / "skipgram.py").write_text(
        "from autograder.specimens import also_right\n"
        "from reference.a3_skipgram import skipgram as right\n"
        "@also_right('Y', task='3.5', why='w')\n"
        "def plain(noise, positive, k, *, rng):\n"
        "    return right.sample_negatives(noise, positive, k, rng=rng)\n"
    )
    found = run.validate(course, [outside(tmp_path)], [course.tasks["3.5"]], seeds=2, jobs=1)
    (specimen,) = found.tasks[0].specimens
    assert found.tasks[0].random
    assert (specimen.repeats, specimen.unlucky) == (1, {})


def _dawdle(seconds: float) -> Iterator[int]:
    yield 1
    time.sleep(seconds)
    yield 2


def _exit(code: int) -> Iterator[int]:
    yield 1
    os._exit(code)


def _raise() -> Iterator[int]:
    yield 1
    raise ValueError("as asked")


def test_a_process_that_is_silent_or_dead_ends_its_job_alone() -> None:
    """Each failure says how it came about, and the next job finds a process again."""
    hand = crew.Hand()
    try:
        for job, argument, problem in ((_dawdle, 60.0, "no answer within 0 seconds"), (_exit, 3, "exit code 3")):
            pieces = hand.do(job, argument, silence=30.0 if job is _exit else 0.3)
            with pytest.raises(crew.Dead, match=problem):
                list(pieces)
        with pytest.raises(crew.Broken, match="as asked"):
            list(hand.do(_raise))
        assert list(hand.do(_dawdle, 0.0)) == [1, 2]
    finally:
        hand.close()
    with pytest.raises(crew.Broken):
        next(hand.do(_dawdle, 0.0))


def _specimen(name: str, failed: str, **more: Any) -> Judged:
    trials = {test: Trial(status="failed", by_value=True) if test in failed else Trial() for test in "abc"}
    return Judged(id=name, name=name, trials=trials, **{"wrong": True, "collection": "course", **more})


def _measured(*specimens: Judged) -> Measured:
    facts = {test: Facts(points=1, examples=1, seconds=0.0) for test in "abc"}
    right, stub = _specimen("right", "", wrong=False), _specimen("stub", "abc")
    return Measured(task="1", function="f", module="m", random=False, tests=facts,
                    reference=right, stub=stub, specimens=list(specimens))  # fmt: skip


def test_an_endless_specimen_is_called_off(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """It runs inside the worker's code, which takes the alarm for an exception of the specimen's."""
    monkeypatch.setattr(trial, "LONGEST", 0.2)
    view = trial.submission(course.tasks["2.3"], "def ppmi(counts):\n    while True: pass\n")
    found, seconds = trial.attempt(lambda submission: submission.pmi.ppmi([[1.0]]), view)
    assert found.status == "timeout"
    assert seconds < 5


def test_figures_of_a_small_matrix() -> None:
    """Set cover, Jaccard, tests that kill nothing and misconceptions killed once, counted by hand."""
    measured = _measured(_specimen("P", "a"), _specimen("Q", "ab"), _specimen("R", "ab"))
    assert figures.idle_tests(measured) == ["c"]
    assert [(specimen.name, test) for specimen, test in figures.killed_once(measured)] == [("P", "a")]
    assert figures.cover(measured) == ["a"]
    assert figures.redundancy(measured) == pytest.approx((2 / 3 + 0 + 0) / 3)


@pytest.mark.parametrize(("errors", "of", "upper"), [(0, 156, 0.0190), (0, 312, 0.0096), (3, 156, 0.0490), (2, 2, 1.0)])
def test_bounds_are_those_of_clopper_and_pearson(errors: int, of: int, upper: float) -> None:
    """The first two are 1 - 0.05^(1/n); the third is a table's value."""
    assert Rate(errors, of).upper == pytest.approx(upper, abs=1e-4)


@pytest.mark.parametrize(
    ("specimen", "promise"),
    [
        (_specimen("P", ""), "loses points nowhere"),
        (_specimen("W", "b", wrong=False), "is right and fails b"),
    ],
)
def test_a_broken_promise_is_named(specimen: Judged, promise: str) -> None:
    """A survivor among the wrong ones, a failure among the right ones."""
    measured = _measured(_specimen("all", "abc"), specimen)
    found = Validation(versions={}, suite="", seeds=1, seconds=0, collections=[], tasks=[measured], problems=[])
    (line,) = figures.broken_promises(found)
    assert promise in line


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """The JSON file of a run over a tiny suite, with a specimen of somebody else's that survives."""
    example = Shown(test="a", calls=1, words=0, cells=4, text=50)
    wrong = [_specimen("P", "a", hint="P", examples=[example], blame={"2": 3}), _specimen("Q", "abc", hint=None)]
    theirs = _specimen("<script>", "", collection="theirs")
    measured = _measured(*wrong, _specimen("W", "", wrong=False), theirs)
    found = Validation(
        versions={}, suite="0123", seeds=1, seconds=1, collections=["course", "theirs"], tasks=[measured], problems=[]
    )
    (tmp_path / "saved.json").write_bytes(msgspec.json.encode(found))
    return tmp_path / "saved.json"


def test_a_saved_run_becomes_pages(saved: Path) -> None:
    """The page stands alone and escapes what specimens are called; Markdown has its pictures beside it."""
    jsonschema.validate(json.loads(saved.read_text("utf-8")), json.loads(results.schema_text()))
    html, markdown = saved.with_name("page.html"), saved.with_name("proof.md")
    arguments = ["validate", "--from", str(saved), "--html", str(html), "--markdown", str(markdown)]
    done = CliRunner().invoke(main, ["--course", str(ROOT), *arguments])
    assert done.exit_code == 0, done.output
    assert "wrong solutions accepted" in done.output
    page, text = html.read_text("utf-8"), markdown.read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    for picture in re.findall(r"\]\((\S+\.svg)\)", text):
        assert ElementTree.parse(markdown.parent / picture).getroot().tag.endswith("svg")
    assert page.count('role="img"') == page.count("<desc ") == text.count(".svg)") == 4
    assert "hints that name the right misconception | 50 % of 2" in text


def test_runs_over_different_modules_are_told_as_one(saved: Path) -> None:
    """In the order of the course; runs of different suites, or over the same task, are not."""
    one = msgspec.json.decode(saved.read_bytes(), type=Validation)
    (task,) = one.tasks
    first, later = (msgspec.structs.replace(one, tasks=[msgspec.structs.replace(task, task=n)]) for n in ("1.1", "2.1"))
    whole = results.together([later, first], ["1.1", "2.1"])
    assert [measured.task for measured in whole.tasks] == ["1.1", "2.1"]
    assert whole.seconds == 2
    for other, problem in (
        (first, "in two of the runs"),
        (msgspec.structs.replace(later, seeds=2), "different seeds, 1 and 2"),
    ):
        with pytest.raises(ValueError, match=problem):
            results.together([first, other], [])
    done = CliRunner().invoke(main, ["--course", str(ROOT), "validate", "--from", str(saved), "--from", str(saved)])
    assert done.exit_code == 2
    assert "in two of the runs" in done.output


def test_the_published_schema_is_current() -> None:
    """`results.schema.json` says what the code says."""
    published = ROOT / "autograder" / "validate" / "results.schema.json"
    assert published.read_text("utf-8") == results.schema_text()


def test_bad_usage_is_one_clear_line(tmp_path: Path) -> None:
    """An unknown module, an empty folder, an unwritable file: exit code 2 before anything is run."""
    for arguments, problem in {
        ("--module", "nowhere"): "no such module",
        ("--also", str(tmp_path)): "no misconceptions/*.py",
        ("--json", "/nowhere/at/all.json"): "cannot be written",
        ("--from", str(ROOT / "README.md")): "no file of firth validate --json",
        ("--from", str(tmp_path / "none.json")): "cannot be read",
    }.items():
        done = CliRunner().invoke(main, ["--course", str(ROOT), "validate", *arguments])
        assert done.exit_code == 2
        assert problem in done.output
