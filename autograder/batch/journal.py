"""An append-only journal: one line of JSON for each event, with a checksum, on the disk before the next thing is done.

    {"crc":"5f2a90c1","event":{"type":"graded","attempt":"ada/1", … }}

A line that was being written when the machine went down is cut off when the journal is opened; one that was damaged later is
passed over and counted, and costs nothing but the work of grading that attempt again.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.batch.events import Event


class _Line(msgspec.Struct):
    crc: str
    event: msgspec.Raw


_LINES = msgspec.json.Decoder(_Line)
_EVENTS: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


class Journal:
    """The journal at `path`, open for appending. Raises OSError if it cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.damaged = 0
        """Lines that could not be read."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        self._end = os.fstat(self._file).st_size
        self._cut()

    def __iter__(self) -> Iterator[tuple[int, Event]]:
        """Every event and its place, in order."""
        self.damaged = 0
        with open(self._file, "rb", closefd=False) as file:
            file.seek(0)
            place = 0
            for line in file:
                event = _parse(line)
                if event is None:
                    self.damaged += 1
                else:
                    yield place, event
                place += len(line)

    def append(self, event: Event) -> int:
        """Write the event; once this returns its place, it stays. Raises OSError, and leaves the journal as it was."""
        body = msgspec.json.encode(event)
        line = b'{"crc":"%08x","event":%s}\n' % (zlib.crc32(body), body)
        place = self._end
        try:
            if os.write(self._file, line) != len(line):
                raise OSError(28, "No space left on device")
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, place)
            raise
        self._end += len(line)
        return place

    def at(self, place: int) -> Event:
        """The event at a place that `append` or the iteration gave."""
        with open(self._file, "rb", closefd=False) as file:
            file.seek(place)
            event = _parse(file.readline())
        assert event is not None, "it was read before"
        return event

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _cut(self) -> None:
        """Cut off what follows the last whole line."""
        with open(self._file, "rb", closefd=False) as file:
            whole = 0
            for line in file:
                whole += len(line) if line.endswith(b"\n") else 0
        if whole != self._end:
            os.ftruncate(self._file, whole)
            self._end = whole


def _parse(line: bytes) -> Event | None:
    try:
        parsed = _LINES.decode(line)
        if parsed.crc != f"{zlib.crc32(parsed.event):08x}":
            return None
        return _EVENTS.decode(parsed.event)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
