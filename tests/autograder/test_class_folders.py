"""Who handed in what: layouts of a class's folder, downloads of learning platforms, and git repositories, hostile ones too."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from autograder import commits, intake, submissions
from autograder.intake import IntakeError
from autograder.registry import Course

GOOD = "def pmi(counts): ...\n"
MODULES = ["a1_sparse/sparse.py", "a2_pmi/pmi.py"]


def put(path: Path, text: str = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def pack(path: Path, text: str = GOOD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hw2/a2_pmi/pmi.py", text)
    return path


def found(path: Path) -> dict[str, str]:
    """Attempt to the text of its a2_pmi/pmi.py."""
    attempts = submissions.find(path, MODULES).attempts
    return {attempt.id: attempt.read(MODULES).sources.get("a2_pmi/pmi.py", "") for attempt in attempts}


def test_folders_and_archives_one_for_each_student_or_attempt(tmp_path: Path) -> None:
    """Names order the attempts, numbers in them as numbers; what is nobody's is passed over and said."""
    put(tmp_path / "ada" / "a2_pmi" / "pmi.py", "ada")
    put(tmp_path / "bob" / "try-9" / "a2_pmi" / "pmi.py", "nine")
    pack(tmp_path / "bob" / "try-10.zip", "ten")
    put(tmp_path / "bob" / "notes.txt")
    pack(tmp_path / "cyn.zip", "cyn")
    put(tmp_path / "dan" / "pmi.py", "loose")
    (tmp_path / "eve").mkdir()
    put(tmp_path / "grades.csv")
    (tmp_path / "link").symlink_to(tmp_path / "ada")
    assert found(tmp_path) == {
        "ada/1": "ada", "bob/1": "nine", "bob/2": "ten", "cyn/1": "cyn", "dan/1": "loose", "eve/1": ""
    }  # fmt: skip
    ignored = submissions.find(tmp_path, MODULES).ignored
    assert {path.name: reason for path, reason in ignored.items()} == {
        "grades.csv": "neither a folder nor an archive",
        "link": "a link: not followed",
    }


def test_a_whole_repository_of_a_student(tmp_path: Path) -> None:
    """`assignments/` may be above the folders: in a folder, in the archive that GitHub makes of it, in a commit."""
    clone = tmp_path / "class" / "ada"
    put(clone / "assignments" / "a2_pmi" / "pmi.py", "ada")
    put(clone / "autograder" / "student" / "check.py", "")
    put(clone / "README.md")
    assert found(tmp_path / "class") == {"ada/1": "ada"}
    with zipfile.ZipFile(tmp_path / "ada.zip", "w") as archive:
        for path in sorted(clone.rglob("*.*")):
            archive.write(path, f"ada-main/{path.relative_to(clone).as_posix()}")
    assert intake.read(tmp_path / "ada.zip", MODULES).sources == {"a2_pmi/pmi.py": "ada"}
    git = ["git", "-C", str(clone), "-c", "user.name=N", "-c", "user.email=n@localhost"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "done"]):
        subprocess.run([*git, *words], check=True)
    read = commits.Commit(clone, "HEAD").read("ada", MODULES)
    assert (read.sources, read.folders) == ({"a2_pmi/pmi.py": "ada"}, {"a2_pmi"})


def test_a_download_of_canvas(tmp_path: Path) -> None:
    """Students by name and number, uploads in the order of theirs, loose modules put together, lateness kept."""
    pack(tmp_path / "doejane_34_100_hw2.zip", "first")
    pack(tmp_path / "doejane_LATE_34_205_hw2-1.zip", "second")
    put(tmp_path / "roelee_35_90_pmi.py", "old")
    put(tmp_path / "roelee_35_101_pmi-1.py", "new")
    put(tmp_path / "roelee_35_102_sparse.py", "sparse")
    put(tmp_path / "roelee_35_103_photo.png")
    put(tmp_path / "anon_x7Y2z_104_pmi.py", "nobody")
    assert found(tmp_path) == {
        "anon_x7Y2z/1": "nobody", "doejane_34/1": "first", "doejane_34/2": "second", "roelee_35/1": "new"
    }  # fmt: skip
    attempts = submissions.find(tmp_path, MODULES).attempts
    assert [attempt.late for attempt in attempts] == [False, False, True, False]
    assert set(attempts[-1].read(MODULES).sources) == set(MODULES)


def test_a_download_of_moodle(tmp_path: Path) -> None:
    """With folders and without; a text typed into a form is no submission."""
    put(tmp_path / "Jane Doe_12_assignsubmission_file_" / "pmi.py", "jane")
    pack(tmp_path / "Lee_Roe_13_assignsubmission_file_hw.zip", "lee")
    put(tmp_path / "Jane Doe_12_assignsubmission_onlinetext_" / "onlinetext.html")
    pack(tmp_path / "Zoë ::error::_14_assignsubmission_file" / "inner.zip", "zoë")
    assert found(tmp_path) == {"Jane Doe_12/1": "jane", "Lee_Roe_13/1": "lee", "Zoë ::error::_14/1": "zoë"}


def git(repository: Path, *words: str) -> str:
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    command = ["git", *who, "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a module in two versions, a link, a submodule and a file that is too large."""
    place = tmp_path / "ada"
    place.mkdir()
    git(place, "init", "-q")
    put(place / "a2_pmi" / "pmi.py", "old")
    git(place, "add", ".")
    git(place, "commit", "-qm", "1")
    git(place, "tag", "first")
    put(place / "a2_pmi" / "pmi.py", "new")
    (place / "a1_sparse").mkdir()
    (place / "a1_sparse" / "sparse.py").symlink_to("/etc/passwd")
    put(place / "a4_glove" / "glove.py", "#" * 300_000)
    git(place, "add", ".")
    git(
        place,
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{git(place, 'rev-parse', 'HEAD')},a5_fasttext/fasttext.py",
    )
    git(place, "commit", "-qm", "2")
    return place


def test_a_list_of_git_references(repository: Path, tmp_path: Path) -> None:
    """Each row an attempt; only plain files of the course are taken, links and submodules are refused."""
    table = put(
        tmp_path / "class.csv",
        "student,repository,ref,submitted\nada,ada,first,\nada,ada,main,2026-05-01T12:00+02:00\n",
    )
    assert found(table) == {"ada/1": "old", "ada/2": "new"}
    attempt = submissions.find(table, MODULES).attempts[1]
    assert attempt.submitted is not None
    wanted = [*MODULES, "a4_glove/glove.py", "a5_fasttext/fasttext.py", "a7_bert/masking.py"]
    assert attempt.read(wanted).refused == {
        "a1_sparse/sparse.py": "is not a plain file",
        "a4_glove/glove.py": "is larger than 256 kB",
        "a5_fasttext/fasttext.py": "is not a plain file",
    }


def test_a_hostile_repository_runs_nothing(repository: Path, tmp_path: Path) -> None:
    """Whatever its configuration names (monitors, pagers, filters, programs to fetch with), no program is started."""
    trace = tmp_path / "ran"
    program = put(tmp_path / "evil.sh", f"#!/bin/sh\ntouch {trace}\n")
    program.chmod(0o755)
    config = f"""
        [core]
            repositoryFormatVersion = 1
            fsmonitor = {program}
            pager = {program}
            sshCommand = {program}
            alternateRefsCommand = {program}
            hooksPath = {tmp_path}
        [extensions]
            partialClone = origin
        [remote "origin"]
            url = {repository}
            promisor = true
            uploadpack = {program}
        [filter "x"]
            smudge = {program}
        [diff]
            external = {program}
        [alias]
            ls-tree = !{program}
    """
    put(repository / ".git" / "config", config)
    blob = (
        subprocess.run(["git", "hash-object", "--stdin"], input=b"new", capture_output=True, check=True)
        .stdout.decode()
        .strip()
    )
    os.unlink(repository / ".git" / "objects" / blob[:2] / blob[2:])  # what a partial clone would now fetch
    taken = commits.Commit(repository, "main").read("ada", MODULES)
    assert not trace.exists()
    assert not taken.sources


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda git_dir: put(git_dir / "objects" / "info" / "alternates", "/elsewhere\n"), "points to another repository"),
        (lambda git_dir: put(git_dir / "commondir", "../../other\n"), "points to another repository"),
        (lambda git_dir: (git_dir / "refs" / "heads" / "x").symlink_to("/etc/passwd"), "has a link or another odd file"),
        (lambda git_dir: os.mkfifo(git_dir / "packed-refs"), "has a link or another odd file"),
        (lambda git_dir: (git_dir / "HEAD").unlink(), "no git repository; clone it there first"),
        (lambda git_dir: put(git_dir / "config", "[core]\n\tbare = maybe\n[[["), "no commit 'main'"),
    ],
)  # fmt: skip
def test_a_repository_that_cannot_be_trusted_is_refused(repository: Path, harm: object, says: str) -> None:
    """With one line that says why."""
    harm(repository / ".git")  # type: ignore[operator]
    with pytest.raises(IntakeError, match=says):
        commits.Commit(repository, "main").read("ada", MODULES)


@pytest.mark.parametrize("ref", ["no-such-branch", "--output=/tmp/x", "main:a2_pmi/pmi.py", ""])
def test_a_reference_is_never_an_option(repository: Path, ref: str) -> None:
    """Nor anything but a commit."""
    with pytest.raises(IntakeError, match="no commit"):
        commits.Commit(repository, ref).read("ada", MODULES)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("student,repo\n", "no column 'repository'"),
        ("student,repository,ref\nada,,main\n", "line 2: student, repository and ref must not be empty"),
        ("student,repository,ref,submitted\nada,a,main,soon\n", "'soon' is no time"),
        ("student,repository,ref\n", "no submissions in it"),
        ("\udcff", "not a CSV file in UTF-8"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_clear_line(tmp_path: Path, content: str, says: str) -> None:
    """Which line, and what to do."""
    table = tmp_path / "class.csv"
    table.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(IntakeError, match=says):
        submissions.find(table, MODULES)


def test_no_class_there(tmp_path: Path) -> None:
    """A folder without submissions, an archive, nothing at all: one line each."""
    empty = tmp_path / "empty"
    empty.mkdir()
    archive = pack(tmp_path / "download.zip")
    for path, says in ((empty, "no submissions in it"), (archive, "unpack a download"), (tmp_path / "x", "no such")):
        with pytest.raises(IntakeError, match=says):
            submissions.find(path, MODULES)


def test_this_course_has_no_two_modules_of_one_name(course: Course) -> None:
    """Loose files are told apart by their names alone."""
    names = [path.split("/")[1] for path in course.modules]
    assert len(names) == len(set(names))
