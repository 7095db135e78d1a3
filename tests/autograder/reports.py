"""Reports made by hand: one with hostile text wherever a submission could put some, and one of any size."""

from __future__ import annotations

from autograder.report import (
    Counterexample,
    Diagnosis,
    Isolation,
    Report,
    SubmissionResult,
    TaskResult,
    TestResult,
    TestStatus,
)

HOSTILE = (
    "\n::error file=x::y\n```\n</script><img src=x onerror=alert(1)> @everyone | [a](javascript:b) ]]>\x1b[2J\u202e%0A"
)
"""What each of the forms has its own reason to fear."""


def hidden_test(
    status: TestStatus = "failed", text: str = "3.5", points: int = 2, name: str = "test_one"
) -> TestResult:
    """A hidden test whose counterexample quotes `text`."""
    shown = Counterexample(called=[f"ppmi({text})"], expected="0.0", got=text, where="row 0, column 0")
    return TestResult(
        name=name,
        docstring="Rows of zeros stay at `0`.",
        status=status,
        points=points if status == "passed" else 0,
        max_points=points,
        message="expected 0.0, got something else" if status != "passed" else "",
        counterexample=shown if status == "failed" else None,
        output=text if status == "failed" else "",
    )


def task(number: str, tests: list[TestResult], status: str = "failed", *, bonus: bool = False) -> TaskResult:
    """A task of a2_pmi made of `tests`."""
    return TaskResult(
        id=number,
        function="ppmi",
        module="a2_pmi/pmi.py",
        title="Positive only",
        points=sum(test.points for test in tests),
        max_points=sum(test.max_points for test in tests),
        status=status,  # type: ignore[arg-type]
        bonus=bonus,
        tests=tests,
        diagnosis=Diagnosis(misconception="P-1", belief="Logs are never negative.", hint="Try [[4, 1], [1, 0]]."),
    )


def submission(
    name: str, tasks: list[TaskResult], status: str = "graded", problems: tuple[str, ...] = ()
) -> SubmissionResult:
    """A submission of `tasks`."""
    counted = [one for one in tasks if not one.bonus]
    return SubmissionResult(
        name=name,
        path=name,
        status=status,  # type: ignore[arg-type]
        score=sum(one.points for one in counted),
        max_score=sum(one.max_points for one in counted),
        extra_credit=sum(one.points for one in tasks if one.bonus),
        seconds=1.5,
        tasks=tasks,
        problems=list(problems),
    )


def report(*submissions: SubmissionResult) -> Report:
    """A report of `submissions`."""
    isolation = Isolation(asked="best", tier=1, layers=["namespaces"], missing={}, probes={})
    versions = {"firth": "0", "python": "3"}
    return Report(
        versions=versions, suite="0123456789abcdef", isolation=isolation, seconds=2.0, submissions=list(submissions)
    )


def hostile() -> Report:
    """Two submissions: hostile text in each place, each status, extra credit; and one that broke the grader."""
    tests = [hidden_test(text=HOSTILE), hidden_test("passed"), hidden_test("timeout"), hidden_test("not_implemented")]
    tasks = [task("2.3", tests, "partial"), task("2.9", [hidden_test("passed", points=3)], "passed", bonus=True)]
    broken = submission(
        "=cmd()", [task("2.3", [hidden_test("error")], "error")], "error", ("the hidden tests ended early",)
    )
    return report(submission(HOSTILE, tasks, problems=(HOSTILE,)), broken)
