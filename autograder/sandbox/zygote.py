"""The grader's end of the zygote: start it, ask it for workers, kill them, learn how they died."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from autograder.worker import wire

WORKER = Path(__file__).resolve().parent.parent / "worker"
"""The folder that the worker runs from: all that it ever needs of this package."""

START_SECONDS = 120
"""How long a zygote may take to load its libraries (torch and transformers on a busy machine)."""

ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "HOME": "/nonexistent",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    # One thread: forks of a threaded process hang, and sums must not depend on the machine's cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


class SandboxError(Exception):
    """No worker could be had: our fault, never the student's."""


class Limits(msgspec.Struct, frozen=True):
    """What one worker may use: bytes, CPU seconds and counts."""

    memory: int = 2 << 30
    output: int = 1 << 20
    cpu: int = 120
    processes: int = 64
    files: int = 64


LIMITS = {"numpy": Limits(), "torch": Limits(memory=8 << 30, cpu=600)}
PRELOAD = {
    "numpy": "",
    "torch": "torch,transformers.models.bert.modeling_bert,transformers.models.bert.tokenization_bert",
}


class WorkerProcess:
    """One worker: its channel, its captured output, and a descriptor of its process (a number could be reused)."""

    def __init__(self, zygote: Zygote, channel: socket.socket, output: int, pid: int, pidfd: int) -> None:
        self.channel, self.pid = channel, pid
        self._zygote, self._output, self._pidfd = zygote, output, pidfd

    def stop(self) -> int:
        """Kill the worker and all that it started; its wait status. To be called once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        self.channel.close()
        os.close(self._pidfd)
        return self._zygote.reap(self.pid)

    def settled(self, seconds: float = 0.5) -> bool:
        """True once the process has ended by itself; waits at most `seconds`."""
        poller = select.poll()
        poller.register(self._pidfd, select.POLLIN)
        return bool(poller.poll(seconds * 1000))

    def output(self, limit: int = 4000) -> str:
        """The first `limit` bytes that the worker printed."""
        return os.pread(self._output, limit, 0).decode("utf-8", "backslashreplace")

    def close(self) -> None:
        """Forget the captured output."""
        os.close(self._output)


class Zygote:
    """A warm process that holds the libraries and nothing else, and forks workers."""

    def __init__(self, libraries: str = "numpy") -> None:
        self.limits = LIMITS[libraries]
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control = ours
        command = [sys.executable, "-s", "-P", str(WORKER), str(theirs.fileno()), PRELOAD[libraries]]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=(theirs.fileno(),),
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
        )
        theirs.close()
        try:
            self._control.settimeout(START_SECONDS)
            ready = self._hear()
        except SandboxError as error:
            raise SandboxError(f"the worker process does not start: {self._last_words() or error}") from None
        if ready["threads"] != 1:
            raise SandboxError(f"the zygote has {ready['threads']} threads; its forks would not be sound")
        self._control.settimeout(30)

    @property
    def pid(self) -> int:
        """Of the zygote's process."""
        return self._process.pid

    def start_worker(self) -> WorkerProcess:
        """A fresh worker, ready for requests."""
        ours, theirs = socket.socketpair()
        output = os.memfd_create("output", os.MFD_CLOEXEC)
        order = wire.encode({"op": "fork", "limits": msgspec.to_builtins(self.limits)})
        try:
            socket.send_fds(self._control, [order], [theirs.fileno(), output])
            message, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
        except OSError as error:
            raise SandboxError(f"the zygote is gone ({error.strerror or 'timed out'})") from None
        finally:
            theirs.close()
        if not message or len(descriptors) != 1:
            raise SandboxError(f"the zygote gave no worker: {self._last_words()}")
        return WorkerProcess(self, ours, output, wire.decode(message)["pid"], descriptors[0])

    def reap(self, pid: int) -> int:
        """The wait status of a worker that has been killed."""
        try:
            self._control.send(wire.encode({"op": "reap", "pid": pid}))
        except OSError as error:
            raise SandboxError(f"the zygote is gone ({error.strerror})") from None
        return int(self._hear()["status"])

    def close(self) -> None:
        """End the zygote."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def _hear(self) -> dict[str, Any]:
        try:
            message = self._control.recv(65536)
        except OSError as error:
            raise SandboxError(f"the zygote does not answer ({error.strerror or 'timed out'})") from None
        if not message:
            raise SandboxError("the zygote has ended")
        answer: dict[str, Any] = wire.decode(message)
        return answer

    def _last_words(self) -> str:
        self._process.kill()
        said = self._process.stderr.read().decode(errors="replace") if self._process.stderr else ""
        return said.strip().splitlines()[-1] if said.strip() else ""


class Pool:
    """The zygotes of one grading process, each started when first asked for."""

    def __init__(self) -> None:
        self._zygotes: dict[str, Zygote] = {}

    def zygote(self, libraries: str) -> Zygote:
        """The zygote that holds `libraries` ("numpy" or "torch")."""
        if libraries not in self._zygotes:
            self._zygotes[libraries] = Zygote(libraries)
        return self._zygotes[libraries]

    def start_worker(self, libraries: str) -> WorkerProcess:
        """A fresh worker; a zygote that died is replaced once."""
        zygote = self.zygote(libraries)
        try:
            return zygote.start_worker()
        except SandboxError:
            self._zygotes.pop(libraries).close()
            return self.zygote(libraries).start_worker()

    @staticmethod
    def layers() -> tuple[str, ...]:
        """Names of what stands between student code and the grader."""
        return "separate process", "plain data only", "resource limits"

    def close(self) -> None:
        """End every zygote."""
        while self._zygotes:
            self._zygotes.popitem()[1].close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
