"""The class at a glance: the right figures, no name where none is wanted, and a page that everybody can read."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from autograder import report
from autograder.batch.statistics import gather
from autograder.batch.work import Answer, Job
from autograder.cli import main
from autograder.report import Counterexample, Diagnosis, SubmissionResult
from autograder.sandbox import SandboxError
from tests.autograder import classes
from tests.autograder.test_batch import Here
from tests.conftest import ROOT

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
NASTY = "</svg><script>alert(1)</script>\u202e$x$"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "class", *map(str, words)])


def graded(job: Job) -> Answer:
    """Every fifth passes, one is our fault, the rest share a misconception, with larger and smaller examples of it."""
    number = int(re.sub(r"\D", "", job.submission.name))
    if number == 3:
        raise SandboxError(f"the disk of {NASTY} is full")
    result = classes.result(job.submission.name, 4 if number % 5 == 0 else 1)
    return Answer(result if number % 5 == 0 else _wrong(result, number), classes.ISOLATION)


def _wrong(result: SubmissionResult, number: int) -> SubmissionResult:
    example = Counterexample(called=[f"pmi({'[1] ' * number})"], expected="0.0", got=NASTY)
    test = report.TestResult(
        name="test_b", docstring="B holds.", status="failed", points=0, max_points=3, counterexample=example
    )
    known = Diagnosis(misconception="P-1", belief="Logarithms have no base.", hint="Which unit?")
    task = msgspec.structs.replace(result.tasks[0], tests=[result.tasks[0].tests[0], test], diagnosis=known)
    return msgspec.structs.replace(result, tasks=[task])


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of twenty, whose names are nasty, too."""
    place = tmp_path_factory.mktemp("class")
    folder = classes.make(place / "class", 20)
    (folder / "s00019").rename(folder / f"s00019{NASTY.replace('/', '')}")
    classes.run(folder, place / "results", Here(), do=graded)
    return place / "results"


def test_the_figures_are_right(results: Path, tmp_path: Path) -> None:
    """Outcomes, scores, tasks, tests and misconceptions, counted one by one."""
    figures = gather(results)
    assert figures.outcomes == {"graded": 19, "fault": 1, "unreadable": 1}
    assert sorted(figures.shares) == [0.25] * 15 + [1.0] * 4
    task = figures.tasks["2.2"]
    assert task.points == {1: 15, 4: 4}
    assert (task.students, task.untried, task.mean) == (19, 0, (15 + 16) / 19)
    assert (figures.tests["2.2", "test_b"].failed, figures.tests["2.2", "test_b"].tried) == (15, 15)
    assert figures.tests["2.2", "test_a"].failed == 0
    common = figures.misconceptions["2.2", "P-1"]
    assert common.students == 15
    assert [example.called for example in common.examples] == [["pmi([1] )"], ["pmi([1] [1] )"]]

    table = tmp_path / "class.csv"
    assert run(results, "--csv", table).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text())))
    assert [(row["kind"], row["students"], row["failed"]) for row in rows] == [
        ("task", "19", "15"),
        ("test", "19", "0"),
        ("test", "15", "15"),
        ("misconception", "15", ""),
    ]


def test_no_name_where_none_is_wanted(results: Path, tmp_path: Path) -> None:
    """With --anonymous the page has counts, examples, and nobody's name; without, those whom to talk to."""
    named, nameless = tmp_path / "named.html", tmp_path / "nameless.html"
    assert run(results, "--html", named).exit_code == 0
    assert run(results, "--html", nameless, "--anonymous").exit_code == 0
    assert "s00001" in named.read_text()
    assert "the disk of" in named.read_text()
    page = nameless.read_text()
    assert not re.search(r"s000\d\d|zoe|the disk of", page)
    assert "15 students" in page
    assert "pmi([1] )" in page


def test_the_page_is_self_contained_and_inert(results: Path, tmp_path: Path) -> None:
    """No script, nothing from elsewhere; names and answers are text."""
    target = tmp_path / "class.html"
    run(results, "--html", target)
    page = target.read_text("utf-8")
    assert page.count("<svg") == page.count("</svg>") == 5
    assert not re.search(r"<script|\u202e|<img|<link|@import|https?://(?!www\.w3\.org)", page)
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_everybody_can_read_it(results: Path, tmp_path: Path) -> None:
    """Zero violations from axe-core with everything unfolded, and nothing wider than a phone."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    target = tmp_path / "class.html"
    run(results, "--html", target)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for width, scheme in ((360, "dark"), (1200, "light")):
            page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(target.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()


def test_a_class_without_a_grade(tmp_path: Path) -> None:
    """Nothing but what could not be read: still a page."""
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.zip").write_bytes(b"no archive")
    classes.run(tmp_path / "class", tmp_path / "results", Here())
    assert run(tmp_path / "results", "--html", tmp_path / "class.html").exit_code == 0
    assert "Nobody has been graded yet." in (tmp_path / "class.html").read_text()


def test_bad_usage_is_one_clear_line(results: Path, tmp_path: Path) -> None:
    """No results, nothing asked for, no place to write to, damaged results: exit code 2."""
    shutil.copytree(results, tmp_path / "damaged")
    (tmp_path / "damaged" / "standings.jsonl").write_text("{")
    for words, says in (
        ([tmp_path, "--html", tmp_path / "x.html"], "is .* the results of a whole run"),
        ([results], "name a file"),
        ([results, "--csv", "/no/such/x.csv"], "cannot be written"),
        ([tmp_path / "damaged", "--html", tmp_path / "x.html"], "damaged"),
    ):
        result = run(*words)
        assert result.exit_code == 2
        assert re.search(says, result.output)
