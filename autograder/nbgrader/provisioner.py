"""A Jupyter kernel provisioner that locks the kernel in: Jupyter's entry point for our isolation.

The kernel sees copies of the plain files of the notebook's folder (no notebook among them), the course's data and the
libraries; it is talked to through local sockets in a folder of its own; all else is as for the workers that grade modules.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Bool, Float, Integer, List, Unicode

from autograder.sandbox import namespaces
from autograder.sandbox.process import ENVIRONMENT, WORKER

NAME = "firth-sandbox"
"""As which it is registered (pyproject.toml)."""

LARGEST_FILE, LARGEST_FOLDER = 1 << 20, 16 << 20
"""Bytes of one file, and of all files, that a kernel gets to see of its notebook's folder."""

OWN = "own"
SOCKETS = f"{OWN}/sockets"
"""Below the kernel's folder: what only this kernel has, and its sockets in there."""

SCRATCH = 64 << 20
"""Bytes that a kernel may write, where there are namespaces; elsewhere it may not write."""


class SandboxProvisioner(LocalProvisioner):
    """Starts kernels in the sandbox. The kernel's working folder is a copy, below a name that the notebook's folder has."""

    data = Unicode("", help="Folder that the kernel may read, as `data` beside its working folder.").tag(config=True)
    secrets = List(Unicode(), help="Files that a kernel must not be able to read: tried before each start.").tag(
        config=True
    )
    memory = Integer(3 << 30, help="Bytes of address space.").tag(config=True)
    cpu = Integer(600, help="Seconds of CPU time.").tag(config=True)
    enclosed = Bool(True, help="Use namespaces, if there are any.").tag(config=True)
    layered = Bool(True, help="Use Landlock, seccomp and another user; False is for your own notebooks only.").tag(
        config=True
    )
    wait_for_exit = Float(5.0, help="Seconds until a kernel that was asked to end is killed.").tag(config=True)

    _room: Path | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare the kernel's folder, and the command that starts it in there."""
        folder = Path(kwargs.get("cwd") or os.getcwd())
        self._room = room = _make_room(folder, self.data)
        manager: Any = self.parent
        manager.transport, manager.cache_ports = "ipc", False
        manager.connection_file = str(room / SOCKETS / "kernel.json")
        manager.ip = str(room / SOCKETS / "kernel")
        kwargs = await super().pre_launch(**kwargs)
        os.chmod(manager.connection_file, 0o644)  # the kernel may be another user
        work = room / folder.name
        settings: dict[str, Any] = {"memory": self.memory, "cpu": self.cpu, "output": SCRATCH, "files": 256}
        settings |= {"readable": [self.data, str(room)], "sockets": str(room / SOCKETS), "layered": self.layered}
        words: list[str] = []
        if self.layered and self.enclosed and namespaces_work():
            settings["writable"] = [str(work)]
            words = namespaces.command((self.data,), _mounts(room, work, self.data))
        command = [sys.executable, "-s", "-P", str(WORKER / "kernel.py"), manager.connection_file, str(work)]
        kwargs["cmd"] = [*words, *command, json.dumps(settings), json.dumps(self.secrets)]
        return kwargs | {"env": _environment(room / OWN, work), "cwd": str(work)}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start it, with what it says at its start kept for `last_words`."""
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed in cleanup)
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": self._said}
        return await super().launch_kernel(cmd, **(kwargs | streams))

    def last_words(self) -> str:
        """The last line of what the kernel's process wrote before it ended."""
        self._said.seek(0)
        lines = self._said.read(1 << 16).decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""

    async def cleanup(self, restart: bool = False) -> None:
        """Forget the kernel's folder."""
        await super().cleanup(restart)
        if self._room and not restart:
            shutil.rmtree(self._room, ignore_errors=True)
            self._said.close()
            self._room = None


@functools.cache
def namespaces_work() -> bool:
    """Whether bubblewrap is there and allowed: tried once."""
    if namespaces.missing():
        return False
    python = [sys.executable, "-c", ""]
    tried = subprocess.run([*namespaces.command(()), *python], capture_output=True, env=ENVIRONMENT, check=False)
    return tried.returncode == 0


def _make_room(folder: Path, data: str) -> Path:
    """A folder with a copy of the plain files of `folder`, a link to the data, and the kernel's own folders."""
    room = Path(tempfile.mkdtemp(prefix="firth-lab-"))
    work, left = room / folder.name, LARGEST_FOLDER
    work.mkdir()
    for file in sorted(folder.iterdir()):
        facts = file.lstat()
        if stat.S_ISREG(facts.st_mode) and file.suffix != ".ipynb" and facts.st_size <= min(LARGEST_FILE, left):
            shutil.copyfile(file, work / file.name)
            os.chmod(work / file.name, 0o644)
            left -= facts.st_size
    if data:
        (room / "data").symlink_to(data)
    _make_own(room / OWN)
    for place in (room, work):
        os.chmod(place, 0o755)  # the kernel may be another user
    return room


def _make_own(own: Path) -> None:
    """What IPython and matplotlib would make at every start. It looks writable, or they refuse; Landlock keeps it as it is."""
    profile = own / "ipython" / "profile_default"
    for place in (
        own / "sockets",
        own / "matplotlib",
        *(profile / name for name in ("startup", "security", "log", "pid")),
    ):
        place.mkdir(parents=True)
    (profile / "startup" / "README").touch()
    if fonts := _list_of_fonts():
        shutil.copyfile(fonts, own / "matplotlib" / fonts.name)
    for place in (own, *own.rglob("*")):
        os.chmod(place, 0o777 if place.is_dir() else 0o644)


@functools.cache
def _list_of_fonts() -> Path | None:
    """matplotlib's list of fonts, which takes it seconds to make."""
    try:
        from matplotlib import font_manager, get_cachedir
    except ImportError:
        return None
    found = Path(get_cachedir()) / f"fontlist-v{font_manager.FontManager.__version__}.json"
    return found if found.is_file() else None


def _mounts(room: Path, work: Path, data: str) -> tuple[str, ...]:
    """What of the room is seen in the sandbox: a working folder in memory with the files in it, and the kernel's own."""
    words = ["--perms", "0755", "--dir", str(room), "--size", str(SCRATCH), "--perms", "1777", "--tmpfs", str(work)]
    for file in sorted(work.iterdir()):
        words += ["--ro-bind", str(file), str(file)]
    if data:
        words += ["--symlink", data, str(room / "data")]
    return (*words, "--bind", str(room / OWN), str(room / OWN))


def _environment(own: Path, work: Path) -> dict[str, str]:
    """Nothing of ours; one thread; and no file that a library would look for outside."""
    more = {"HOME": str(work), "TMPDIR": str(work), "IPYTHONDIR": str(own / "ipython"), "JUPYTER_PLATFORM_DIRS": "1"}
    return ENVIRONMENT | more | {"MPLCONFIGDIR": str(own / "matplotlib")}
