"""Mutation testing: the operators do what they say, and a sample of their mutants is killed."""

from __future__ import annotations

import random
import warnings
from dataclasses import replace

import pytest
from cosmic_ray import plugins
from cosmic_ray.mutating import mutate_code

from autograder.registry import Module
from tests.mutation import equivalent
from tests.mutation.mutants import Mutant, mutants, users
from tests.mutation.operators import NAME, OPERATORS, plug_in
from tests.mutation.trial import COURSE, ROOT, Trial

SOURCE = '''
"""A module: 1 + 1."""
Array = list[float]

def total(x: Array | None) -> float | None:
    """The sum of x + 0."""
    if not x:
        raise ValueError(f"{len(x) + 1} numbers are needed")
    return float(_sum(x))

def _sum(x):
    return sum(x)
'''


@pytest.mark.parametrize("name", list(OPERATORS))
def test_operators_do_what_their_examples_say(name: str) -> None:
    """By way of cosmic-ray, which knows them as a plug-in; and each is explained."""
    plug_in()
    operator = plugins.get_operator(f"{NAME}/{name}")
    assert operator.__doc__
    for example in operator.examples():
        assert mutate_code(example.pre_mutation_code, operator(), example.occurrence) == example.post_mutation_code


def test_mutants_are_one_mistake_each() -> None:
    """No two are the same, none is the reference, and none differs in a docstring, annotation or message only."""
    found = list(mutants(Module("small.py", ()), SOURCE))
    assert len({mutant.source for mutant in found}) == len(found)
    changed = {(mutant.definition, mutant.before) for mutant in found}
    assert changed == {
        ("Array", "Array = list[float]"),
        ("total", "if not x:"),
        ("total", 'raise ValueError(f"{len(x) + 1} numbers are needed")'),
        ("total", "return float(_sum(x))"),
        ("_sum", "return sum(x)"),
    }
    assert {mutant.after for mutant in found if "raise" in mutant.before} == {"pass"}
    for mutant in found:
        compile(mutant.source, "small.py", "exec")


def test_helpers_belong_to_those_who_use_them() -> None:
    """Directly or by way of another; what only stands in an annotation is not used."""
    assert users(SOURCE) == {"Array": {"Array"}, "total": {"total"}, "_sum": {"_sum", "total"}}


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        ("return np.minimum(pmi(counts), 0.0)", "value"),
        ("return np.maximum(pmi(), 0.0)", "exception"),
        ("while True: pass", "timeout"),
        ("return np.maximum(0.0, pmi(counts))", "survived"),
    ],
)
def test_how_a_mutant_ends(trials: dict[str, Trial], line: str, fate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a wrong value, an exception, too long a time, or not at all."""
    monkeypatch.setattr("tests.mutation.trial.PATIENCE", (0.2, 2.0))
    line_before = "return np.maximum(pmi(counts), 0.0)"
    source = trials["pmi"].source
    assert source.count(line_before) == 1
    mutant = Mutant("pmi", "ppmi", "by hand", line_before, line, source.replace(line_before, line))
    assert trials["pmi"].verdict(mutant).fate == fate


def test_a_sample_is_killed(trials: dict[str, Trial]) -> None:
    """Forty mutants, always the same: each fails a hidden test of its own task, or is listed as no mistake."""
    warnings.simplefilter("ignore")  # mutants divide by zero
    known = equivalent.Equivalents(equivalent.load(), trials)
    everything = [(trial, mutant) for trial in trials.values() for mutant in trial.mutants]
    sample = random.Random(0).sample(everything, 40)
    survivors = [m for trial, m in sample if trial.verdict(m).fate == "survived" and not known.excuses(m)]
    assert not survivors, "\n".join(map(str, survivors))


def test_the_list_of_equivalent_mutants_is_up_to_date(trials: dict[str, Trial]) -> None:
    """Each entry has a reason and a line of the reference; in two modules each is one of today's mutants."""
    entries = equivalent.load()
    lines = {place.module.name: (ROOT / "reference" / place.path).read_text("utf-8") for place in COURSE.places()}
    for entry in entries:
        assert entry.reason, entry
        module, _, definition = entry.place.partition(".")
        expected = [definition] if entry.before == equivalent.ANY else entry.before.splitlines()
        assert all(line in lines[module] for line in expected), entry
    known = equivalent.Equivalents(entries, trials)
    everything = [mutant for trial in trials.values() for mutant in trial.mutants]
    assert known.stale(everything) == []
    (first, *_) = known.entries.values()
    outdated = equivalent.Equivalents([replace(first, after="something else")], trials)
    assert len(outdated.stale(everything)) == 1
    free = equivalent.Equivalents([replace(first, before=equivalent.ANY, after=equivalent.ANY)], trials)
    assert free.stale(everything) == []
    excused = {f"{mutant.module}.{mutant.definition}" for mutant in everything if free.excuses(mutant)}
    assert excused == {first.place}


@pytest.fixture(scope="module")
def trials() -> dict[str, Trial]:
    """The two modules that are quick to judge."""
    return {name: Trial(name) for name in ("sparse", "pmi")}
