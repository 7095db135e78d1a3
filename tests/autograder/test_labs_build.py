"""Labs: from percent format to notebooks that nbgrader takes."""

from __future__ import annotations

from pathlib import Path

import jupytext
import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from autograder.nbgrader import build, names, questions
from autograder.registry import Course, CourseError

A2 = Path(__file__).parents[2] / "reference" / "a2_pmi"


def lab(*cells: str) -> nbformat.NotebookNode:
    return build.lab_notebook(jupytext.reads("\n\n".join(cells), fmt="py:percent"), A2)


def marks(notebook: nbformat.NotebookNode) -> dict[str, dict]:
    return {c.metadata.nbgrader.grade_id: c.metadata.nbgrader for c in notebook.cells if "nbgrader" in c.metadata}


def test_every_lab_becomes_valid_notebooks(course: Course, tmp_path: Path) -> None:
    """All labs of the course build; nbgrader's own validator takes them; every task and question is worth its points."""
    for assignment in build.with_labs(course):
        build.build(course, assignment, tmp_path)
        made = {path.stem: nbformat.read(path, 4) for path in (tmp_path / assignment.name).glob("*.ipynb")}
        assert made.keys() == {"lab", "modules"}
        for notebook in made.values():
            MetadataValidator().validate_nb(notebook)
        points = {name: about["points"] for name, about in marks(made["modules"]).items() if about["grade"]}
        assert sum(points.values()) == sum(task.points for task in assignment.tasks if not task.bonus)
        written = {name for name in marks(made["lab"]) if name.startswith("written-")}
        asked = questions.read(course.root / "reference" / assignment.name)
        assert written == {f"written-{number}" for number in asked}


def test_a_build_is_the_same_every_time_and_brings_the_stub(course: Course, tmp_path: Path) -> None:
    """Two builds make the same bytes; what students get beside the notebooks is the stub, not the solution."""
    assignment = next(a for a in course.assignments if a.name == "a2_pmi")
    for folder in ("one", "two"):
        build.build(course, assignment, tmp_path / folder)
    files = sorted(path.name for path in (tmp_path / "one" / "a2_pmi").iterdir())
    assert files == ["README.md", "lab.ipynb", "modules.ipynb", "pmi.py", "test_pmi.py"]
    for name in files:
        assert (tmp_path / "one/a2_pmi" / name).read_bytes() == (tmp_path / "two/a2_pmi" / name).read_bytes()
    assert "NotImplementedError" in (tmp_path / "one/a2_pmi/pmi.py").read_text("utf-8")


def test_a_question_brings_text_points_and_rubric(course: Course) -> None:
    """What the handout asks, in a locked cell with the rubric between the marks of a mark scheme; the answer is editable."""
    made = lab("# %% [markdown] question=3\n# Look at your matrix again.")
    asked, answer = made.cells[:2]
    assert asked.source.startswith("Look at your matrix again.\n\n### Question 3: Why shifted PMI (4 points)")
    public, _, rubric = asked.source.partition("=== BEGIN MARK SCHEME ===")
    assert "Where does the ln k come from?" in public
    assert "log odds of real against made up" in rubric
    assert asked.metadata.nbgrader["locked"]
    assert answer.metadata.nbgrader["points"] == 4
    assert marks(made).keys() >= {f"written-{number}" for number in range(1, 7)}


ANSWER = '# %% answer="one"\nx = None\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION'


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        (['# %% answer="one"\nx = 1'], "BEGIN SOLUTION"),
        ([ANSWER.replace('"one"', '"Number One"')], "other characters than"),
        ([ANSWER, ANSWER], "two answers 'one'"),
        (['# %% tests="one" points=1\nassert x == 1'], "no answer 'one' stands above"),
        ([ANSWER, '# %% tests="one"\nassert x == 1'], "tests need points"),
        ([ANSWER, '# %% tests="one" points=1\nassert y == 1'], "no answer defines y"),
        ([ANSWER, '# %% tests="one" points=1\nassert x =='], "cell 2"),
        (["# %% [markdown] question=17"], "no question 17"),
        (["# %% [markdown] question=1", "# %% [markdown] question=1"], "asks it twice"),
    ],
)
def test_an_unclear_lab_is_refused_with_the_cell(cells: list[str], complaint: str) -> None:
    """The author reads which cell, and why."""
    with pytest.raises(CourseError, match=r"lab\.py, cell \d") as refused:
        lab(*cells)
    assert complaint in str(refused.value)


def test_a_test_asks_for_answers_only() -> None:
    """Imports, loop variables, arguments and builtins are the test's own; the rest must come from the student."""
    source = "import math\nfor n in answers:\n    assert math.isclose(n, (lambda q: q)(wanted), abs_tol=1e-3), str(n)"
    assert names.asked(source) == ["answers", "wanted"]
