"""GitHub as far as the jobs see it: a local HTTP server for its API, and a runner for the scripts of a workflow."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import yaml

from autograder.export.github.request import _blob
from tests.conftest import ROOT

SHA = "0123456789abcdef0123456789abcdef01234567"
TOKEN = "a-token-that-nobody-may-see"


class GitHub:
    """One repository, `ada/course`, with one open pull request (7) from a fork, and one artifact."""

    def __init__(self) -> None:
        self.artifact: bytes | None = None
        self.size: int | None = None
        self.files: dict[str, bytes] = {}
        """What the pull request's commit holds, by path."""
        self.head = SHA
        """The pull request's last commit."""
        self.checks: list[dict[str, Any]] = []
        self.annotations: list[list[dict[str, Any]]] = []
        """Of each request about the check run."""
        self.comments: list[dict[str, Any]] = []
        self.seen: list[tuple[str, str, str]] = []
        """Method, path and Authorization of every request."""
        self.failures: list[int] = []
        """Status codes to answer the next GETs with."""
        self.base = ""

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> tuple[int, Any]:
        """Status and answer to a request."""
        if method == "GET" and self.failures:
            return self.failures.pop(0), {"message": "no"}
        path = path.removeprefix("/repos/ada/course")
        if (method, path) == ("GET", "/pulls"):
            meant = query["head"] == ["eve:pmi & more"]
            return 200, [{"number": 7, "head": {"sha": self.head}}] if meant else []
        if (method, path) == ("GET", "/pulls/7"):
            return 200, {"head": {"sha": self.head}}
        if (method, path) == ("GET", "/actions/runs/42/artifacts"):
            size = len(self.artifact or b"") if self.size is None else self.size
            made = {"id": 5, "name": "submission", "expired": False, "size_in_bytes": size}
            return 200, {"artifacts": [made] if self.artifact is not None else []}
        if path == "/actions/artifacts/5/zip":
            return 302, f"{self.base}/storage/submission.zip"
        if path == "/storage/submission.zip":
            return 200, self.artifact
        if path.startswith("/contents/"):
            assert query["ref"] == [SHA]
            data = self.files.get(unquote(path.removeprefix("/contents/")))
            return (404, {}) if data is None else (200, {"type": "file", "sha": _blob(data)})
        if path.startswith("/check-runs"):
            self.annotations.append(body["output"].pop("annotations"))
            self.checks.append(body)
            return 201, {"id": 9}
        if path == "/issues/7/comments" and method == "GET":
            first = 100 * (int(query["page"][0]) - 1)
            return 200, self.comments[first : first + 100]
        if path == "/issues/7/comments":
            self.comments.append({"id": 100 + len(self.comments), "user": {"login": "github-actions[bot]"}, **body})
            return 201, self.comments[-1]
        if path.startswith("/issues/comments/"):
            next(one for one in self.comments if one["id"] == int(path.split("/")[-1])).update(body)
            return 200, {}
        return 404, {}


@contextmanager
def serving(github: GitHub) -> Iterator[GitHub]:
    """The API on a port of this machine's own network."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            github.seen.append((self.command, self.path, self.headers.get("Authorization", "")))
            given = json.loads(body) if body else None
            status, told = github.answer(self.command, parts.path, parse_qs(parts.query), given)
            data = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            if status == 302:
                self.send_header("Location", told)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _answer  # noqa: N815  (the names that http.server asks for)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    github.base = f"http://127.0.0.1:{server.server_port}"
    try:
        yield github
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


EVENT = {
    "repository": {"full_name": "ada/course"},
    "workflow_run": {
        "id": 42,
        "event": "pull_request",
        "head_sha": SHA,
        "head_branch": "pmi & more",
        "head_repository": {"full_name": "eve/course", "owner": {"login": "eve"}},
    },
}


class Runner:
    """Runs the `run` steps of a job as GitHub's runner does: bash, expressions filled in, GITHUB_* files, nothing else."""

    def __init__(self, folder: Path, expressions: dict[str, str], api: str = "") -> None:
        self.folder, self.expressions = folder, expressions
        self.temp, self.workspace, bin_ = folder / "temp", folder / "workspace", folder / "bin"
        for place in (self.temp, self.workspace, bin_):
            place.mkdir(parents=True, exist_ok=True)
        self._program(bin_ / "sudo", "exit 0")
        self._program(bin_ / "python", f'case "$2" in pip|venv) exit 0;; esac; exec {sys.executable} "$@"')
        firth = f'exec {sys.executable} -m autograder "$@"'
        self._program(self.workspace / ".venv/bin/firth", firth.replace("autograder", f"autograder --course {ROOT}", 1))
        self._program(self.temp / "firth-venv/bin/firth", firth)
        for environment in (self.workspace / ".venv", self.temp / "firth-venv"):
            self._program(environment / "bin/pip", "exit 0")
        (folder / "event.json").write_text(json.dumps(EVENT))
        self.environment = {
            "PATH": f"{bin_}:{os.environ['PATH']}",
            "HOME": str(folder),
            "PYTHONPATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_EVENT_PATH": str(folder / "event.json"),
            "GITHUB_API_URL": api,
            "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
            "GITHUB_OUTPUT": str(folder / "output"),
            "RUNNER_TEMP": str(self.temp),
        }

    def run(self, file: Path) -> dict[str, subprocess.CompletedProcess[str]]:
        """Run the scripts of the file's only job (or of its composite action); what became of each, by the step's name."""
        content = yaml.safe_load(file.read_text("utf-8"))
        steps = content["runs"]["steps"] if "runs" in content else next(iter(content["jobs"].values()))["steps"]
        told: dict[str, subprocess.CompletedProcess[str]] = {}
        for step in steps:
            failed = any(one.returncode for one in told.values())
            if "run" in step and (not failed or "cancelled()" in str(step.get("if", ""))):
                environment = self.environment | {
                    name: self._filled(text) for name, text in step.get("env", {}).items()
                }
                assert "${{" not in step["run"], "an expression in a script can carry code"
                told[step["name"]] = subprocess.run(
                    ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                    cwd=self.workspace,
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=120,
                )
        return told

    def _filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: self.expressions[found[1]], text)

    @staticmethod
    def _program(path: Path, script: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)
