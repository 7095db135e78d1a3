"""What a worker is allowed: the same few values for every layer."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True):
    """Bytes, CPU seconds, counts, and the folders that a worker may read, or change."""

    memory: int = 2 << 30
    output: int = 1 << 20
    cpu: int = 120
    processes: int = 64
    files: int = 64
    readable: tuple[str, ...] = ()
    writable: tuple[str, ...] = ()
    sockets: str = ""
    """Folder for the sockets that a Jupyter kernel listens on; others have none."""
