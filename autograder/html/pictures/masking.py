"""Assignment 7: what becomes of the tokens that BERT is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.compare import Mismatch, integers, items
from autograder.html.pictures.picture import Array, Panel, Picture, Table, canvas
from autograder.html.svg import INK, OURS, YOURS

TOKENS = 20_000
MASK, FIRST, LAST = 4, 10, 500
FATES = ("[MASK]", "random", "unchanged")
TARGET = np.array([0.8, 0.1, 0.1])
ALLOWED = "target, and what chance allows"


@dataclass(frozen=True)
class Shares:
    """How many tokens were selected, and the share of each fate among them, shape (3,)."""

    selected: int
    fates: Array


def _collect(submission: Any, data: Path) -> Shares:
    ids = np.arange(TOKENS) % (LAST - FIRST) + FIRST
    answer = submission.masking.mask_tokens(
        ids,
        np.zeros(TOKENS, dtype=np.int64),
        MASK,
        np.arange(FIRST, LAST),
        probability=0.15,
        rng=np.random.default_rng(2),
    )
    masked, labels = (integers(part, shape=(TOKENS,)) for part in items(answer, length=2))
    chosen = labels != -100
    if not chosen.any():
        raise Mismatch(expected="some selected tokens", got="none: every label is -100")
    kept, hidden = masked[chosen] == ids[chosen], masked[chosen] == MASK
    shares = np.array([hidden.mean(), (~hidden & ~kept).mean(), kept.mean()])
    return Shares(int(chosen.sum()), shares)


def margin(selected: int) -> Array:
    """Three standard deviations of a share of so many tokens: chance alone stays within, 997 times of 1,000."""
    return np.asarray(3 * np.sqrt(TARGET * (1 - TARGET) / selected))


def _draw(yours: Shares, ours: Shares | None) -> list[Panel]:
    figure, axes = canvas(2.6)
    places = np.arange(3)
    axes.barh(places, yours.fates, color=YOURS, alpha=0.6, height=0.55)
    axes.errorbar(
        TARGET, places, xerr=margin(yours.selected), fmt="|", color=OURS, markersize=22, linewidth=2, label=ALLOWED
    )
    for place, share in zip(places, yours.fates, strict=True):
        axes.text(max(share, TARGET[place]) + 0.03, float(place), f"{share:.1%}", va="center", color=INK, fontsize=9)
    axes.set_yticks(places, FATES, color=INK)
    axes.set(xlim=(0, 1), ylim=(2.6, -0.6), title="of the selected tokens")
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower right")
    return [Panel("Shares", figure)]


def _describe(yours: Shares, ours: Shares | None) -> str:
    said = f"{yours.selected / TOKENS:.1%} of {TOKENS:,} tokens were selected (15% were asked for); of these "
    said += ", ".join(f"{share:.1%} are {name}" for name, share in zip(FATES, yours.fates, strict=True)) + "."
    far = [n for n, off in zip(FATES, np.abs(yours.fates - TARGET) > margin(yours.selected), strict=True) if off]
    return f"{said} Further from 80/10/10 than chance explains: {', '.join(far) or 'none'}."


def _table(yours: Shares, ours: Shares | None) -> Table:
    rows = [[name, f"{share:.3f}", f"{aim:.1f}"] for name, share, aim in zip(FATES, yours.fates, TARGET, strict=True)]
    return Table("Shares of the selected tokens", ["fate", "yours", "target"], rows)


PICTURES = (Picture("masking", "80, 10, 10", ("7.1",), _collect, _draw, _describe, _table),)
