"""Verdicts on random functions: exact binomial tests whose chance to reject a right answer is stated.

Nothing is ever compared draw for draw: how many numbers a solution draws, and in which order, is free.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from scipy.special import bdtr

from autograder.compare import holds

ERROR = 1e-6
"""Probability, per side and test, that a right solution is called wrong."""


def plausible(
    successes: int, trials: int, probability: float, *, of: str, error: float = ERROR, note: str = ""
) -> None:
    """`successes` out of independent `trials` may come from `probability` (two-sided exact test, `error` per side)."""
    low, high = interval(trials, probability, error)
    holds(
        low <= successes <= high,
        expected=f"{low} to {high} of {trials} {of} (probability {probability:.4g})",
        got=f"{successes} of {trials}",
        note=note,
    )


def plausible_shares(
    counts: Sequence[int], probabilities: Sequence[float], *, of: str, error: float = ERROR, note: str = ""
) -> None:
    """`counts` may be a multinomial draw from `probabilities`: one exact test a category, `error` per side in all."""
    trials = int(sum(counts))
    for category, (count, probability) in enumerate(zip(counts, probabilities, strict=True)):
        plausible(int(count), trials, float(probability), of=f"{of} {category}", error=error / len(counts), note=note)


def interval(trials: int, probability: float, error: float = ERROR) -> tuple[int, int]:
    """Largest low and smallest high with P(X < low) <= error and P(X > high) <= error for a binomial X."""
    # bdtr is the binomial distribution function; scipy.stats has it too, but takes a second to import.
    low = bisect_left(range(trials), True, key=lambda k: bool(bdtr(k, trials, probability) > error))
    high = bisect_left(range(trials), True, key=lambda k: bool(bdtr(k, trials, probability) >= 1 - error))
    return low, high
