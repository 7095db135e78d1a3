"""nbgrader's settings for a course, in one place: for our commands, for nbgrader's own, and for formgrader."""

from __future__ import annotations

from pathlib import Path

from traitlets.config.loader import Config, PyFileConfigLoader

from autograder.registry import Course, CourseError
from autograder.report import write_atomically

FILE = "nbgrader_config.py"
"""In nbgrader's course folder; nbgrader reads it by itself."""

TEXT = """\
# nbgrader's settings for this course: made once by `firth labs build`, and yours to change from then on.
from autograder.nbgrader.config import defaults

c = get_config()
c.merge(defaults({course!r}, {folder!r}))
# c.CourseDirectory.db_url = "postgresql+psycopg://name@host/gradebook"
"""


def write(course: Course, folder: Path) -> None:
    """Put the settings where nbgrader looks for them, unless some are there."""
    if not (folder / FILE).exists():
        write_atomically(folder / FILE, TEXT.format(course=str(course.root), folder=str(folder.resolve())).encode())


def read(folder: Path) -> Config:
    """The settings in the folder. Raises CourseError if there are none, or they cannot be read."""
    if not (folder / FILE).is_file():
        raise CourseError(f"{folder}: no {FILE} here; `firth labs build` makes it")
    try:
        return PyFileConfigLoader(FILE, path=str(folder)).load_config()
    except Exception as error:  # it is a program, and may go wrong in any way
        raise CourseError(f"{folder / FILE}: {type(error).__name__}: {error}") from None


def defaults(course_root: str, folder: str) -> Config:
    """What nbgrader has to know of a course."""
    course, here = Course(Path(course_root)), "autograder.nbgrader"
    c = Config()
    c.CourseDirectory.root = folder
    c.CourseDirectory.course_id = "firth"
    # The trap of all courses with modules: a stub in source/ would take the place of the student's own file.
    c.Autograde.exclude_overwriting = {a.name: [module.file for module in a.modules] for a in course.assignments}
    c.Autograde.autograde_preprocessors = [
        f"{here}.grade.Grade",
        "nbgrader.preprocessors.LimitOutput",
        f"{here}.grade.SaveScores",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.AssignLatePenalties.plugin_class = f"{here}.penalties.LatePenalty"
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        f"{here}.grade.ForStudents",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
    c.Grade.course = c.ForStudents.course = c.LatePenalty.course = course_root
    c.ClearSolutions.code_stub = {"python": "# YOUR ANSWER HERE"}
    c.ClearMarkScheme.enforce_metadata = False  # rubrics stand in the read-only cell of their question
    # What students write is shown in formgrader's own page, where a script could give marks.
    c.HTMLExporter.preprocessors = ["nbconvert.preprocessors.sanitize.SanitizeHTML"]
    c.HTMLExporter.sanitize_html = True
    return c
