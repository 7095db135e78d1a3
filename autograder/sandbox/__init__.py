"""Where workers come from: the one place that starts processes for student code."""

from autograder.sandbox.pool import Pool
from autograder.sandbox.tiers import Isolation
from autograder.sandbox.zygote import SandboxError, WorkerProcess, Zygote

__all__ = ["Isolation", "Pool", "SandboxError", "WorkerProcess", "Zygote"]
