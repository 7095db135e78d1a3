"""Workers without a zygote, for systems that are not Linux: one Python for each, met at a port of this machine.

It imports and calls nothing that only Linux has. A worker takes as long to start as its libraries to load; the next one
is under way while the present one works.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time

import msgspec

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
from autograder.worker import layers, wire

PYTHON = (sys.executable, "-s", "-P")


class Subprocess:
    """A worker that is a program of its own. It loads its libraries, then calls back; `connect` waits for that."""

    channel: socket.socket

    def __init__(self, libraries: str, layers: tuple[str, ...], readable: tuple[str, ...]) -> None:
        self._output = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `close`)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._token = secrets.token_bytes(32)  # whoever else calls at the port does not know it
        self._process = subprocess.Popen(
            [*PYTHON, str(WORKER), "alone", str(self._listener.getsockname()[1]), PRELOAD[libraries]],
            stdin=subprocess.PIPE,
            stdout=self._output,
            stderr=self._output,
            env=ENVIRONMENT,
            cwd=os.path.abspath(os.sep),
            start_new_session=True,
        )
        settings = {**msgspec.structs.asdict(SETTINGS[libraries]), "readable": readable}
        order = {"token": self._token, "layers": list(layers), "settings": settings}
        assert self._process.stdin is not None
        with contextlib.suppress(OSError), self._process.stdin as stdin:  # if it is gone already, `connect` tells
            stdin.write(wire.encode(order))

    def connect(self) -> None:
        """Wait until the worker is ready. Raises SandboxError if it does not get there."""
        try:
            with self._listener:
                self.channel = self._accept(time.monotonic() + START_SECONDS)
            self.channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            token = wire.receive(self.channel, time.monotonic() + ANSWER_SECONDS)
            if type(token) is not bytes or not hmac.compare_digest(token, self._token):
                raise wire.WireError("somebody else answered")
        except (OSError, wire.WireError) as error:
            self.stop()
            said = self.output().strip().splitlines()
            self.close()
            raise SandboxError(f"a worker does not start: {said[-1] if said else error}") from None

    def stop(self) -> int:
        """Kill the worker, and what it started where the system has process groups; how it ended, as Popen says it."""
        if hasattr(self, "channel"):
            self.channel.close()
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)  # after its end too: others may be left
        self._process.kill()
        self._listener.close()
        return self._process.wait()

    def settled(self, seconds: float = 0.5) -> bool:
        """True once the process has ended by itself; waits at most `seconds`."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        return self._process.returncode is not None

    def starved(self) -> float:
        """Seconds that it could have run, and had no processor."""
        return starved(self._process.pid)

    def output(self, limit: int = 4000) -> str:
        """The first `limit` bytes that the worker printed. The file's position is shared: only once it is stopped."""
        self._output.seek(0)
        return self._output.read(limit).decode("utf-8", "backslashreplace")

    def close(self) -> None:
        """Forget the captured output."""
        self._output.close()

    def _accept(self, deadline: float) -> socket.socket:
        self._listener.settimeout(0.1)
        while self._process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(TimeoutError):
                return self._listener.accept()[0]
        raise wire.WireError("it ended" if self._process.returncode is not None else "it took too long")


class Subprocesses:
    """Starts such workers, and keeps one under way."""

    def __init__(self, libraries: str, *, readable: tuple[str, ...] = ()) -> None:
        self.layers: tuple[str, ...] = ()
        self.missing = {layer.NAME: layer.missing() for layer in layers.ALL}
        """Layer to the reason why it cannot be used."""
        self._libraries, self._readable = libraries, readable
        self._next: Subprocess | None = None

    def start_worker(self) -> Subprocess:
        """A fresh worker, all its layers in place. Raises SandboxError."""
        worker = self._next or self._launch()
        self._next = None
        worker.connect()
        self._next = self._launch()
        return worker

    def close(self) -> None:
        """End the worker that nobody asked for."""
        if self._next is not None:
            self._next.stop()
            self._next.close()
            self._next = None

    def _launch(self) -> Subprocess:
        return Subprocess(self._libraries, self.layers, self._readable)
