"""Each form of a report, read back by programs that other people wrote."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import msgspec
import pandas
import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from autograder.cli import main
from autograder.export.classroom50 import Unfit, classroom50
from autograder.export.csv import csv
from autograder.export.gradescope import gradescope
from autograder.export.junit import junit
from autograder.export.markdown import markdown
from autograder.report import simplest, write_json
from autograder.visibility import seen_by_student
from tests.autograder import reports
from tests.autograder.schemas import CLASSROOM50, GRADESCOPE

FULL = reports.hostile()
RUNNER = {
    "CLASSROOM": "nlp",
    "ASSIGNMENT": "a2",
    "USERNAME": "ada",
    "SUBMISSION_TAG": "submit/20261121T160000Z-abcdef0",
    "COMMIT_URL": "https://example.org/c",
    "RELEASE_URL": "https://example.org/r",
    "REVIEW_URL": "https://example.org/v",
}


def render(path: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["render", str(path), *map(str, words)])


def test_junit_is_read_by_junitparser() -> None:
    """Statuses become failures and errors, nothing is skipped, and no control character survives."""
    suites = list(junitparser.JUnitXml.fromstring(junit(FULL).encode()))
    assert [(s.tests, s.failures, s.errors, s.skipped) for s in suites] == [(5, 3, 0, 0), (1, 0, 1, 0)]
    cases = list(suites[0])
    assert [type(case.result[0]).__name__ if case.result else "" for case in cases] == [
        "Failure",
        "",
        "Failure",
        "Failure",
        "",
    ]
    assert cases[0].classname == "a2_pmi.pmi.ppmi"
    assert "row 0, column 0" in cases[0].result[0].text
    assert "alert(1)" in cases[0].system_out
    assert cases[2].result[0].type == "timeout"


def test_csv_is_read_by_pandas() -> None:
    """One row a task; names that begin like a formula do not; whole numbers stay whole."""
    table = pandas.read_csv(io.StringIO(csv(FULL)), dtype={"task": str})
    assert table["task"].tolist() == ["2.3", "2.9", "2.3"]
    assert table["points"].tolist() == [2, 3, 0]
    assert table["submission"].iloc[2] == "'=cmd()"
    assert table["bonus"].tolist() == [False, True, False]
    bare = seen_by_student(FULL.submissions[0], "score")
    assert pandas.read_csv(io.StringIO(csv(reports.report(bare))))["task"].isna().all()


def test_markdown_keeps_hostile_text_in_code() -> None:
    """A Markdown parser finds no link, image, mention or tag but our own, and each table row has five cells."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown(FULL))
    kinds = [token.type for token in tokens] + [child.type for token in tokens for child in token.children or []]
    assert not {"link_open", "image"} & set(kinds)
    assert {token.content.strip() for token in tokens if token.type == "html_block"} <= {""}
    inline = [child for token in tokens for child in token.children or []]
    assert {child.content for child in inline if child.type == "html_inline"} == {"<sub>", "</sub>"}
    assert not any("@everyone" in child.content or "::" in child.content for child in inline if child.type == "text")
    assert kinds.count("td_open") == 5 * 3
    assert kinds.count("fence") == (2 + 1) + (1 + 1)  # of each failed task: the tests that are told, the misconception


def test_a_student_who_may_see_hints_is_told_what_each_test_asks_for() -> None:
    """Without counterexamples no two failures look the same, unless they ask for the same."""
    first, second = reports.hidden_test(), reports.hidden_test()
    asked = [msgspec.structs.replace(first, docstring="Rows."), msgspec.structs.replace(second, docstring="Columns.")]
    seen = seen_by_student(reports.submission("ada", [reports.task("2.3", asked)]), "hint")
    text = markdown(reports.report(seen))
    assert "Rows." in text
    assert "Columns." in text
    assert "1 more failed test" in markdown(reports.report(reports.submission("ada", [reports.task("2.3", asked)])))


def test_the_simplest_failure_is_told_first() -> None:
    """By the length of the calls; the same example once; what has none comes last, and what passed not at all."""
    long, short = reports.hidden_test(text="[[4.0, 1.0], [1.0, 0.0]]"), reports.hidden_test(text="[[1.0]]")
    late, passed = reports.hidden_test("timeout"), reports.hidden_test("passed")
    assert simplest([late, passed, long, short, reports.hidden_test(text="[[1.0]]")]) == [short, long, late]


def test_markdown_fits_where_it_has_to() -> None:
    """Cut at the end of a part, never inside a fence, and it says so."""
    many = reports.report(
        reports.submission("long", [reports.task(f"2.{n}", [reports.hidden_test()]) for n in range(400)])
    )
    for limit in (65_536, 20_000):
        text = markdown(many, limit)
        assert len(text.encode()) <= limit
        assert text.count("```") % 2 == 0
        assert "no room here for more" in text
        assert text.startswith("## `long`: 0 of 800 points")


def test_gradescope_results_follow_the_schema() -> None:
    """Maxima add up to the points of the assignment, extra credit is on top, plain text everywhere, and order is the course's."""
    made = gradescope(FULL.submissions[0], 2.0, leaderboard=True)
    jsonschema.Draft202012Validator(GRADESCOPE).validate(made)
    assert made["score"] == 2 + 3
    assert sum(test["max_score"] for test in made["tests"]) == 8
    assert [test["number"] for test in made["tests"]] == ["2.3.1", "2.3.2", "2.3.3", "2.3.4", "2.9.1"]
    assert "perhaps    Logs are never negative." in made["tests"][0]["output"]
    assert "\x1b" not in json.dumps(made, ensure_ascii=False)
    broken = gradescope(FULL.submissions[1])
    assert "score" not in broken
    assert "for reasons of ours" in broken["output"]


@pytest.mark.parametrize("level", ["score", "task", "hint", "counterexample"])
def test_every_form_can_do_with_less(level: Any) -> None:
    """What a student may see leaves parts out: each form still has the score, and only the last level the answer."""
    seen = seen_by_student(FULL.submissions[0], level)
    texts = [form(reports.report(seen)) for form in (junit, csv, markdown)]
    made = gradescope(seen)
    jsonschema.Draft202012Validator(GRADESCOPE).validate(made)
    assert made["score"] == 5
    for text in (texts[0], texts[2], json.dumps(made)):
        assert ("row 0, column 0" in text) == (level == "counterexample")
    assert "test_one" not in "".join(texts)


def test_classroom50_results_follow_the_schema() -> None:
    """Whole points, UTC, one test a task; nothing is written about what could not be graded."""
    when = datetime(2026, 11, 21, 17, 0, tzinfo=timezone(timedelta(hours=1)))
    made = classroom50(reports.report(FULL.submissions[0]), RUNNER, when)
    jsonschema.Draft202012Validator(CLASSROOM50).validate(made)
    assert made["datetime"] == "2026-11-21T16:00:00Z"
    assert (made["score"], made["max-score"]) == (2, 8)
    with pytest.raises(Unfit, match="reasons of ours"):
        classroom50(reports.report(FULL.submissions[1]), RUNNER, when)
    with pytest.raises(Unfit, match="CLASSROOM, SUBMISSION_TAG: not set"):
        classroom50(FULL, RUNNER | {"CLASSROOM": "", "SUBMISSION_TAG": ""}, datetime.now(UTC))
    with pytest.raises(Unfit, match="the report has 2"):
        classroom50(FULL, RUNNER, when)


def test_render_writes_whole_files_or_none(tmp_path: Path) -> None:
    """To a file or the terminal; what is no report, or has no such form, is one clear line."""
    saved, out = tmp_path / "report.json", tmp_path / "out.xml"
    write_json(FULL, saved)
    assert render(saved, "--as", "junit", "--out", out).exit_code == 0
    assert out.read_text("utf-8") == junit(FULL)
    assert render(saved, "--as", "csv").output == csv(FULL).replace("\r\n", "\n")
    saved_twice = render(saved, "--as", "gradescope", "--out", tmp_path / "results.json")
    assert (saved_twice.exit_code, "about one submission" in saved_twice.output) == (1, True)
    assert not (tmp_path / "results.json").exists()
    (tmp_path / "no.json").write_text('{"version": 2}')
    for path, line in ((tmp_path / "no.json", "not a report of"), (tmp_path / "gone.json", "cannot be read")):
        refused = render(path, "--as", "csv")
        assert (refused.exit_code, line in refused.output) == (2, True)
        assert "Traceback" not in refused.output
    assert render(saved, "--as", "csv", "--out", "/no/such/folder/x").exit_code == 2


def test_render_shows_what_a_student_may_see(tmp_path: Path) -> None:
    """The level is an option, since a report is whole."""
    saved = tmp_path / "report.json"
    write_json(FULL, saved)
    assert "row 0, column 0" in render(saved, "--as", "markdown").output
    assert "row 0, column 0" not in render(saved, "--as", "markdown", "--for-student", "hint").output
