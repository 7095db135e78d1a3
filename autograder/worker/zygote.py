"""The zygote: loads the libraries once, then forks a fresh worker for every test.

Run by `autograder.sandbox.zygote`. It is exec'ed, so that it holds nothing of the grader's memory, and stays
single-threaded, so that its forks are sound.

On the control channel (one message each way, file descriptors alongside):
    {"op": "fork", "layers": […], "settings": {…}} + [channel, output]  ->  {"pid": …} + [pidfd]
    {"op": "end", "pid": …}                                              ->  {"status": …} as of os.waitpid

A new worker says {"ready": True} on its own channel once all its layers are in place.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import traceback
from typing import Any, NoReturn

from autograder.worker import layers, libraries, serve, streams, wire


def run(descriptor: int, names: list[str]) -> None:
    """Load the libraries, report readiness, fork workers until the grader hangs up."""
    control = socket.socket(fileno=descriptor)
    libraries.load(names)
    gc.collect()
    gc.freeze()  # keeps the pages of what was loaded shared with every fork
    layers.files.prepare()
    layers.syscalls.prepare()
    missing = {layer.NAME: layer.missing() for layer in layers.ALL}
    control.send(wire.encode({"missing": missing, "threads": _threads()}))
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 65536, 2)
        if not message:
            return
        _obey(wire.decode(message), descriptors, control)


def _obey(order: dict[str, Any], descriptors: list[int], control: socket.socket) -> None:
    if order["op"] == "end":
        control.send(wire.encode({"status": _end(order["pid"])}))
        return
    pid = os.fork()
    if pid == 0:
        _become_worker(descriptors, order["layers"], layers.Settings(**order["settings"]))
    pidfd = os.pidfd_open(pid)
    socket.send_fds(control, [wire.encode({"pid": pid})], [pidfd])
    for descriptor in (pidfd, *descriptors):
        os.close(descriptor)


def _end(pid: int) -> int:
    """Kill a worker and whatever is left of its process group; its wait status."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def _become_worker(descriptors: list[int], chosen: list[str], settings: layers.Settings) -> NoReturn:
    """Give up everything but one channel and one bounded output file, then serve the student's module."""
    try:
        os.setsid()
        streams.keep_only(*descriptors)
        channel = socket.socket(fileno=streams.CHANNEL)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        sys.stdout = sys.stderr = streams.BoundedText(1, settings.output)
        sys.argv[:] = ["worker"]
        layers.apply(chosen, settings)
        wire.send(channel, wire.encode({"ready": True}))
        serve.serve(channel)
    except BaseException:
        traceback.print_exc()  # into the captured output: the grader looks there when no worker gets ready
    finally:
        os._exit(0)


def _threads() -> int:
    """How many threads this process has; 1 where there is no /proc to look it up."""
    try:
        return len(os.listdir("/proc/self/task"))
    except FileNotFoundError:
        return 1
