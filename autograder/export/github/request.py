"""In the base repository's job: which pull request is meant, and what it hands in.

Who asks is read from GitHub's own event. What is handed in is an artifact that the pull request's code may have made as it
liked: it is never unpacked, read in bounds, and compared with the commit that it claims to come from.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import msgspec

from autograder import intake, report
from autograder.export.github.api import Api, ApiError, TooLarge
from autograder.registry import Course

ARTIFACT = "submission"
"""Name under which the pull request's job hands its files on."""

Conclusion = Literal["success", "failure", "neutral", "action_required"]
"""How a check ends. Our own fault is "action_required": neither red for the student, nor good enough for a merge."""

_SHA = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_NOTHING = "Nothing to grade: this pull request changes no module of the course, or its own job ended before it could hand one on."


class Request(msgspec.Struct, kw_only=True):
    """What is to be graded, for the steps that follow."""

    repository: str
    sha: str
    run: int
    pull: int | None = None
    folder: str = ""
    """Where in the repository the assignments lie, with a slash at its end; empty for its top."""
    conclusion: Conclusion | None = None
    """Set if the matter is settled before anything is graded."""
    verdict: str = ""
    """Then this is what is said …"""
    detail: str = ""
    """… and this what the program said that could not read it, which may quote the artifact."""


class NoRequest(Exception):
    """The event is not about the job of a pull request."""


def of_event(event: dict[str, Any], api: Api) -> Request:
    """The request behind an event `workflow_run`. Raises NoRequest, ApiError."""
    run = event.get("workflow_run")
    if not isinstance(run, dict) or run.get("event") != "pull_request":
        raise NoRequest("this is not the end of a pull request's job: use it on `workflow_run` (see docs/github.md)")
    repository, sha, number = str(event["repository"]["full_name"]), str(run["head_sha"]), int(run["id"])
    if not _SHA.fullmatch(sha):
        raise NoRequest("the event names no commit")
    return Request(repository=repository, sha=sha, run=number, pull=_pull(run, repository, sha, api))


def _pull(run: dict[str, Any], repository: str, sha: str, api: Api) -> int | None:
    """Number of the open pull request whose head is `sha`; the event itself is silent about those from forks."""
    owner = ((run.get("head_repository") or {}).get("owner") or {}).get("login")
    if not owner:
        return None  # the fork is gone
    head = quote(f"{owner}:{run.get('head_branch')}", safe="")
    pulls = api.call("GET", f"/repos/{repository}/pulls?state=open&per_page=100&head={head}")
    return next((int(pull["number"]) for pull in pulls if pull["head"]["sha"] == sha), None)


def fetch(request: Request, course: Course, api: Api, target: Path) -> None:
    """Put the artifact at `target`, or settle the request if there is nothing in it that could be graded."""
    try:
        target.write_bytes(_download(request, api))
        submission = intake.read(target, list(course.modules))
    except _Settled as verdict:
        request.conclusion, request.verdict = verdict.conclusion, str(verdict)
        return
    except (TooLarge, intake.IntakeError) as error:
        request.conclusion, request.verdict = "failure", "The artifact cannot be graded:"
        request.detail = str(error).removeprefix(f"{target}: ")
        return
    if not submission.sources and not submission.refused:
        request.conclusion, request.verdict = "neutral", _NOTHING
    elif forged := [name for name in submission.sources if not _is_committed(request, name, submission, api)]:
        request.conclusion = "failure"
        request.verdict = f"{', '.join(forged)}: not what the commit holds. Only what is committed can be graded."


class _Settled(Exception):
    """There is nothing to grade; the message says why."""

    def __init__(self, conclusion: Conclusion, verdict: str) -> None:
        super().__init__(verdict)
        self.conclusion = conclusion


def _download(request: Request, api: Api) -> bytes:
    listed = api.call(
        "GET", f"/repos/{request.repository}/actions/runs/{request.run}/artifacts?per_page=100&name={ARTIFACT}"
    )
    found = [one for one in listed["artifacts"] if one["name"] == ARTIFACT and not one["expired"]]
    if not found:
        raise _Settled("neutral", _NOTHING)
    artifact = max(found, key=lambda one: int(one["id"]))  # of the last attempt
    if int(artifact["size_in_bytes"]) > intake.MAX_ARCHIVE:
        raise TooLarge(f"more than {intake.MAX_ARCHIVE >> 20} MB")
    return api.download(f"/repos/{request.repository}/actions/artifacts/{int(artifact['id'])}/zip", intake.MAX_ARCHIVE)


def _is_committed(request: Request, name: str, submission: intake.Submission, api: Api) -> bool:
    """Whether the commit has this very file at this place: else one could be graded for what one never showed."""
    path = quote(request.folder + name)
    try:
        there = api.call("GET", f"/repos/{request.repository}/contents/{path}?ref={request.sha}")
    except ApiError as error:
        if ": 404 " in str(error):
            return False
        raise
    data = submission.sources[name].encode()
    return isinstance(there, dict) and there.get("sha") in {_blob(data), _blob(b"\xef\xbb\xbf" + data)}


def _blob(data: bytes) -> str:
    """The name that git gives to a file of this content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def save(request: Request, path: Path) -> None:
    """Write the request for the next step."""
    report.write_atomically(path, msgspec.json.encode(request))


def load(path: Path) -> Request:
    """What `save` wrote. Raises OSError, msgspec.MsgspecError."""
    return msgspec.json.decode(path.read_bytes(), type=Request)
