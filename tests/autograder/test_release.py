"""The students' repository: what is in it, what never is, and what a second release does."""

from __future__ import annotations

import ast
import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder import leaks, student_repository
from autograder.cli import main
from autograder.registry import Course, CourseError
from tests.conftest import ROOT

SVD_REFORMATTED = """def dense(m, d):
    left, s, _ = np.linalg.svd(m, full_matrices = False)
    return (left[ : , :d] *
       s[:d])
"""

RUBRIC = """Antonyms share contexts and come out as neighbours; so do colours,
numbers, cities and weekdays: words of one slot."""

PLANTED = {
    "a line of the reference": ("solution", "x.py", "result = np.maximum(pmi(counts), 0.0)"),
    "reformatted, with other names": ("solution", "x.py", SVD_REFORMATTED),
    "in a page of text": ("solution", "x.md", f"So it is done:\n\n```python\n{SVD_REFORMATTED}```\n"),
    "indented in a page": ("solution", "x.md", "Thus:\n\n    total = pmi(table) - np.log(times)\n\nthat is all."),
    "in a sentence": ("solution", "x.md", "Then np.maximum(pmi(counts), 0.0) is all that is left to do."),
    "in backticks, with other names": (
        "solution",
        "x.md",
        "Then `np.maximum(pmi(table), 0.0)` is all that is left to do.",
    ),
    "in a notebook": ("solution", "x.ipynb", json.dumps({"cells": [{"source": SVD_REFORMATTED.splitlines(True)}]})),
    "somebody's own way": (
        "solution",
        "x.py",
        "def orthogonal_pairs(n):\n    return len([1 for i in range(n) for j in range(i)])\n",
    ),
    "from a second reference": ("solution", "x.py", None),
    "a hidden test": ("hidden test", "x.py", "same(submission.pmi.pmi(n * table), reference.pmi(table), **DOUBLE)"),
    "the name of one": ("hidden test", "x.md", "You failed test_unknown_words_are_dropped_before_the_window_slides."),
    "an expected value": ("expected value", "x.md", None),
    "expected values": ("expected value", "x.csv", "0 1 3 1 1\n1 0 2 1 1\n3 2 2 2 4\n1 1 2 0 2\n1 1 4 2 0\n"),
    "what is believed": ("misconception", "x.md", "*Some think:*\n  The context of a word\n  is what follows it."),
    "what a teacher asks": ("misconception", "x.toml", 'hint = "If b stands near a, where does a stand?"'),
    "a rubric": ("rubric", "x.md", RUBRIC),
    "what is no text": ("unknown content", "x.bin", b"\xff\xfe\x00"),
}


@pytest.fixture(scope="module")
def secrets() -> leaks.Secrets:
    """Of this course."""
    return leaks.Secrets(Course(ROOT))


@pytest.fixture
def files() -> dict[str, bytes]:
    """What students get."""
    return student_repository.files(Course(ROOT))


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch, secrets: leaks.Secrets, files: dict[str, bytes]):
    """Run `firth release`: a part of the files will do, and the secrets are the same for all."""
    few = ("assignments/a2", "autograder/rows", "data/corpora", "docs", ".")
    for name in [name for name in files if "/" in name and not name.startswith(few)]:
        del files[name]
    monkeypatch.setattr(leaks, "Secrets", lambda _: secrets)
    monkeypatch.setattr(student_repository, "files", lambda _: dict(files))

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, ["--course", str(ROOT), "release", *map(str, words)])

    return run


def test_nothing_in_it_is_a_secret(files: dict[str, bytes], secrets: leaks.Secrets) -> None:
    """Not one expression, sentence, number or name; and the secrets are not so few that nothing could be found."""
    assert leaks.search(files, secrets) == []
    assert len(secrets.shapes) > 2000
    assert len(secrets.names) > 500


def test_the_course_would_be_found_in_itself(secrets: leaks.Secrets) -> None:
    """Every reference, hidden test and rubric of ours is full of leaks, and so are pages of misconceptions."""
    course = Course(ROOT)
    ours = [f"reference/{path}" for path in course.modules]
    ours += [path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/hidden/test_*.py")]
    ours += [f"reference/misconceptions/{name}.py" for name in ("pmi", "sparse")]
    ours += [path.relative_to(ROOT).as_posix() for path in ROOT.glob("reference/*/questions.md")]
    found = {leak.file for leak in leaks.search({name: (ROOT / name).read_bytes() for name in ours}, secrets)}
    assert found == set(ours)


@pytest.mark.parametrize("case", PLANTED)
def test_planted_leaks_are_found(case: str, secrets: leaks.Secrets) -> None:
    """Of each kind, reformatted, renamed, in pages and notebooks; and the line says where it comes from."""
    kind, name, content = PLANTED[case]
    if content is None:
        content = _taken_from_the_course(case, secrets)
    found = leaks.search({name: content if isinstance(content, bytes) else content.encode()}, secrets)
    assert kind in {leak.secret.kind for leak in found}, found
    assert str(found[0]).startswith(f"{name}: ")


def _taken_from_the_course(case: str, secrets: leaks.Secrets) -> str:
    if case == "an expected value":
        return f"The answer is {next(iter(secrets.numbers))}, of course."
    return (
        (ROOT / "tests" / "course" / "loops" / "a2_pmi.py")
        .read_text("utf-8")
        .replace("pmi", "xyz")
        .replace("counts", "c")
    )


def test_harmless_pages_are_no_leaks(secrets: leaks.Secrets) -> None:
    """What everybody writes gives nothing away."""
    code = "def mean(values):\n    total = sum(values)\n    return total / len(values) if values else 0.0\n"
    page = "Count how often each word occurs.\n\n    for word in words:\n        counts[word] += 1\n\n1, 2, 3, 4, 5, 6, 7, 8, 9"
    assert leaks.search({"x.py": code.encode(), "x.md": page.encode()}, secrets) == []


def test_it_has_what_the_commands_import_and_no_more() -> None:
    """The list of machinery is the closure of the imports of the students' commands and workflow."""
    wanted = {path for pattern in student_repository.MACHINERY for path in (ROOT / "autograder").glob(pattern)}
    assert {path.relative_to(ROOT / "autograder").as_posix() for path in wanted} == _closure(
        ["__main__.py", "student/child.py"]
        + [f"cli/{name}.py" for name in ("check", "collect", "hint", "status", "submit", "watch")]
    )


def _closure(todo: list[str]) -> set[str]:
    """Files of autograder/ that these import, directly or not, packages included."""
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        todo += [f"{parent.as_posix()}/__init__.py".removeprefix("./") for parent in Path(name).parents]
        for node in ast.walk(ast.parse((ROOT / "autograder" / name).read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "autograder":
                base = "/".join(node.module.split(".")[1:])
                for inner in ("", *(alias.name for alias in node.names)):
                    path = "/".join(part for part in (base, inner) if part)
                    todo += [
                        file for file in (f"{path}.py", f"{path}/__init__.py") if (ROOT / "autograder" / file).is_file()
                    ]
    return seen


def test_a_release_can_be_repeated_and_never_overwrites_work(release, tmp_path: Path, files: dict[str, bytes]) -> None:
    """New folder, the same again, an update that drops a file; refused: foreign folders, changed files, planted leaks."""
    target = tmp_path / "students"
    assert release("--to", target).exit_code == 0
    assert {path.name for path in target.iterdir()} == (
        {".gitattributes", ".github", ".gitignore", "LICENSE", "README.md", "assignments", "autograder", "docs"}
        | {"course.json", "data", "pyproject.toml"}
    )
    assert Course(target).tasks["2.3"].task.hints == Course(ROOT).tasks["2.3"].task.hints
    assert ": 0 files written" in release("--to", target).output
    old = files.pop("LICENSE")
    files["course.json"] = files["course.json"].replace(b'"LICENSE"', b'"LICENCE"')
    assert ": 2 files written or removed" in release("--to", target).output
    assert not (target / "LICENSE").exists()
    files["LICENSE"] = old
    for name, text, line in (
        ("assignments/a2_pmi/pmi.py", "my work", "was changed after the release"),
        ("notes.md", RUBRIC, "rubric (reference/a2_pmi/questions.md)"),
    ):
        before = (target / name).read_bytes() if (target / name).exists() else None
        (target / name).write_text(text, "utf-8")
        refused = release("--to", target)
        assert refused.exit_code == 1
        assert line in refused.output
        (target / name).unlink() if before is None else (target / name).write_bytes(before)
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "thesis.txt").write_text("mine")
    assert "is not empty and no earlier release" in release("--to", tmp_path / "foreign").output
    assert "is a file" in release("--to", tmp_path / "foreign" / "thesis.txt").output


def test_the_history_gives_nothing_away_either(release, tmp_path: Path) -> None:
    """With --git the tree is committed; a leak that was committed and deleted again is found, on any branch."""
    target = tmp_path / "students"
    assert release("--to", target, "--git").exit_code == 0
    git = ["git", "-C", str(target), "-c", "user.name=N", "-c", "user.email=n@localhost"]
    assert subprocess.check_output([*git, "status", "--porcelain"]) == b""
    assert release("--to", target, "--git").exit_code == 0
    assert subprocess.check_output([*git, "rev-list", "--count", "--all"]) == b"1\n"
    (target / "slip.py").write_text("answer = pmi(table) - np.log(times)\n", "utf-8")
    for words in (["add", "slip.py"], ["commit", "-qm", "slip"], ["rm", "-q", "slip.py"], ["commit", "-qm", "mended"]):
        subprocess.run([*git, *words], check=True)
    refused = release("--to", target, "--git")
    assert refused.exit_code == 1
    assert "the history of" in refused.output
    assert "slip.py: solution (reference/a2_pmi/pmi.py" in refused.output


def test_a_broken_course_is_one_clear_line(release, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is missing in the course's own files is told without a traceback."""

    def broken(_: Course) -> list[str]:
        raise CourseError("reference/…/pmi.py does not define positive_pmi, which tasks.toml lists")

    monkeypatch.setattr("autograder.release.stale", broken)
    result = release()
    assert result.exit_code == 1
    assert result.output == "firth: reference/…/pmi.py does not define positive_pmi, which tasks.toml lists\n"


@pytest.mark.parametrize("words", [["--git"], ["--check", "--to", "x"]])
def test_bad_usage(release, words: list[str]) -> None:
    """Options that do not go together."""
    result = release(*words)
    assert result.exit_code == 2
    assert "--git goes with --to, and --check goes alone" in result.output
