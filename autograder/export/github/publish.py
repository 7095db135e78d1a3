"""Say what came out: a check run with annotations, one comment that is kept up to date, and the summary of the job."""

from __future__ import annotations

from typing import Any

from autograder import escape
from autograder.export import told
from autograder.export.github.api import Api
from autograder.export.github.request import Conclusion, Request
from autograder.export.markdown import markdown
from autograder.report import Report

CHECK = "Firth"
"""Name of the check run."""

MARK = "<!-- firth: result -->"
"""What the comment begins with; invisible."""

AUTHOR = "github-actions[bot]"
"""Who writes it. Somebody else's comment with the mark is somebody else's."""

MOST_ANNOTATIONS = 50
"""In one request."""

MAX_COMMENT = 65_536
MAX_OUTPUT = 65_535
"""Of a check's summary, as of its text."""

MAX_SUMMARY = 1 << 20
MOST_PAGES = 30
"""Of comments that are looked through for ours."""


class Words:
    """What is to be said: how the check ends, its title, and the whole of it as Markdown for as many bytes as there are."""

    def __init__(self, conclusion: Conclusion, title: str, seen: Report | None = None, text: str = "") -> None:
        self.conclusion, self.title, self._seen, self._text = conclusion, title, seen, text

    def body(self, limit: int) -> str:
        """At most `limit` bytes of Markdown."""
        return self._text if self._seen is None else markdown(self._seen, limit)


def words(request: Request, seen: Report | None) -> Words:
    """What is to be said: the verdict if there is one, else the results; if there are none of them either, it is our fault."""
    if request.conclusion is not None:
        title = "Nothing to grade" if request.conclusion == "neutral" else "Not graded"
        detail = f" {escape.markdown(request.detail)}" if request.detail else ""
        return Words(request.conclusion, title, text=f"{escape.markdown_prose(request.verdict)}{detail}\n")
    if seen is None:
        return Words("action_required", "Not graded, for reasons of ours", text="The grader did not come to its end.\n")
    return words_of(seen)


def words_of(seen: Report) -> Words:
    """What is to be said of one submission; `seen` holds no more than its author may see."""
    (result,) = seen.submissions
    # Extra credit is no part of the score: with it alone, 0 of 0 points would be full marks.
    full = result.score == result.max_score and all(task.status == "passed" for task in result.tasks)
    conclusion: Conclusion = "success" if full else "failure"
    return Words("action_required" if result.status == "error" else conclusion, told.headline(result), seen)


def check(request: Request, said: Words, annotations: list[dict[str, Any]], api: Api) -> None:
    """Create the check run on the pull request's commit; annotations beyond the first fifty are added to it."""
    first, rest = annotations[:MOST_ANNOTATIONS], annotations[MOST_ANNOTATIONS:]
    output = {"title": said.title, "summary": said.body(MAX_OUTPUT)}
    runs = f"/repos/{request.repository}/check-runs"
    made = api.call(
        "POST",
        runs,
        {
            "name": CHECK,
            "head_sha": request.sha,
            "status": "completed",
            "conclusion": said.conclusion,
            "output": {**output, "annotations": first},
        },
    )
    while rest:
        group, rest = rest[:MOST_ANNOTATIONS], rest[MOST_ANNOTATIONS:]
        api.call("PATCH", f"{runs}/{int(made['id'])}", {"output": {**output, "annotations": group}})


def comment(request: Request, said: Words, api: Api) -> None:
    """Write our comment on the pull request, or bring it up to date; nothing if the pull request has moved on or is gone."""
    if request.pull is None:
        return
    pull = api.call("GET", f"/repos/{request.repository}/pulls/{request.pull}")
    if pull["head"]["sha"] != request.sha:
        return
    head = f"{MARK}\n"
    foot = f"\n<sub>commit {request.sha[:10]}</sub>\n"
    body = head + said.body(MAX_COMMENT - len(head) - len(foot)) + foot
    ours = _ours(request, api)
    if ours is None:
        api.call("POST", f"/repos/{request.repository}/issues/{request.pull}/comments", {"body": body})
    else:
        api.call("PATCH", f"/repos/{request.repository}/issues/comments/{ours}", {"body": body})


def _ours(request: Request, api: Api) -> int | None:
    comments = f"/repos/{request.repository}/issues/{request.pull}/comments"
    for page in range(1, MOST_PAGES + 1):
        found = api.call("GET", f"{comments}?per_page=100&page={page}")
        for one in found:
            if (one["user"] or {}).get("login") == AUTHOR and one["body"].startswith(MARK):
                return int(one["id"])
        if len(found) < 100:
            return None
    return None
