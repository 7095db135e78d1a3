"""The whole way of a class of twenty: build, release, collect, grade, sync, feedback, export. One run, looked at from all sides."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.nbgrader import config, grade
from autograder.nbgrader.book import Book, Mark
from autograder.registry import Course
from tests.autograder import labs_class
from tests.conftest import ROOT

A2 = ("--assignment", "a2_pmi")
HIDDEN = ("N is 50", "each of the eight pairs", "log odds of real against made up")


def firth(*words: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["--course", str(ROOT), *map(str, words)])
    assert result.exit_code == code, result.output
    return result.output


class Class:
    """The class, graded: its folder, and what the commands said."""

    def __init__(self, place: Path) -> None:
        self.place, self.folder = place, place / "labs"
        self.where = ("--folder", self.folder)
        firth("labs", "build", *A2, *self.where)
        with open(self.folder / config.FILE, "a", encoding="utf-8") as file:
            file.write("c.Grade.cell_seconds = 4\n")
        firth("labs", "release", *A2, *self.where)
        labs_class.hand_in(self.folder / "release" / "a2_pmi", place / "in")
        self.collected = firth("labs", "collect", place / "in", *A2, *self.where)
        self.said = dict(line.split("   a2_pmi   ") for line in self.labs("grade", *A2).splitlines())
        self.book = Book(Course(ROOT), self.folder)

    def labs(self, *words: str | Path) -> str:
        return firth("labs", *words, *self.where)

    def marks(self) -> dict[str, Mark]:
        return {mark.student: mark for mark in self.book.marks()}

    def text(self, step: str, student: str) -> str:
        return (self.folder / step / student / "a2_pmi" / "lab.ipynb").read_text("utf-8")


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Class:
    """Twenty submissions, graded with short limits."""
    return Class(tmp_path_factory.mktemp("class"))


def test_what_students_get_gives_nothing_away(graded: Class) -> None:
    """No solution, no hidden test, no rubric in release/; the stub of the module and the questions are there."""
    released = (graded.folder / "release" / "a2_pmi" / "lab.ipynb").read_text("utf-8")
    assert "Where does the ln k come from?" in released
    assert not any(secret in released for secret in (*HIDDEN, "total = 16", "HIDDEN", "MARK SCHEME"))


def test_everybody_is_graded_as_they_deserve(graded: Class) -> None:
    """Right answers get their points, also with lost or doubled cells; hostile and broken notebooks none they have not earned."""
    labs = {student: mark.lab for student, mark in graded.marks().items()}
    assert {name: labs[name] for name in labs if name.startswith("s")} == {
        f"s{n}": 3.0 if n < 6 else 2.0 for n in range(1, 9)
    }
    assert len(labs) == 20
    assert {labs[name] for name in labs_class.HOSTILE} == {0.0}
    assert labs["b1-json"] == labs["b2-cells"] == labs["m1"] == 0.0


def test_what_went_wrong_is_said(graded: Class) -> None:
    """A clear status for every notebook that did not come to its end, and the run went on."""
    assert "did not end within" in graded.said["h1-endless"]
    assert "the kernel died" in graded.said["h2-exit"]
    assert re.search("printed more than|did not end within", graded.said["h4-output"])
    assert graded.said["h5-cheat"] == graded.said["s1"] == "graded"
    assert "no lab.ipynb" in graded.said["b1-json"]
    assert re.search(r"b1-json   a2_pmi   \(a2_pmi/lab.ipynb is no notebook: not JSON\)", graded.collected)
    hog = nbformat.read(graded.folder / "autograded" / "h3-memory" / "a2_pmi" / "lab.ipynb", 4)
    assert {output.ename for output in next(cell for cell in hog.cells if cell.cell_type == "code").outputs} <= {
        "MemoryError",
        "TimeOut",
        "KeyboardInterrupt",
        "KernelLost",
    }


def test_a_hostile_notebook_learns_nothing(graded: Class) -> None:
    """What the cheat could find (files, history, cells to come) holds no test, no rubric, no other's answer, no gradebook."""
    notebook = nbformat.read(graded.folder / "autograded" / "h5-cheat" / "a2_pmi" / "lab.ipynb", 4)
    tests = [
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id", "").startswith("test-")
    ]
    printed = "".join(o.text for c in notebook.cells if c not in tests for o in c.get("outputs", []) if "text" in o)
    assert len(printed) > 100
    assert not any(secret in printed for secret in (*HIDDEN, "answer 1", "SQLite format"))


def test_the_students_modules_are_what_is_graded(graded: Class) -> None:
    """A failing submission fails through nbgrader, a right one passes: neither stub nor solution takes its place."""
    scores = {student: mark.modules for student, mark in graded.marks().items()}
    assert {name: scores[name] for name in ("m1", "m2", "m3", "_m4")} == {"m1": 37.0, "m2": 5.0, "m3": 0.0, "_m4": 0.0}
    page = (graded.folder / "autograded" / "m2" / "a2_pmi" / "modules.ipynb").read_text("utf-8")
    assert "Only minus infinity needs replacing." in page


def test_sync_changes_nothing_twice_and_keeps_what_people_gave(graded: Class) -> None:
    """A report's scores arrive; manual scores, comments and extra credit stay; the second time nothing changes."""
    report = graded.place / "report.json"
    firth("grade", graded.place / "in" / "m1", "--task", "2.3", "--json", report)
    changed = report.read_text("utf-8").replace('"name": "m1"', '"name": "m3"')
    report.write_text(changed, "utf-8")
    with graded.book.gradebook() as gradebook:
        by_hand = gradebook.find_grade("task-2-2", "modules", "a2_pmi", "m3")
        by_hand.manual_score, by_hand.extra_credit = 1.5, 0.5
        gradebook.find_comment("written-1", "lab", "a2_pmi", "m3").manual_comment = "well tried"
        gradebook.db.commit()
    assert "1 students, 3 changes" in firth(
        "gradebook", "sync", report, *graded.where
    )  # a row, the scores kept, the page
    assert "1 students, 0 changes" in firth("gradebook", "sync", report, *graded.where)
    assert graded.marks()["m3"].modules == 4.0 + 1.5 + 0.5
    graded.labs("grade", *A2, "--student", "m3", "--force")
    assert graded.marks()["m3"].modules == 4.0 + 1.5 + 0.5
    with graded.book.gradebook() as gradebook:
        assert gradebook.find_comment("written-1", "lab", "a2_pmi", "m3").comment == "well tried"


def test_collecting_again_grades_again_only_what_has_changed(graded: Class) -> None:
    """The same submission a second time leaves what was graded; another one takes it away."""
    page, again = graded.folder / "autograded" / "m5" / "a2_pmi" / "modules.ipynb", graded.place / "again"
    for text, stays in ((graded.place / "in/m5/a2_pmi/pmi.py").read_text("utf-8"), True), ("x = 1\n", False):
        (again / "m5" / "a2_pmi").mkdir(parents=True, exist_ok=True)
        (again / "m5" / "a2_pmi" / "pmi.py").write_text(text, "utf-8")
        graded.labs("collect", again, *A2)
        assert page.exists() == stays


def test_feedback_holds_no_secret_and_no_script(graded: Class) -> None:
    """A page for each notebook: score and what failed, but no hidden test, no rubric, and no markup of a student's."""
    assert "pages on a2_pmi" in graded.labs("feedback", *A2)
    page = (graded.folder / "feedback" / "s1" / "a2_pmi" / "lab.html").read_text("utf-8")
    assert "Score: 3.0" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert not any(secret in page for secret in HIDDEN)
    modules = (graded.folder / "feedback" / "m2" / "a2_pmi" / "modules.html").read_text("utf-8")
    assert "Only minus infinity needs replacing." in modules


def test_export_fills_the_sheets_of_others(graded: Class) -> None:
    """A CSV of all; Canvas's and Moodle's own sheets with the scores in the right rows, and all else as it was."""
    table = graded.place / "marks.csv"
    graded.labs("export", "--csv", table)
    rows = {row["student"]: row for row in csv.DictReader(table.open(encoding="utf-8"))}
    assert rows["m1"]["modules"] == "37"
    assert rows["m1"]["max_score"] == "58"
    sheet, filled = graded.place / "canvas.csv", graded.place / "filled.csv"
    sheet.write_text(
        'Student,ID,SIS Login ID,Section,Lab 2 (77),Lab 3 (78)\n    Points Possible,,,,58,9\n"Doe, M",m1,md,A,,4\n'
        '"Roe, \'=1+1\'",m2,mr,A,3,\n"Nobody",999,x,A,,\n'
    )
    said = graded.labs("export", "--canvas", sheet, "--column", "Lab 2", *A2, "--to", filled)
    lines = list(csv.reader(filled.open(encoding="utf-8")))
    assert [row[4] for row in lines] == ["Lab 2 (77)", "58", "37", "5", ""]
    assert [row[5] for row in lines] == ["Lab 3 (78)", "9", "4", "", ""]
    assert "s1 is not in" in said
    moodle = graded.place / "moodle.csv"
    moodle.write_text("Identifier,Full name,Grade,Maximum Grade\nParticipant m1,M Doe,,58\n")
    graded.labs("export", "--moodle", moodle, *A2, "--to", filled)
    assert next(csv.DictReader(filled.open(encoding="utf-8")))["Grade"] == "37"
    wrong = firth("labs", "export", "--canvas", sheet, "--column", "Lab 9", *A2, "--to", filled, *graded.where, code=2)
    assert "no columns 'Lab 9'; name one with --column" in wrong


def test_where_we_could_not_grade_a_person_looks() -> None:
    """No points of ours is no zero: the row keeps what it had, and asks for a person. A changed score under a mark does, too."""

    class Row:
        auto_score: float | None = 2.0
        manual_score: float | None = None
        needs_manual_grade = False

    row = Row()
    assert not grade.save(row, 2.0)
    assert grade.save(row, None)
    assert (row.auto_score, row.needs_manual_grade) == (2.0, True)
    assert grade.save(row, 2.0)
    assert not row.needs_manual_grade
    row.manual_score = 1.0
    assert grade.save(row, 3.0)
    assert row.needs_manual_grade
    row.needs_manual_grade = False
    assert not grade.save(row, 3.0)
