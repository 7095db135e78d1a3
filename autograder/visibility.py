"""What of a result a student may see: the one door that every page, comment and export for students goes through.

Each level shows what the one before it shows, and one thing more:

    score            the sum, and what was odd about the files
    task             points and status of each task
    hint             what each hidden test asks for and whether it holds; the misconception behind the failures
    counterexample   the smallest input on which the answer is wrong, what was expected and what came

No level shows the name of a hidden test, a time, a path on the grader's machine, printed output, or why the grader broke.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from autograder.registry import LEVELS, Course, Feedback, Level
from autograder.report import Diagnosis, SubmissionResult, TaskResult, TestResult

OUR_FAULT = "A part of this could not be graded, through no fault of yours. Your instructor can see why."
"""All that a student learns about an error of the grader."""


def level_at(feedback: Feedback, now: datetime) -> Level:
    """What may be shown at `now`, a time with its zone."""
    early = feedback.deadline is not None and now < feedback.deadline
    return feedback.before or "task" if early else feedback.after


def levels_at(course: Course, now: datetime) -> dict[str, Level]:
    """Assignment to what may be shown of it at `now`."""
    return {assignment.name: level_at(assignment.feedback, now) for assignment in course.assignments}


def seen_by_student(result: SubmissionResult, level: Level | Mapping[str, Level]) -> SubmissionResult:
    """A copy of `result` that holds what may be shown at `level` and nothing else.

    `level` may differ from assignment to assignment; an assignment that a mapping lacks is shown as its score alone. Only what
    is named here is copied: a field that results may get one day stays hidden until somebody decides otherwise.
    """
    return SubmissionResult(
        name=result.name,
        path="",
        status=result.status,
        score=result.score,
        max_score=result.max_score,
        extra_credit=result.extra_credit,
        seconds=0.0,
        tasks=[_task(task, level_of(task, level)) for task in result.tasks if level_of(task, level) != "score"],
        problems=_problems(result),
    )


def shows(level: Level, what: Level) -> bool:
    """Whether `level` is at least `what`."""
    return LEVELS.index(level) >= LEVELS.index(what)


def level_of(task: TaskResult, level: Level | Mapping[str, Level]) -> Level:
    """What may be shown of one task, where `level` is for all assignments or for each."""
    return level.get(task.module.split("/")[0], "score") if isinstance(level, Mapping) else level


def _task(task: TaskResult, level: Level) -> TaskResult:
    hinted = shows(level, "hint")
    return TaskResult(
        id=task.id,
        function=task.function,
        module=task.module,
        title=task.title,
        points=task.points,
        max_points=task.max_points,
        status=task.status,
        bonus=task.bonus,
        tests=[_test(test, level) for test in task.tests] if hinted else [],
        diagnosis=_diagnosis(task.diagnosis) if hinted else None,
    )


def _test(test: TestResult, level: Level) -> TestResult:
    # The message of an error of ours quotes the hidden test.
    explained = shows(level, "counterexample") and test.status != "error"
    return TestResult(
        name="",
        docstring=test.docstring,
        status=test.status,
        points=test.points,
        max_points=test.max_points,
        message=test.message if explained else "",
        counterexample=test.counterexample if explained else None,
    )


def _diagnosis(found: Diagnosis | None) -> Diagnosis | None:
    return found and Diagnosis(misconception="", belief=found.belief, hint=found.hint)


def _problems(result: SubmissionResult) -> list[str]:
    """What was odd about the student's own files, which is no hidden result; of our own faults only that there was one."""
    files = {task.module for task in result.tasks}
    refused = [problem for problem in result.problems if problem.split(" ")[0] in files]
    # A module that cannot be imported has not seen a hidden input yet.
    unread = {
        test.message
        for task in result.tasks
        for test in task.tests
        if test.message.startswith(f"{task.module.split('/')[-1]} cannot be imported")
    }
    return [*([OUR_FAULT] if result.status == "error" else []), *refused, *sorted(unread)]
