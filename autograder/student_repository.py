"""`firth release --to DIR`: the repository that students get, and the proof that it gives nothing away."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import msgspec

import autograder
from autograder import leaks, release
from autograder.registry import RELEASED, Course, CourseError, Released, digest, read_released

TEMPLATE = Path(__file__).parent / "templates" / "student_repository"
ASSIGNMENTS_HERE = "<!-- assignments -->"

MACHINERY = (
    "__init__.py",
    "__main__.py",
    "compare.py",
    "escape.py",
    "registry.py",
    "report.py",
    "rows.py",
    "show.py",
    "cli/__init__.py",
    "cli/common.py",
    "cli/check.py",
    "cli/collect.py",
    "cli/hint.py",
    "cli/status.py",
    "cli/submit.py",
    "cli/watch.py",
    "export/__init__.py",
    "export/github/__init__.py",
    "export/github/collect.py",
    "intake/*.py",
    "student/*.py",
)
"""What of `autograder/` a student's commands and workflow need, and no more (a test follows the imports)."""

DATA = ("*.py", "*.md", "tiny_bert/*")
NOT_DATA = ("tiny_bert.py",)
"""The script that trains the tiny BERT masks tokens, which is what task 7.1 asks for."""


class NotReleased(Exception):
    """Nothing was written. The message says why and what to do."""


def files(course: Course) -> dict[str, bytes]:
    """All files of a student's repository: path to content."""
    made = {f"assignments/{name}": text.encode() for name, text in release.files(course).items()}
    for name in ("LICENSE", "docs/student.md"):
        made[name] = (course.root / name).read_bytes()
    for folder, patterns in (("autograder", MACHINERY), ("data", DATA)):
        for path in sorted(path for pattern in patterns for path in (course.root / folder).glob(pattern)):
            if path.name not in NOT_DATA:
                made[path.relative_to(course.root).as_posix()] = path.read_bytes()
    for path in sorted(path for path in TEMPLATE.rglob("*") if path.is_file()):
        made[path.relative_to(TEMPLATE).as_posix()] = path.read_bytes()
    made["README.md"] = made["README.md"].replace(ASSIGNMENTS_HERE.encode(), _table(course).encode())
    released = Released(
        version=autograder.__version__,
        assignments=course.assignments,
        files={name: digest(data) for name, data in sorted(made.items())},
    )
    made[RELEASED] = msgspec.json.format(msgspec.json.encode(released), indent=2) + b"\n"
    return made


def find_leaks(course: Course) -> list[leaks.Leak]:
    """What a release would give away."""
    return leaks.search(files(course), leaks.Secrets(course))


def write(course: Course, target: Path, *, git: bool = False) -> int:
    """Make `target` a student's repository, or bring it up to date; the number of files that were written or removed.

    Raises NotReleased if `target` holds something else, or anything anywhere in it would give a secret away.
    """
    before = _files_before(target)
    made, secrets = files(course), leaks.Secrets(course)
    _refuse(leaks.search(made, secrets), "it")
    _refuse_changed(target, before, made)
    foreign = {name: data for name, data in _everything(target).items() if name not in before and name not in made}
    _refuse(leaks.search(foreign, secrets), str(target))
    if git:
        _refuse_history(target, made, secrets)
    changed = _write(target, before, made)
    if git:
        _commit(target, made, before)
        _refuse_history(target, made, secrets)
    return changed


def _table(course: Course) -> str:
    """The assignments as a Markdown table."""
    rows = ["| assignment | about | tasks | points | minutes |", "|---|---|--:|--:|--:|"]
    for assignment in course.assignments:
        tasks = [task for task in assignment.tasks if not task.bonus]
        points, minutes = sum(task.points for task in tasks), sum(task.minutes for task in tasks)
        link = f"[{assignment.name}](assignments/{assignment.name}/README.md)"
        rows.append(f"| {link} | {assignment.title} | {len(tasks)} | {points} | {minutes} |")
    return "\n".join(rows)


def _files_before(target: Path) -> dict[str, str]:
    """What an earlier release put there: path to digest. Raises NotReleased if the folder is somebody else's."""
    if target.exists() and not target.is_dir():
        raise NotReleased(f"{target} is a file; name a folder that is new, empty, or an earlier release")
    if not target.is_dir() or not set(os.listdir(target)) - {".git"}:
        return {}
    if not (target / RELEASED).is_file():
        raise NotReleased(f"{target} is not empty and no earlier release; name a new folder")
    try:
        return read_released(target).files
    except CourseError as error:
        raise NotReleased(str(error)) from None


def _refuse_changed(target: Path, before: dict[str, str], made: dict[str, bytes]) -> None:
    """A file that is neither what was released nor what will be is somebody's work."""
    for name in sorted(before.keys() | made.keys() - {RELEASED}):
        path = target / name
        if path.is_file() and digest(path.read_bytes()) not in (before.get(name), digest(made.get(name, b""))):
            raise NotReleased(f"{path} was changed after the release; take it away, or release into another folder")


def _everything(target: Path) -> dict[str, bytes]:
    """The files that are there, but for what tools leave behind."""
    passed_by = {".git", ".venv", "__pycache__", ".pytest_cache", ".firth"}
    found = (path for path in sorted(target.rglob("*")) if not passed_by & set(path.relative_to(target).parts))
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in found if path.is_file()}


def _refuse_history(target: Path, made: dict[str, bytes], secrets: leaks.Secrets) -> None:
    if (target / ".git").exists():
        known = set(made.values())
        old = {name: data for name, data in leaks.history(target).items() if data not in known}
        _refuse(leaks.search(old, secrets), f"the history of {target}")


def _refuse(found: list[leaks.Leak], where: str) -> None:
    if found:
        some = "".join(f"\n  {leak}" for leak in found[:10])
        more = f"\n  … and {len(found) - 10} more" if len(found) > 10 else ""
        raise NotReleased(f"{where} would give away what is not for students:{some}{more}")


def _write(target: Path, before: dict[str, str], made: dict[str, bytes]) -> int:
    """Write what is new or different, remove what is released no more; the list of files comes last."""
    gone = [target / name for name in before if name not in made and (target / name).is_file()]
    new = [name for name, data in made.items() if not (target / name).is_file() or (target / name).read_bytes() != data]
    for name in new:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(made[name])
    for path in gone:
        path.unlink()
    return len(new) + len(gone)


def _commit(target: Path, made: dict[str, bytes], before: dict[str, str]) -> None:
    """Make it a repository, if it is none, and commit what was released and nothing else."""
    if not (target / ".git").exists():
        _git(target, "init", "--quiet", "--initial-branch=main")
    _git(target, "add", "--force", "--", *made)
    if gone := [name for name in before if name not in made]:
        _git(target, "rm", "--quiet", "--cached", "--ignore-unmatch", "--", *gone)
    if _git(target, "status", "--porcelain", "--untracked-files=no"):
        who = () if _git(target, "config", "--default=", "user.email").strip() else FIRTH
        _git(target, *who, "commit", "--quiet", "--message", f"Firth {autograder.__version__}")


FIRTH = ("-c", "user.name=Firth", "-c", "user.email=firth@localhost")
"""Who commits where git does not know who is sitting there."""


def _git(target: Path, *words: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(target), *words], check=True, capture_output=True).stdout
    except FileNotFoundError:
        raise NotReleased("git is not installed; release without --git") from None
    except subprocess.CalledProcessError as error:
        raise NotReleased(
            f"git {words[0]} failed in {target}: {error.stderr.decode(errors='replace').strip()}"
        ) from None
