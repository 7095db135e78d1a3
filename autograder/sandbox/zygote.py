"""The grader's end of the zygote: start it, ask it for workers, end them, learn how they died."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from autograder.sandbox import cgroup, namespaces
from autograder.sandbox.process import (
    ANSWER_SECONDS,
    ENVIRONMENT,
    PRELOAD,
    SETTINGS,
    START_SECONDS,
    WORKER,
    SandboxError,
    starved,
)
from autograder.worker import wire


def available() -> bool:
    """Whether this system has what it takes: Linux, and a Python that knows of it."""
    needed = (
        (os, "fork"),
        (os, "memfd_create"),
        (os, "pidfd_open"),
        (signal, "pidfd_send_signal"),
        (socket, "send_fds"),
    )
    return all(hasattr(module, name) for module, name in needed)


class ForkedWorker:
    """One worker: its channel, its captured output, and a descriptor of its process (a number could be reused)."""

    def __init__(self, zygote: Zygote, channel: socket.socket, output: int, pid: int, pidfd: int) -> None:
        self.channel = channel
        self._zygote, self._output, self._pid, self._pidfd = zygote, output, pid, pidfd

    def stop(self) -> int:
        """Kill the worker; its exit code, or minus the number of the signal that ended it. To be called once."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        self.channel.close()
        os.close(self._pidfd)
        try:
            return self._zygote.end(self._pid)
        except SandboxError:
            return -signal.SIGKILL  # the zygote has gone first; the next worker will have another

    def settled(self, seconds: float = 0.5) -> bool:
        """True once the process has ended by itself; waits at most `seconds`."""
        poller = select.poll()
        poller.register(self._pidfd, select.POLLIN)
        return bool(poller.poll(seconds * 1000))

    def starved(self) -> float:
        """Seconds that it could have run, and had no processor."""
        about = Path(f"/proc/self/fdinfo/{self._pidfd}").read_text()  # its number here; in its namespace it has another
        return starved(next(line.split()[1] for line in about.splitlines() if line.startswith("Pid:")))

    def output(self, limit: int = 4000) -> str:
        """The first `limit` bytes that the worker printed."""
        return os.pread(self._output, limit, 0).decode("utf-8", "backslashreplace")

    def close(self) -> None:
        """Forget the captured output."""
        os.close(self._output)


class Zygote:
    """A warm process that holds the libraries and nothing else, and forks workers.

    `enclosed` puts it, and so its workers, into namespaces of their own, `grouped` into a control group. Raises
    SandboxError if it does not start.
    """

    def __init__(
        self, libraries: str, *, enclosed: bool, grouped: bool = False, readable: tuple[str, ...] = ()
    ) -> None:
        self.layers: tuple[str, ...] = ()
        self._settings = msgspec.structs.replace(SETTINGS[libraries], readable=readable)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-s", "-P", str(WORKER), "zygote", str(theirs.fileno()), PRELOAD[libraries]]
        try:
            self._group = cgroup.Group(self._settings) if grouped else None
        except OSError as error:
            raise SandboxError(f"no control group can be made ({error.strerror})") from None
        around = [*(self._group.command if self._group else ()), *(namespaces.command(readable) if enclosed else ())]
        self._process = subprocess.Popen(
            [*around, *command],
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
            said = self._last_words()
            self.close()
            raise SandboxError(f"the worker process does not start: {said or error}") from None
        if ready["threads"] != 1:
            self.close()
            raise SandboxError(f"the zygote has {ready['threads']} threads; its forks would not be sound")
        self.missing: dict[str, str] = ready["missing"]
        """Layer to the reason why it cannot be used."""
        self._control.settimeout(ANSWER_SECONDS)

    @property
    def pid(self) -> int:
        """Of the zygote's process."""
        return self._process.pid

    def start_worker(self) -> ForkedWorker:
        """A fresh worker, all its layers in place, ready for requests."""
        ours, theirs = socket.socketpair()
        output = os.memfd_create("output", os.MFD_CLOEXEC)
        order = {"op": "fork", "layers": list(self.layers), "settings": msgspec.to_builtins(self._settings)}
        order["settings"]["readable"] = self._settings.readable
        try:
            socket.send_fds(self._control, [wire.encode(order)], [theirs.fileno(), output])
            message, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
        except OSError as error:
            raise SandboxError(f"the zygote is gone ({error.strerror or 'timed out'})") from None
        finally:
            theirs.close()
        if not message or len(descriptors) != 1:
            raise SandboxError(f"the zygote gave no worker: {self._last_words()}")
        worker = ForkedWorker(self, ours, output, wire.decode(message)["pid"], descriptors[0])
        try:
            wire.receive(ours, time.monotonic() + ANSWER_SECONDS)
        except (wire.WireError, TimeoutError):
            worker.stop()
            said = worker.output().strip().splitlines()
            worker.close()
            raise SandboxError(f"a worker could not be isolated: {said[-1] if said else 'no reason given'}") from None
        return worker

    def end(self, pid: int) -> int:
        """The exit code of a worker, which is killed if it still lives."""
        try:
            self._control.send(wire.encode({"op": "end", "pid": pid}))
        except OSError as error:
            raise SandboxError(f"the zygote is gone ({error.strerror})") from None
        return os.waitstatus_to_exitcode(int(self._hear()["status"]))

    def close(self) -> None:
        """End the zygote."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        if self._group:
            self._group.close()

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
