"""Mutants that no test can kill, because they do what the reference does: `equivalent.toml`, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import Mutant

FILE = Path(__file__).with_name("equivalent.toml")

ANY = "*"
"""In place of lines: whatever survives in this definition, the contract leaves it free."""


@dataclass(frozen=True)
class Entry:
    """A listed mutant: where it is made, the lines before and after, and why it is no mistake."""

    place: str
    """`module.definition`"""
    before: str
    after: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}\n  - {self.before}\n  + {self.after}"


def load(file: Path = FILE) -> list[Entry]:
    """The list. An entry of the file may hold several mutants of a line that have one reason, or all of a definition."""
    return [
        Entry(place, entry.get("before", ANY).strip(), after.strip(), entry["reason"])
        for place, entries in tomllib.loads(file.read_text("utf-8")).items()
        for entry in entries
        for after in entry.get("after", [ANY])
    ]


class Equivalents:
    """The list, as far as it concerns certain modules."""

    def __init__(self, entries: Iterable[Entry], modules: Iterable[str]) -> None:
        chosen = set(modules)
        self.entries = {(e.place, e.before, e.after): e for e in entries if e.place.partition(".")[0] in chosen}

    def __contains__(self, mutant: Mutant) -> bool:
        return _key(mutant) in self.entries

    def excuses(self, mutant: Mutant) -> bool:
        """Whether `mutant` may survive."""
        return mutant in self or (_key(mutant)[0], ANY, ANY) in self.entries

    def stale(self, mutants: Iterable[Mutant]) -> list[Entry]:
        """Entries that describe none of the mutants: the reference, or an operator, has changed since."""
        keys = set(map(_key, mutants))
        keys |= {(place, ANY, ANY) for place, _, _ in keys}
        return [entry for key, entry in self.entries.items() if key not in keys]


def _key(mutant: Mutant) -> tuple[str, str, str]:
    return f"{mutant.module}.{mutant.definition}", mutant.before, mutant.after
