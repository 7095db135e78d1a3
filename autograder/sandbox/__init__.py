"""Where workers come from: the one place that starts processes for student code."""

from autograder.sandbox.pool import Pool
from autograder.sandbox.process import SandboxError, WorkerProcess, starved
from autograder.sandbox.tiers import Isolation

__all__ = ["Isolation", "Pool", "SandboxError", "WorkerProcess", "starved"]
