"""Pull requests, honest and hostile, through the scripts of the workflows against a stand-in for GitHub."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import junitparser
import pytest
import yaml
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.export.github.annotations import commands, line_of, notes
from autograder.export.github.api import Api, ApiError, TooLarge
from autograder.export.github.publish import MARK, MAX_COMMENT, MAX_SUMMARY, Words, check, comment, words_of
from autograder.export.github.request import Request
from autograder.intake import MAX_ARCHIVE
from tests.autograder import reports
from tests.autograder.github_stand_in import SHA, TOKEN, GitHub, Runner, serving
from tests.conftest import ROOT

WORKFLOWS = ROOT / "autograder" / "templates" / "student_repository" / ".github" / "workflows"
CRASHING = (ROOT / "tests" / "submissions" / "crashing" / "a2_pmi" / "pmi.py").read_bytes()

needs_bubblewrap = pytest.mark.skipif(shutil.which("bwrap") is None, reason="the strict sandbox needs bubblewrap")


@pytest.fixture
def github() -> Iterator[GitHub]:
    with serving(GitHub()) as served:
        yield served


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def step(name: str, folder: Path, github: GitHub) -> Result:
    """One step of grade.yml, in this process."""
    runner = Runner(folder, {}, github.base)
    environment = {"GITHUB_TOKEN": TOKEN} if name != "grade" else {}
    words = ["--course", str(ROOT), "github", name, str(runner.temp / "firth")]
    words += ["--folder", "assignments"] if name == "fetch" else []
    return CliRunner().invoke(main, words, env=runner.environment | environment)


@needs_bubblewrap
def test_a_pull_request_is_graded_and_told(github: GitHub, tmp_path: Path) -> None:
    """Check run with annotations at the student's lines, one comment that a second run updates, summary, result."""
    github.artifact = zipped({"a2_pmi/pmi.py": CRASHING, "a2_pmi/conftest.py": b"raise SystemExit"})
    github.files = {"assignments/a2_pmi/pmi.py": CRASHING}
    github.comments = [
        {"id": 3, "user": {"login": "eve"}, "body": f"{MARK} mine"},
        {"id": 4, "user": None, "body": MARK},
    ]
    told = Runner(tmp_path, {"github.token": TOKEN}, github.base).run(WORKFLOWS / "grade.yml")
    assert {name: one.stderr for name, one in told.items() if one.returncode} == {}
    assert TOKEN not in "".join(one.stdout + one.stderr for one in told.values())
    assert step("report", tmp_path, github).exit_code == 0
    assert [one["conclusion"] for one in github.checks] == ["failure", "failure"]
    assert github.checks[0]["head_sha"] == SHA
    assert github.checks[0]["output"]["title"] == "0 of 37 points"
    (note,) = github.annotations[0]
    assert (note["path"], note["annotation_level"]) == ("assignments/a2_pmi/pmi.py", "failure")
    assert CRASHING.decode().splitlines()[note["start_line"] - 1].strip()
    assert "SyntaxError" in note["message"]
    assert len(github.comments) == 3
    assert github.comments[0]["body"] == f"{MARK} mine"
    assert "| 2.3 | `ppmi` |" in github.comments[2]["body"]
    assert "| 2.3 | `ppmi` |" in (tmp_path / "summary.md").read_text()
    seen = json.loads((tmp_path / "temp/firth/seen.json").read_text())
    assert seen["submissions"][0]["max_score"] == 37
    assert not any(test["name"] or test["output"] for task in seen["submissions"][0]["tasks"] for test in task["tests"])
    assert "test_" not in told["Grade it"].stdout + told["Grade it"].stderr
    assert [authorization for _, path, authorization in github.seen if path.startswith("/storage")] == [""]


BOMB = zipped({"a2_pmi/pmi.py": bytes(100 << 20)})
HOSTILE = {
    "nothing at all": (None, None, "neutral", "changes no module"),
    "nothing gradable": (
        zipped({"README.md": b"", "a2_pmi/x\n::error::y.py": b""}),
        None,
        "neutral",
        "changes no module",
    ),
    "two gigabytes": (b"", 2 << 30, "failure", "more than 64 MB"),
    "more than it claims": (bytes(MAX_ARCHIVE + 1), 10, "failure", "more than 64 MB"),
    "ten thousand files": (zipped({f"{n}.py": b"" for n in range(10_001)}), None, "failure", "more than 10000 entries"),
    "no archive": (b"PK\3\4::error::", None, "failure", "not a readable archive"),
    "not what is committed": (zipped({"a2_pmi/pmi.py": b"x = 1\n"}), None, "failure", "not what the commit holds"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_artifacts_get_a_verdict(name: str, github: GitHub, tmp_path: Path) -> None:
    """One sentence each, on the commit and on the pull request; nothing is graded."""
    github.artifact, github.size, conclusion, words_of_it = HOSTILE[name]
    github.files = {"assignments/a2_pmi/pmi.py": b"x = 2\n"}
    told = {name: step(name, tmp_path, github) for name in ("fetch", "grade", "report")}
    assert [(one.exit_code, one.exception) for one in told.values()] == [(0, None)] * 3
    assert told["grade"].output == "nothing to grade\n"
    (made,) = github.checks
    assert made["conclusion"] == conclusion
    assert words_of_it in made["output"]["summary"]
    assert words_of_it in github.comments[0]["body"]
    assert "::error" not in "".join(one.output for one in told.values())


@needs_bubblewrap
def test_binaries_and_bombs_under_a_modules_name_are_refused_and_graded(github: GitHub, tmp_path: Path) -> None:
    """The task is worth nothing, and the reason is told."""
    github.artifact = zipped({"a2_pmi/pmi.py": b"\x7fELF\0", "a7_bert/masking.py": bytes(100 << 20)})
    assert [step(name, tmp_path, github).exit_code for name in ("fetch", "grade", "report")] == [0, 0, 0]
    text = github.comments[0]["body"]
    assert "has a NUL byte: not Python source" in text
    assert "is larger than 256 kB" in text
    assert github.checks[0]["conclusion"] == "failure"


def test_our_own_fault_is_no_verdict_on_the_student(github: GitHub, tmp_path: Path) -> None:
    """If grading dies, the check asks for action, the job fails, and nobody reads a score."""
    github.artifact = zipped({"a2_pmi/pmi.py": CRASHING})
    github.files = {"assignments/a2_pmi/pmi.py": CRASHING}
    assert step("fetch", tmp_path, github).exit_code == 0
    assert step("report", tmp_path, github).exit_code == 1  # the step between them was killed
    assert github.checks[0]["conclusion"] == "action_required"
    assert "0 of" not in github.comments[0]["body"]
    assert not (tmp_path / "temp/firth/seen.json").exists()
    github.failures = [500] * 3
    told = step("fetch", tmp_path, github)
    assert (told.exit_code, told.output) == (1, "firth: GET /repos/ada/course/pulls: 500 Internal Server Error\n")


def test_annotations_come_in_fifties_and_commands_in_tens(github: GitHub) -> None:
    """120 failures: three requests about one check run, ten lines in a log, all within GitHub's limits."""
    tasks = [reports.task(f"2.{n}", [reports.hidden_test(text=reports.HOSTILE * 3)]) for n in range(120)]
    made = reports.report(reports.submission("eve", tasks))
    found = notes(made.submissions[0], {"a2_pmi/pmi.py": "\n\ndef ppmi(x):\n    return x\n"}, "assignments/")
    said = words_of(made)
    request = Request(repository="ada/course", sha=SHA, run=42, pull=7)
    check(request, said, found, Api(github.base, TOKEN))
    comment(request, said, Api(github.base, TOKEN))
    assert [len(group) for group in github.annotations] == [50, 50, 20]
    assert {one["start_line"] for group in github.annotations for one in group} == {3}
    assert all(len(one["output"]["summary"]) <= 65_535 for one in github.checks)
    assert len(github.comments[0]["body"]) <= MAX_COMMENT
    assert len(said.body(MAX_SUMMARY).encode()) <= MAX_SUMMARY
    lines = commands(found)
    assert len(lines) == 10
    for line in lines:
        assert line.startswith("::error file=assignments/a2_pmi/pmi.py,line=3,title=2.")
        assert line.count("::") == 2
        assert "\n" not in line


def test_how_a_check_ends() -> None:
    """Green for full marks only; extra credit that fails is not full marks; our own fault shows no points at all."""
    right, wrong = reports.hidden_test("passed"), reports.hidden_test()
    for tasks, status, conclusion, title in (
        ([reports.task("2.3", [right], "passed")], "graded", "success", "2 of 2 points"),
        ([reports.task("2.3", [right, wrong], "partial")], "graded", "failure", "2 of 4 points"),
        ([reports.task("3.9", [wrong], bonus=True)], "graded", "failure", "0 of 0 points"),
        ([reports.task("3.9", [right], "passed", bonus=True)], "graded", "success", "0 of 0 points + 2 extra credit"),
        (
            [reports.task("2.3", [right], "passed")],
            "error",
            "action_required",
            "not graded in full, for reasons of ours",
        ),
    ):
        said = words_of(reports.report(reports.submission("eve", tasks, status)))
        assert (said.conclusion, said.title) == (conclusion, title)
        assert f"## `eve`: {title}\n" in said.body(10_000)


def test_a_pull_request_that_moved_on_keeps_its_newer_comment(github: GitHub) -> None:
    """The check run belongs to its commit; the comment to the last one."""
    github.head = "f" * 40
    comment(
        Request(repository="ada/course", sha=SHA, run=42, pull=7),
        Words("neutral", "x", text="old"),
        Api(github.base, TOKEN),
    )
    assert github.comments == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def pmi(): pass\n\nasync def ppmi(): pass\n", 3),
        ("'''\ndef ppmi():\n'''\nclass ppmi: pass\n", 4),
        ("def ppmi(): pass\ndef ppmi(): pass\n", 2),
        ("x = 1\ndef ppmi(:\n", 2),
        ("", 1),
        ("x = '\0'", 1),
        ("(" * 50_000, 1),
        ("-" * 200_000 + "1", 1),
        ("f'{" * 5_000, 1),
    ],
)
def test_lines_are_found_in_whatever_was_handed_in(source: str, line: int) -> None:
    """By the parser, on our side, without running or importing anything."""
    assert line_of("ppmi", source) == line


def test_the_api_is_asked_again_but_told_once(github: GitHub) -> None:
    """A hiccup is waited out when reading; a refusal is one line without the token; a redirect gets none."""
    api = Api(github.base, TOKEN)
    github.failures = [502]
    assert api.call("GET", "/repos/ada/course/pulls/7") == {"head": {"sha": SHA}}
    with pytest.raises(ApiError, match="GET /nowhere: 404 Not Found"):
        api.call("GET", "/nowhere")
    assert len(github.seen) == 3
    github.artifact = bytes(1000)
    assert api.download("/repos/ada/course/actions/artifacts/5/zip", 1000) == bytes(1000)
    with pytest.raises(TooLarge):
        api.download("/repos/ada/course/actions/artifacts/5/zip", 999)
    with pytest.raises(ApiError, match="not redirected"):
        api.download("/repos/ada/course/pulls/7", 999)


def test_the_pull_requests_own_job_hands_on_what_changed(tmp_path: Path) -> None:
    """Changed modules, wherever they lie, whatever else is in the pull request: names with line ends, 10,000 files, links."""
    runner = Runner(tmp_path, {"github.event.pull_request.base.sha": "base"})

    def git(*words: str, given: bytes | None = None) -> None:
        who = ["-c", "user.name=ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *who, *words], cwd=runner.workspace, input=given, check=True, capture_output=True)

    shutil.copytree(ROOT / "assignments" / "a2_pmi", runner.workspace / "assignments" / "a2_pmi")
    (runner.workspace / ".gitignore").write_text(".venv\n__pycache__\n")
    git("init")
    git("add", ".")
    git("commit", "-m", "stubs")
    git("branch", "base")
    unchanged = runner.run(WORKFLOWS / "check.yml")
    assert [step.returncode for step in unchanged.values()] == [0] * len(unchanged)
    assert "No module changed" in unchanged["Visible tests of these modules"].stdout

    a2 = runner.workspace / "assignments" / "a2_pmi"
    shutil.copy(ROOT / "tests" / "submissions" / "good" / "a2_pmi" / "pmi.py", a2)
    (a2 / "conftest.py").write_text("print('::error::hello')")
    (a2 / "link.py").symlink_to("/etc/passwd")
    (a2 / "huge.py").write_bytes(bytes(300 << 10))
    git("add", ".")
    # Ten thousand empty files, straight into the index: nobody needs them on the disk.
    names = [b"notes/%d" % number for number in range(10_000)] + [b"notes/a\n::error::b.py"]
    empty = b"100644 e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\t"
    git("hash-object", "-w", "--stdin", given=b"")
    git("update-index", "-z", "--index-info", given=b"".join(empty + name + b"\0" for name in names))
    git("commit", "-m", "mine")
    told = runner.run(WORKFLOWS / "check.yml")
    collected = sorted(
        path.relative_to(runner.temp) for path in (runner.temp / "submission").rglob("*") if path.is_file()
    )
    assert collected == [Path("submission/a2_pmi/pmi.py")]
    said = told["Collect the modules that it changes"].stdout
    assert "assignments/a2_pmi/link.py: left out, not a plain file" in said
    assert "assignments/a2_pmi/huge.py: left out, larger than 256 kB" in said
    assert "modules changed: 3; other files, which are not graded: 10002" in said
    assert "passed" in told["Visible tests of these modules"].stdout


def test_the_action_shows_a_result_in_ones_own_repository(tmp_path: Path) -> None:
    """Score as an output, a summary, errors at lines; exit code 0 whatever the score."""
    runner = Runner(
        tmp_path,
        {"inputs.path": "ada", "inputs.assignment": "a2_pmi", "inputs.isolation": "best", "inputs.report": "r.json"},
    )
    shutil.copytree(ROOT / "tests" / "submissions" / "crashing", runner.workspace / "ada")
    told = runner.run(ROOT / "action.yml")
    assert {name: step.stderr for name, step in told.items() if step.returncode} == {}
    assert (tmp_path / "output").read_text() == "score=0\nmax-score=37\nstatus=graded\n"
    assert told["Show the result"].stdout.startswith("::error file=ada/a2_pmi/pmi.py,line=")
    assert "0 of 37 points" in (tmp_path / "summary.md").read_text()


def test_the_template_for_gitlab_grades_and_reports(tmp_path: Path) -> None:
    """Its script leaves what the merge request shows: JUnit XML, and the whole report for developers."""
    job = yaml.safe_load((ROOT / "autograder/templates/gitlab/firth.gitlab-ci.yml").read_text("utf-8"))[".firth"]
    runner = Runner(tmp_path, {})
    shutil.copytree(ROOT / "tests" / "submissions" / "crashing" / "a2_pmi", runner.workspace / "ada" / "a2_pmi")
    script = "\n".join(job["script"]).replace("/opt/firth", str(runner.temp / "firth-venv"))
    given = {
        "FIRTH_COURSE": str(ROOT),
        "FIRTH_SUBMISSION": "ada",
        "FIRTH_ISOLATION": job["variables"]["FIRTH_ISOLATION"],
    }
    told = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=runner.workspace,
        env=runner.environment | given,
        capture_output=True,
        text=True,
    )
    assert (told.returncode, told.stderr) == (0, "")
    (suite,) = junitparser.JUnitXml.fromfile(str(runner.workspace / job["artifacts"]["reports"]["junit"]))
    assert (suite.name, suite.failures) == ("ada", suite.tests)
    assert all((runner.workspace / name).exists() for name in job["artifacts"]["paths"])
