"""A report as JUnit XML in the xunit2 form, which GitLab, Jenkins and many others show."""

from __future__ import annotations

from xml.etree import ElementTree

from autograder import escape
from autograder.export import told
from autograder.report import Report, SubmissionResult, TaskResult, TestResult


def junit(report: Report) -> str:
    """One suite for each submission, one case for each hidden test (for each task, where tests are not told)."""
    root = ElementTree.Element("testsuites")
    for result in report.submissions:
        root.append(_suite(result))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(result: SubmissionResult) -> ElementTree.Element:
    cases = [case for task in result.tasks for case in _cases(task)]
    if result.status == "error" and not _count(cases, "error"):
        cases.append(_case("firth", "grading", "error", "; ".join(result.problems)))
    suite = _element("testsuite", name=result.name, tests=str(len(cases)), skipped="0", time=f"{result.seconds:.3f}")
    suite.set("failures", str(_count(cases, "failure")))
    suite.set("errors", str(_count(cases, "error")))
    suite.extend(cases)
    return suite


def _count(cases: list[ElementTree.Element], verdict: str) -> int:
    return sum(case.find(verdict) is not None for case in cases)


def _cases(task: TaskResult) -> list[ElementTree.Element]:
    place = f"{task.module.removesuffix('.py').replace('/', '.')}.{task.function}"
    if not task.tests:
        return [_case(place, f"task {task.id}", task.status, f"{told.points(task)} points")]
    return [_of_test(place, test) for test in task.tests]


def _of_test(place: str, test: TestResult) -> ElementTree.Element:
    message = f"{told.name_of(test)} {test.message}".strip()
    case = _case(place, test.name or told.name_of(test), test.status, message, told.lines(test))
    case.set("time", f"{test.seconds:.3f}")
    if test.output:
        output = ElementTree.SubElement(case, "system-out")
        output.text = "\n".join(map(escape.terminal, test.output.splitlines()))
    return case


def _case(place: str, name: str, status: str, message: str, lines: list[str] | None = None) -> ElementTree.Element:
    """A case with its verdict: our own fault is an error, all that did not pass is a failure, nothing is skipped."""
    case = _element("testcase", classname=place, name=name, time="0.000")
    if status != "passed":
        verdict = _element("error" if status == "error" else "failure", type=status, message=message)
        verdict.text = "\n".join(map(escape.terminal, lines or []))
        case.append(verdict)
    return case


def _element(tag: str, **attributes: str) -> ElementTree.Element:
    """An element of visible text; quoting is ElementTree's business."""
    return ElementTree.Element(tag, {name: escape.terminal(value) for name, value in attributes.items()})
