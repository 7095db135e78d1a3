"""`firth github`: the steps of the jobs that grade a pull request, and of the action; see docs/github.md."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click
import msgspec

from autograder import escape, intake, report
from autograder.cli.common import OURS, Failure, find_course
from autograder.export.github import publish
from autograder.export.github import request as requests
from autograder.export.github.annotations import commands, notes
from autograder.export.github.api import Api, ApiError
from autograder.export.run import graded, handed_in, seen_now
from autograder.sandbox import SandboxError

WORK = click.argument("work", type=click.Path(path_type=Path))
"""Folder in which a job keeps what one step leaves to the next."""

REQUEST, SUBMISSION, RESULTS, SEEN = "request.json", "submission.zip", "results.json", "seen.json"


@click.group()
def github() -> None:
    """Steps of the workflows that grade pull requests (see docs/github.md)."""


@github.command()
@WORK
@click.option("--folder", default="", help="Where in the repository the assignments lie (default: at its top).")
@click.pass_obj
def fetch(root: Path | None, work: Path, folder: str) -> None:
    """Fetch what a pull request handed in, as hostile data: in the base repository's job, which has a token."""
    course, api = find_course(root), _api()
    work.mkdir(parents=True, exist_ok=True)
    try:
        event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_bytes())
        asked = requests.of_event(event, api)
        asked.folder = f"{folder.strip('/')}/" if folder.strip("/") else ""
        requests.save(asked, work / REQUEST)  # whatever happens next, it is known where to say so
        requests.fetch(asked, course, api, work / SUBMISSION)
    except requests.NoRequest as error:
        raise click.UsageError(str(error)) from None
    except (KeyError, OSError, ValueError, TypeError) as error:
        raise Failure(f"GITHUB_EVENT_PATH or GitHub's answer cannot be used ({type(error).__name__})") from None
    except ApiError as error:
        raise Failure(str(error)) from None
    requests.save(asked, work / REQUEST)
    click.echo(
        escape.terminal(f"{asked.verdict} {asked.detail}".strip())
        or f"fetched what {asked.repository}@{asked.sha[:10]} hands in"
    )


@github.command()
@WORK
@click.pass_obj
def grade(root: Path | None, work: Path) -> None:
    """Grade what was fetched, in the strict sandbox: without a token, and without a word about hidden tests in the log."""
    course, asked = find_course(root), _request(work)
    if asked.conclusion is not None:
        click.echo("nothing to grade")
        return
    try:
        submission = intake.read(work / SUBMISSION, list(course.modules))
        tasks = handed_in(course, frozenset(submission.sources) | frozenset(submission.refused))
        made = graded(submission, course, "strict", tasks)
    except (intake.IntakeError, SandboxError) as error:
        raise Failure(f"no submission code could be run: {error}") from None
    except Exception as error:  # a traceback would show students the lines of a hidden test
        raise Failure(f"the grader broke ({type(error).__name__}); grade this commit by hand to see where") from None
    report.write_json(made, work / RESULTS)
    click.echo(f"graded {len(tasks)} tasks in {made.seconds:.1f} s")
    if made.submissions[0].status == "error":
        sys.exit(OURS)


@github.command(name="report")
@WORK
@click.pass_obj
def report_command(root: Path | None, work: Path) -> None:
    """Report what came out: a check run with annotations, a comment, a summary; exit code 1 if it was our fault."""
    course, asked, api = find_course(root), _request(work), _api()
    seen, lines = None, []
    if asked.conclusion is None and (work / RESULTS).exists():
        seen = seen_now(report.read_json(work / RESULTS), course)
        report.write_json(seen, work / SEEN)
        submission = intake.read(work / SUBMISSION, list(course.modules))
        lines = notes(seen.submissions[0], submission.sources, asked.folder)
    said = publish.words(asked, seen)
    _summarise(said)
    try:
        publish.check(asked, said, lines, api)
        publish.comment(asked, said, api)
    except (ApiError, KeyError, TypeError, ValueError) as error:
        raise Failure(f"not everything could be published: {error}") from None
    click.echo(f"{said.conclusion}: {said.title}")
    if said.conclusion == "action_required":
        sys.exit(OURS)


@github.command()
@click.argument("path", metavar="REPORT.json", type=click.Path(path_type=Path))
@click.argument("submission", type=click.Path(path_type=Path))
def show(path: Path, submission: Path) -> None:
    """Show a report in a job of one's own: annotations, summary and outputs of the step. SUBMISSION is what was graded."""
    try:
        made = report.read_json(path)
        if len(made.submissions) != 1:
            raise report.ReportError(
                f"{path}: the report of one submission is needed, this has {len(made.submissions)}"
            )
        (result,) = made.submissions
        texts = intake.read(submission, sorted({task.module for task in result.tasks})).sources
    except (report.ReportError, intake.IntakeError) as error:
        raise click.UsageError(str(error)) from None
    folder = f"{submission.as_posix().strip('/')}/" if submission.is_dir() and submission != Path() else ""
    for line in commands(notes(result, texts, folder)):
        click.echo(line)
    _summarise(publish.words_of(made))
    _append("GITHUB_OUTPUT", f"score={result.score}\nmax-score={result.max_score}\nstatus={result.status}\n")


def _request(work: Path) -> requests.Request:

    try:
        return requests.load(work / REQUEST)
    except (OSError, msgspec.MsgspecError) as error:
        raise Failure(
            f"{work / REQUEST}: cannot be read ({type(error).__name__}); run `firth github fetch` first"
        ) from None


def _summarise(said: publish.Words) -> None:

    _append("GITHUB_STEP_SUMMARY", said.body(publish.MAX_SUMMARY))


def _append(variable: str, text: str) -> None:
    if name := os.environ.get(variable):
        with open(name, "a", encoding="utf-8") as file:
            file.write(text)


def _api() -> Api:

    token = os.environ.get("GITHUB_TOKEN", "")
    if not token:
        raise click.UsageError("GITHUB_TOKEN is not set; this is a step of a workflow (see docs/github.md)")
    return Api(os.environ.get("GITHUB_API_URL", "https://api.github.com"), token)
