"""One worker that is a program of its own, for systems without fork: it loads its libraries and calls the grader back.

Run by `autograder.sandbox.subprocesses`. Its orders come by stdin, where nobody else can read them, unlike the words of
the command: {"token": …, "layers": […], "settings": {…}}. It sends the token once all its layers are in place, then serves.
"""

from __future__ import annotations

import os
import socket
import sys

from autograder.worker import layers, libraries, serve, streams, wire


def run(port: int, names: list[str]) -> None:
    """Load the libraries, give up what the layers take, serve the grader at `port` of this machine."""
    order = wire.decode(sys.stdin.buffer.read())
    sys.stdin = open(os.devnull)  # noqa: SIM115 (for as long as the program lives)
    settings = layers.Settings(**order["settings"])
    libraries.load(names)
    channel = socket.create_connection(("127.0.0.1", port))
    channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sys.stdout = sys.stderr = streams.BoundedText(1, settings.output)
    sys.argv[:] = ["worker"]
    layers.apply(order["layers"], settings)
    wire.send(channel, wire.encode(order.pop("token")))
    serve.serve(channel)
