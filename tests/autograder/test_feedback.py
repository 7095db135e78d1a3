"""The feedback page: what it says, what it never says, and that everybody can read it."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from autograder import intake, report
from autograder.cli import main
from autograder.cli.feedback import file_name
from autograder.grading import grade, grade_taken
from autograder.html import handout
from autograder.html.feedback import write_feedback
from autograder.html.studio import Studio
from autograder.registry import LEVELS, Course, Level
from autograder.sandbox import Pool
from tests.autograder import reports
from tests.autograder.test_visibility import ALLOWED, SUBMISSION, planted
from tests.conftest import ROOT

ZOO = ROOT / "tests" / "submissions"
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]

HOSTILE = '''
"""</style><script>alert(1)</script>"""
print("<script>alert(2)</script>")

NASTY = "</script><img src=x onerror=alert(3)>\\u202e\\x1b[31m\\x00&amp;<b>$x$</b>"

def character_ngrams(word, min_n, max_n):
    return [NASTY, "<ki"]

def nearest_words(*args, **kwargs):
    return [(NASTY, 0.5)]
'''


class Reader(HTMLParser):
    """Elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.text += " " * (tag in ("dd", "dt", "p"))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(course: Course, pool: Pool, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a submission with typical mistakes in one module and hostile answers in another, with its pictures."""
    folder = tmp_path_factory.mktemp("pages")
    place = folder / "<img src=x onerror=alert(0)>\u202e"
    shutil.copytree(ZOO / "typical", place)
    (place / "a5_fasttext").mkdir()
    (place / "a5_fasttext" / "fasttext.py").write_text(HOSTILE, encoding="utf-8")
    submission = intake.read(place, list(course.modules))
    tasks = frozenset({"2.1", "2.2", "2.3", "2.4", "2.5", "5.1", "5.5"})
    result = grade_taken(submission, course, pool, tasks=tasks)
    target = folder / "page.html"
    studio = Studio(course, pool)
    write_feedback(result, target, course=course, level="counterexample", submission=submission, studio=studio)
    return target


def test_a_page_teaches(page: Path) -> None:
    """Score by task, the counterexample, the misconception, hints, the handout's words and pictures: all in one file."""
    content = page.read_text("utf-8")
    text = " ".join(Reader(content).text.split())
    for said in (
        "4 of 38 points",
        "pmi([[1.0, 0.0], [0.0, 1.0]]) expected 0.6931 at row 0, column 0 got 1.0",
        "perhaps Only minus infinity needs replacing.",
        "think Can a pair occur and still have a PMI below 0?",
        "A nudge",
        "Handout, task 2.1",
        "not written yet",
        "of 100 cells differ from the reference",
    ):
        assert said in text
    assert content.count("<svg") >= 6
    assert len(content) < 1_500_000


def test_a_page_is_self_contained_and_inert(page: Path) -> None:
    """No script, no handler, nothing loaded from elsewhere; what a submission chose is text."""
    content = page.read_text("utf-8")
    reader = Reader(content)
    assert not {"script", "img", "iframe", "object", "embed", "base", "form", "link"} & set(reader.tags)
    assert not [key for key, _ in reader.attributes if key.startswith("on")]
    links = [value for key, value in reader.attributes if key in ("href", "src", "xlink:href", "action")]
    assert all(value and value.startswith("#") for value in links)
    assert not re.search("[\u202e\x00\x1b]", content)
    assert not re.search(r"https?://(?!www\.w3\.org)|@import", content)
    for picture in re.findall(r"(?s)<svg.*?</svg>", content):
        ET.fromstring(picture.replace("<svg", '<svg xmlns:xlink="http://www.w3.org/1999/xlink"', 1))
    ids = [value for key, value in reader.attributes if key == "id"]
    assert len(ids) == len(set(ids))


def test_hostile_text_is_shown_as_it_is(page: Path) -> None:
    """Escaped, not swallowed: the reader sees what the answer was."""
    text = Reader(page.read_text("utf-8")).text
    assert "<img src=x onerror=alert(0)>\\u{202e}" in text
    assert "</script><img src=x" in text
    assert "alert(2)" not in text  # printed output is for the instructor


@pytest.mark.parametrize(("level", "drawings"), [("score", 0), ("hint", 1), ("counterexample", 2)])
def test_the_reference_is_drawn_for_those_who_may_see_counterexamples(
    level: Any, drawings: int, course: Course, pool: Pool, tmp_path: Path
) -> None:
    """Below that a student sees their own results; at the level of the score nothing at all."""
    submission = intake.read(ZOO / "typical", list(course.modules))
    result = report.SubmissionResult(
        name="x", path="", status="graded", score=0, max_score=1, extra_credit=0, seconds=0, tasks=[_task("2.1")]
    )
    target = tmp_path / "page.html"
    studio = Studio(course, pool)
    write_feedback(result, target, course=course, level={"a2_pmi": level}, submission=submission, studio=studio)
    page = target.read_text("utf-8")
    assert page.count("<svg") == drawings
    assert ("reference" in page) == (drawings == 2)


def _task(name: str) -> report.TaskResult:
    return report.TaskResult(
        id=name,
        function="f",
        module="a2_pmi/pmi.py",
        title="",
        points=0,
        max_points=1,
        status="failed",
        bonus=False,
        tests=[],
    )


@pytest.mark.parametrize("level", LEVELS)
def test_a_page_shows_its_level_and_no_more(level: Any, course: Course, tmp_path: Path) -> None:
    """Canaries in every field of a result: on the page are those that the level allows."""
    found: dict[str, str] = {}
    result = planted(report.SubmissionResult, "", found)
    place = {"id": "2.3", "module": "a2_pmi/pmi.py", "status": "failed"}
    tasks = [msgspec.structs.replace(task, **place) for task in result.tasks]
    target = tmp_path / "page.html"
    write_feedback(
        msgspec.structs.replace(result, status="graded", tasks=tasks[:1]), target, course=course, level=level
    )
    page = target.read_text("utf-8")
    leaked = {field for number, field in found.items() if number in page}
    # A counterexample is told in place of the message, which says the same in one line.
    assert leaked == SUBMISSION - {"status"} | ALLOWED[level] - {"status", "bonus", "id", "module", "message"}
    assert ("A nudge" in page) == (level in ("hint", "counterexample"))


def test_where_we_failed_there_is_no_score(course: Course, tmp_path: Path) -> None:
    """A page does not show points that may still rise."""
    broken = report.TaskResult(
        id="2.3", function="ppmi", module="a2_pmi/pmi.py", title="", points=0, max_points=4, status="error", bonus=False,
        tests=[],
    )  # fmt: skip
    result = report.SubmissionResult(
        name="x", path="x", status="error", score=0, max_score=4, extra_credit=0, seconds=1.0, tasks=[broken]
    )
    write_feedback(result, tmp_path / "x.html", course=course, level="counterexample")
    page = (tmp_path / "x.html").read_text("utf-8")
    assert "Not graded in full" in page
    assert "0 of 4" not in page


def test_a_module_that_cannot_be_imported_is_said_once(course: Course, pool: Pool, tmp_path: Path) -> None:
    """Not once for every test of every task: none of them has been tried."""
    result = grade(ZOO / "import_error", course, pool, tasks=frozenset({"2.3", "2.5"}))
    levels: tuple[Level, ...] = ("task", "hint", "counterexample")
    for level in levels:
        write_feedback(result, tmp_path / "page.html", course=course, level=level)
        text = Reader((tmp_path / "page.html").read_text("utf-8")).text
        assert text.count("cannot be imported") == 1
        assert "A nudge" not in text


@pytest.mark.parametrize(
    ("task", "docstring", "text", "source"),
    [
        ("2.1", "Two equal words in a window add 2 to the diagonal.", "two equal words, a = b, add 2", "Docstring of"),
        ("3.7", "A context with score -1000 costs 1000.", "a context with score -1000 costs 1000", "Handout, task 3.7"),
        ("4.1", "A window below 1 reaches no neighbour at all: ValueError.", "`window < 1` is a", "Handout, task 4.1"),
    ],
)
def test_the_handouts_line_is_found(task: str, docstring: str, text: str, source: str, course: Course) -> None:
    """The sentence nearest to what a test asks for, and where it stands."""
    line = handout.line_for(course, course.tasks[task], docstring)
    assert line is not None
    assert text in line.text
    assert line.source.startswith(source)


def test_no_line_is_better_than_a_wrong_one(course: Course) -> None:
    """Where nothing is near, nothing is quoted."""
    assert handout.line_for(course, course.tasks["2.1"], "Bananas ripen faster beside apples.") is None
    assert handout.line_for(course, course.tasks["2.1"], "") is None


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["--course", str(ROOT), "feedback", *map(str, words)])


def test_the_command_writes_a_page_for_each(tmp_path: Path) -> None:
    """Two submissions of one name get two files, and what cannot be read spoils nothing else."""
    twin, broken, out = tmp_path / "twin" / "good", tmp_path / "broken.zip", tmp_path / "new" / "out"
    shutil.copytree(ZOO / "good", twin)
    broken.write_bytes(b"PK\3\4 not really")
    result = run(broken, ZOO / "good", twin, "--task", "2.3", "--out", out, "--no-pictures", "--level", "task")
    assert result.exit_code == 2
    assert f"{broken}: not a readable archive" in result.output
    assert sorted(path.name for path in out.iterdir()) == ["good-2.html", "good.html"]
    assert f"good   4 of 4 points   {out}/good.html" in result.output


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--out", "x"], "name submissions, or a report"),
        ([str(ZOO / "good"), "--report", str(ZOO), "--out", "x"], "one of the two"),
        (["--report", str(ZOO), "--task", "2.3", "--out", "x"], "a report is shown as it is"),
        ([str(ZOO / "good")], "Missing option '--out'"),
        (["/no/such", "--out", "x"], "does not exist"),
        ([str(ZOO / "good"), "--out", "/dev/null/x"], "cannot be made (Not a directory)"),
        ([str(ZOO / "good"), "--out", str(ZOO / "expected.toml")], "is a file"),
        ([str(ZOO / "good"), "--out", "x", "--level", "all"], "'all' is not one of"),
        ([str(ZOO / "good"), "--out", "x", "--task", "9.9"], "no such task"),
    ],
)
def test_bad_usage_is_one_clear_line(words: list[str], line: str) -> None:
    """Before anything is graded."""
    result = run(*words)
    assert result.exit_code in (1, 2)
    assert line in result.output
    assert "Traceback" not in result.output


def test_pages_of_a_report(tmp_path: Path) -> None:
    """One for each submission of a file or of a results folder, with what was found when it was graded."""
    made = reports.report(reports.submission("ada", [reports.task("2.3", [reports.hidden_test()])]))
    report.write_json(made, tmp_path / "report.json")
    for number, place in enumerate((tmp_path, tmp_path / "report.json")):
        result = run("--report", place, "--out", tmp_path / str(number))
        assert result.exit_code == 0, result.output
        assert "ppmi(3.5)" in (tmp_path / str(number) / "ada.html").read_text("utf-8")
    nothing = run("--report", ZOO, "--out", tmp_path)
    assert (nothing.exit_code, nothing.output.count("\n")) == (2, 1)
    assert "report.json: cannot be read" in nothing.output


def test_a_full_disk_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half of a page is left, and no traceback."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run(ZOO / "good", "--task", "2.3", "--out", tmp_path, "--no-pictures")
    assert result.exit_code == 1
    assert "good.html: cannot be written (No space left on device)" in result.output
    assert list(tmp_path.iterdir()) == []


def test_file_names_are_plain_and_different() -> None:
    """Whatever a submission is called: no folder, no hidden file, no overwriting, also where case does not count."""
    taken: set[str] = set()
    made = [file_name(name, taken) for name in ("ann", "Ann", "../../x", ".ssh", "\u202e", "a" * 300, "ann-2")]
    assert made == [
        "ann.html",
        "Ann-2.html",
        "x.html",
        "ssh.html",
        "submission.html",
        "a" * 80 + ".html",
        "ann-2-2.html",
    ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium."""
    if CHROMIUM is None or importlib.util.find_spec("playwright") is None:
        pytest.skip("no chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.mark.parametrize(("width", "scheme"), [(1100, "light"), (360, "dark")])
def test_everybody_can_read_it(width: int, scheme: Any, page: Path, browser: Any) -> None:
    """Zero violations from axe-core with everything unfolded, and nothing wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.goto(page.as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
