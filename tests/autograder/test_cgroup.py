"""The control group around a zygote, on a tree of plain files: what is written where, and when it is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.sandbox import Pool, cgroup


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The group around ours, which hands on memory and pids; ours is `job`."""
    (tmp_path / "slice" / "job").mkdir(parents=True)
    for name, text in (
        ("cgroup.controllers", "cpu memory pids\n"),
        ("slice/cgroup.subtree_control", "memory pids\n"),
        ("slice/job/cgroup.subtree_control", "\n"),
        ("own", "4:memory:/elsewhere\n0::/slice/job\n"),
    ):
        (tmp_path / name).write_text(text, "ascii")
    monkeypatch.setattr(cgroup, "MOUNTS", (tmp_path / "not there", tmp_path))
    monkeypatch.setattr(cgroup, "OWN", tmp_path / "own")
    return tmp_path / "slice"


def test_a_zygote_lives_in_a_group_with_limits(tree: Path) -> None:
    """Memory, swap and processes are bounded before the zygote, which enters by itself, has any child; all ends with it."""
    with Pool(without=frozenset({"own user"})) as pool:
        zygote = pool.zygote("numpy")
        assert "control group" in pool.layers
        group = max(tree.glob("firth-*"), key=lambda path: int(path.name.rpartition("-")[2]))
        written = {path.name: path.read_text("ascii") for path in group.iterdir()}
        assert written == {
            "memory.max": f"{2 << 30}\n",
            "memory.swap.max": "0\n",
            "pids.max": "80\n",
            "cgroup.procs": f"{zygote.pid}\n",
        }
    assert (group / "cgroup.kill").read_text("ascii") == "1\n"


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("slice/cgroup.subtree_control", "cpu pids\n", "needs cgroup v2 with the controllers"),
        ("own", "0::/elsewhere/job\n", "needs cgroup v2 with the controllers"),
        ("own", "0::/\n", "needs cgroup v2 with the controllers"),
        ("own", "3:memory:/\n", "needs cgroup v2 with the controllers"),
    ],
    ids=["no memory controller", "another tree", "top of a container", "version 1 only"],
)
def test_a_group_that_cannot_be_divided_is_left_alone(name: str, text: str, reason: str, tree: Path) -> None:
    """Nothing is made where limits could not be set, and the reason is told."""
    (tree.parent / name).write_text(text, "ascii")
    assert reason in cgroup.missing()
    assert not list(tree.parent.rglob("firth-*"))


def test_a_group_that_cannot_be_entered_is_not_used(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried out before the run: what cannot be had is told, and does not stop grading."""
    monkeypatch.setattr(cgroup, "JOIN", "exit 1")
    with Pool(without=frozenset({"namespaces"})) as pool:
        pool.zygote("numpy")
        assert "control group" not in pool.layers
        assert "not writable here" in pool.missing["control group"]
