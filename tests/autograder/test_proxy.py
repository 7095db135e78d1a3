"""The proxy: calls to another process that behave like local ones, and end whatever the other side does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest

from autograder.calls import Source
from autograder.compare import Mismatch
from autograder.endings import Crash, EnoughShrinking, Missing, StudentError, TimedOut
from autograder.proxy import Submission
from autograder.sandbox import Pool

MODULE = """
import os, random, sys, threading, time
import numpy as np

seen = []

def double(x): return 2 * np.asarray(x)
def shift(matrix, by=1.0): matrix += by; return float(by)
def spoil(words): words.sort(); raise ValueError
def refuse(*, rng): rng.random(); raise ValueError
def draw(*, rng): return rng.random()
def stray(kind, *, rng=None):
    if kind == "seed numpy": np.random.seed(0)
    elif kind == "ask numpy": np.random.rand()
    elif kind == "ask random": random.seed(int(rng.integers(9)))
    else: random.Random(1).random(), np.random.RandomState(1).rand()
def generate(n): return (i * i for i in range(n))
def remember(x): seen.append(x); return len(seen)
def sleep(seconds): time.sleep(seconds); return seconds
def compute(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end: pass
def fail(): raise KeyError("secret input")
def leave(): os._exit(3)
def alias(x): return x
def forge():
    os.write(3, b"\\xff" * 64)
    time.sleep(10)

class Counter:
    def __init__(self, start): self.n = start
    def __len__(self): return self.n
    def __getitem__(self, i): return i, self
    def add(self, k): self.n += k; return self.n

def precise(): return np.array([0.5], np.longdouble), np.array([0.5], ">f4")
class Text(str): pass
def odd(): return Text("x"), np.str_("y"), np.float32(1.5), {"a": (1, 2)}, range(3), np.matrix([[1, 2]])
"""


@pytest.fixture
def submission(pool: Pool) -> Iterator[Submission]:
    view = Submission({"demo": Source("demo", MODULE, "numpy")}, pool, seconds=2.0)
    yield view
    view.close()


def test_a_call_answers_with_plain_data(submission: Submission) -> None:
    """Arrays arrive with dtype and shape; odd but plain types become exact ones."""
    long, foreign = submission.demo.precise()
    assert (long.dtype.str, foreign.dtype.str) == ("<f8", "<f4")
    answer = submission.demo.double(np.array([[1, 2]], dtype=np.float32))
    assert answer.dtype == np.float32
    assert answer.tolist() == [[2.0, 4.0]]
    text, string, number, mapping, numbers, matrix = submission.demo.odd()
    assert (type(text), type(string), mapping, numbers) == (str, str, {"a": (1, 2)}, [0, 1, 2])
    assert number == 1.5
    assert type(matrix) is np.ndarray


def test_generators_are_drained_over_there(submission: Submission) -> None:
    """A one-shot answer arrives as a list."""
    assert submission.demo.generate(4) == [0, 1, 4, 9]


def test_an_endless_generator_is_the_submission_s_fault(submission: Submission) -> None:
    """Draining is bounded."""
    with pytest.raises(Mismatch, match="plain data"):
        submission.demo.generate(10**9)


def test_a_random_generator_goes_on_where_the_call_left_it(submission: Submission) -> None:
    """Two calls with one generator draw what one local generator would draw."""
    rng, twin = np.random.default_rng(5), np.random.default_rng(5)
    assert [submission.demo.draw(rng=rng), submission.demo.draw(rng=rng)] == [twin.random(), twin.random()]


def test_random_numbers_come_from_the_generator_that_is_given(submission: Submission) -> None:
    """Whoever seeds or asks a generator that everybody shares has not kept to `rng`; one of one's own is fine."""
    for kind in ("seed numpy", "ask numpy", "ask random"):
        with pytest.raises(Mismatch, match="random numbers from rng alone"):
            submission.demo.stray(kind, rng=np.random.default_rng(5))
    submission.demo.stray("own", rng=np.random.default_rng(5))
    submission.demo.stray("ask numpy")


def test_a_changed_argument_is_a_wrong_answer(submission: Submission) -> None:
    """Unless the task may change it, and then the change happens here too."""
    matrix = np.zeros((2, 2))
    with pytest.raises(Mismatch, match="argument 1 changed"):
        submission.demo.shift(matrix)
    with pytest.raises(Mismatch, match="an argument changed, then an exception"):
        submission.demo.spoil([3, 1])
    with pytest.raises(StudentError, match="ValueError"):
        submission.demo.refuse(rng=np.random.default_rng(5))
    submission.in_place = True
    submission.demo.shift(matrix, by=0.5)
    assert matrix.tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_an_answer_that_is_the_argument_is_no_change(submission: Submission) -> None:
    """Giving back the same object leaves it as it was."""
    assert submission.demo.alias([1, 2]) == [1, 2]


def test_state_lives_as_long_as_the_test(submission: Submission, pool: Pool) -> None:
    """One worker serves a whole test; the next test starts from nothing."""
    assert [submission.demo.remember(1), submission.demo.remember(2)] == [1, 2]
    other = Submission(submission.sources, pool)
    assert other.demo.remember(1) == 1
    other.close()


def test_objects_stay_in_the_worker(submission: Submission) -> None:
    """A handle can be asked, indexed, measured and passed around."""
    counter = submission.demo.Counter(2)
    assert len(counter) == 2
    assert counter.add(3) == 5
    index, same = counter[7]
    assert index == 7
    assert len(same) == 5
    assert submission.demo.alias(counter).add(1) == 6


def test_an_exception_arrives_as_names(submission: Submission) -> None:
    """Class names and text, no object; the text stays out of the message."""
    with pytest.raises(StudentError) as caught:
        submission.demo.fail()
    assert caught.value.names[:2] == ("KeyError", "LookupError")
    assert "secret" not in str(caught.value)


def test_missing_things_are_said_to_be_missing(submission: Submission) -> None:
    """A function that is not there is not a crash."""
    with pytest.raises(Missing, match=r"demo\.py does not define nothing"):
        submission.demo.nothing()
    with pytest.raises(AttributeError):
        submission.another.thing()


def test_time_is_limited_and_the_next_call_gets_a_new_worker(submission: Submission) -> None:
    """The limit is for the calls of a test together."""
    assert submission.demo.sleep(0.1) == 0.1
    with pytest.raises(TimedOut, match="no answer within 2 seconds"):
        submission.demo.sleep(60)
    with pytest.raises(TimedOut):
        submission.demo.sleep(0.1)
    submission.clock.spent = 0.0
    assert submission.demo.double(2) == 4


def test_waiting_for_a_processor_is_not_the_submission_s_fault(submission: Submission) -> None:
    """Four and more programs for each processor: a second of work takes four, and is no more than a second of work."""
    busy = [sys.executable, "-c", "while True: pass"]
    # Each in a session of its own, as the worker is: processors may be shared out by session.
    others = [subprocess.Popen(busy, start_new_session=True) for _ in range(3 * len(os.sched_getaffinity(0)))]
    try:
        began = time.monotonic()
        submission.demo.compute(1.0)
        took = time.monotonic() - began
        with pytest.raises(TimedOut):
            submission.demo.sleep(60)
    finally:
        for other in others:
            other.kill()
            other.wait()
    if took < submission.seconds:
        pytest.skip("this machine was not busy enough to tell")


def test_a_worker_that_leaves_is_a_crash_with_its_exit_code(submission: Submission) -> None:
    """And the next call is answered again."""
    with pytest.raises(Crash, match="exit code 3"):
        submission.demo.leave()
    assert submission.demo.double(2) == 4


def test_a_forged_reply_ends_the_worker(submission: Submission) -> None:
    """Bytes that are no reply are the submission's failure, not ours."""
    with pytest.raises(Crash, match="no plain data"):
        submission.demo.forge()


def test_shrinking_has_a_budget(submission: Submission, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in calls after the first wrong answer."""
    monkeypatch.setattr("autograder.proxy.SHRINK_CALLS", 3)
    submission.wrong(Mismatch(expected="1", got="2"))
    for _ in range(3):
        submission.demo.double(1)
    with pytest.raises(EnoughShrinking):
        submission.demo.double(1)
