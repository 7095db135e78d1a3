"""One kernel in the sandbox: run a cell, hear what it prints, ask for answers as plain data. All of it bounded.

A kernel is run by a student's code and may send anything at any time: what is kept of it is rebuilt from plain
text and pictures here, and whatever goes wrong ends as a `KernelLost` with a reason that a student may read.
"""

from __future__ import annotations

import ast
import base64
import binascii
import contextlib
import json
import queue
import time
from importlib.metadata import EntryPoint
from pathlib import Path
from types import TracebackType
from typing import Any

import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.nbgrader.provisioner import NAME, SandboxProvisioner

START_SECONDS = 60.0
INTERRUPT_SECONDS = 3.0
"""How long a cell that was interrupted may take to notice."""

TIME_OUT = "TimeOut"
"""Name of the error in the outputs of a cell that was interrupted."""

MESSAGE, CELL = 8 << 20, 2 << 20
"""Bytes of one message of a kernel, and of all that one cell shows."""

ANSWER = 1 << 20
"""Bytes of one answer as JSON."""

AS_JSON = "__import__('json').dumps({name}, default=lambda value: value.tolist())"
"""Plain data as it is, arrays and NumPy's numbers as lists and numbers; anything else is no answer."""


class KernelLost(Exception):
    """The kernel is gone, or is no use any more. The message says why."""


class Kernel:
    """A kernel in the sandbox, to be used as a context manager. Raises KernelLost if it does not start."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        # Named here as well, so that a course which is not installed has its provisioner.
        entry = EntryPoint(NAME, f"{SandboxProvisioner.__module__}:{SandboxProvisioner.__name__}", "")
        KernelProvisionerFactory.instance().provisioners[NAME] = entry
        self._context = zmq.Context()
        self._context.setsockopt(zmq.MAXMSGSIZE, MESSAGE)
        self._context.setsockopt(zmq.RCVHWM, 100)
        self._manager = KernelManager()
        provisioner = {"provisioner_name": NAME, "config": settings}
        self._manager._kernel_spec = KernelSpec(
            argv=["{connection_file}"], interrupt_mode="message", metadata={"kernel_provisioner": provisioner}
        )
        self._folder = folder

    def __enter__(self) -> Kernel:
        try:
            self._manager.start_kernel(cwd=str(self._folder))
            self._client: BlockingKernelClient = self._manager.client(context=self._context)
            self._client.start_channels()
            self._client.wait_for_ready(timeout=START_SECONDS)
        except RuntimeError as error:
            provisioner: Any = self._manager.provisioner
            said = provisioner.last_words() if provisioner else ""
            self.__exit__(None, None, None)
            raise KernelLost(f"the kernel does not start: {said or error}") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(Exception):  # whatever is left of it must not stop the next one
            self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)
        self._context.destroy(linger=0)

    def run(self, source: str, seconds: float) -> list[NotebookNode]:
        """Run a cell; its outputs. An exception in it is an output, too; one that takes too long is interrupted."""
        outputs: list[NotebookNode] = []
        size = 0
        request = self._client.execute(source, allow_stdin=False, stop_on_error=False)
        deadline, interrupted = time.monotonic() + seconds, False
        while True:
            try:
                message = self._message(self._client.iopub_channel, request, deadline)
            except TimeoutError:
                if interrupted:
                    raise KernelLost(
                        f"a cell did not end within {seconds:.0f} s, nor when it was interrupted"
                    ) from None
                interrupted, deadline = True, time.monotonic() + INTERRUPT_SECONDS
                self._manager.interrupt_kernel()
                outputs.append(failure(TIME_OUT, f"the cell did not end within {seconds:g} s"))
                continue
            if message["msg_type"] == "status" and message["content"].get("execution_state") == "idle":
                return outputs
            output, length = _output(message["msg_type"], message["content"])
            size += length
            if output and size <= CELL:
                outputs.append(output)
            elif size > 4 * CELL:
                raise KernelLost(f"a cell printed more than {4 * CELL >> 20} MB")

    def answers(self, names: list[str], seconds: float = 10.0) -> dict[str, Any]:
        """Values of variables, as plain data; without those that there are not, or that are something else."""
        questions = {name: AS_JSON.format(name=name) for name in names}
        request = self._client.execute("", silent=True, store_history=False, user_expressions=questions)
        try:
            reply = self._message(self._client.shell_channel, request, time.monotonic() + seconds)
        except TimeoutError:
            raise KernelLost("the kernel did not answer") from None
        told = reply["content"].get("user_expressions") or {}
        return {name: value for name in names for value in _plain(told.get(name))}

    def _message(self, channel: Any, request: str, deadline: float) -> dict[str, Any]:
        """The next message that answers `request`. Raises TimeoutError at the deadline."""
        while (left := deadline - time.monotonic()) > 0:
            try:
                message: dict[str, Any] = channel.get_msg(timeout=min(left, 0.5))
                if message["parent_header"].get("msg_id") == request and isinstance(message["content"], dict):
                    return message
            except queue.Empty:
                if not self._manager.is_alive():
                    raise KernelLost("the kernel died: its memory was used up, or the notebook ended it") from None
            except Exception as error:  # a message that is none: bytes from a hostile kernel bring out anything
                raise KernelLost(f"the kernel sent nonsense ({type(error).__name__})") from None
        raise TimeoutError


def failure(kind: str, message: str) -> NotebookNode:
    """An output that says that a cell failed."""
    return new_output("error", ename=kind, evalue=message, traceback=[f"{kind}: {message}"])


def _output(kind: str, content: dict[str, Any]) -> tuple[NotebookNode | None, int]:
    """A message as an output of exact types, text and pictures only; and its size in bytes."""
    if kind == "stream":
        text = str(content.get("text", ""))
        name = "stderr" if content.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=text), len(text)
    if kind == "error":
        parts = [str(content.get(key, "")) for key in ("ename", "evalue")]
        lines = content.get("traceback")
        lines = [str(line) for line in lines] if isinstance(lines, list) else []
        size = sum(map(len, [*parts, *lines]))
        return new_output("error", ename=parts[0], evalue=parts[1], traceback=lines), size
    if kind in ("display_data", "execute_result"):
        data = content.get("data")
        shown = {key: data[key] for key in ("text/plain", "image/png") if isinstance(data, dict) and key in data}
        shown = {key: value for key, value in shown.items() if isinstance(value, str)}
        if not is_picture(shown.get("image/png", "")):
            del shown["image/png"]
        return new_output("display_data", data=shown), sum(map(len, shown.values()))
    return None, 0


def is_picture(text: str) -> bool:
    """Whether this is base64, or nothing: it is put into a page as it is."""
    with contextlib.suppress(binascii.Error, ValueError):
        return not text or bool(base64.b64decode("".join(text.split()), validate=True))
    return False


def _plain(told: Any) -> list[Any]:
    """The value in a reply to a user expression, in a list; an empty list if there is none."""
    try:
        text = told["data"]["text/plain"]
        return [json.loads(ast.literal_eval(text))] if len(text) <= ANSWER else []
    except Exception:  # whatever came instead of an answer, it is none
        return []
