"""The descriptors of a worker: nothing but its channel, and output that is kept up to a bound."""

from __future__ import annotations

import io
import os

CHANNEL = 3
"""Number of the one socket that a worker keeps."""


def keep_only(channel: int, output: int) -> None:
    """Nothing stays open but stdin (from nowhere), stdout and stderr (into `output`) and the channel."""
    os.set_inheritable(channel, True)
    nowhere = os.open(os.devnull, os.O_RDONLY)
    spare = os.dup(channel), os.dup(output)  # out of the way of the numbers that are about to be overwritten
    for source, number in ((nowhere, 0), (spare[1], 1), (spare[1], 2), (spare[0], CHANNEL)):
        os.dup2(source, number)
    os.closerange(CHANNEL + 1, 4096)


class BoundedText(io.TextIOBase):
    """A text stream that writes the first `room` bytes to a descriptor and swallows the rest.

    Printing too much is no mistake, so it raises nothing; it only stops being kept.
    """

    def __init__(self, descriptor: int, room: int) -> None:
        self._descriptor, self._room = descriptor, room

    def writable(self) -> bool:
        """True, as for any output stream."""
        return True

    def write(self, text: str) -> int:
        """Keep what there is room for; always say that all was written."""
        if self._room > 0:
            data = text[: self._room].encode("utf-8", "backslashreplace")[: self._room]
            self._room -= len(data)
            os.write(self._descriptor, data)
        return len(text)
