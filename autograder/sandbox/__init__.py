"""Where workers come from: the one place that starts processes for student code."""

from autograder.sandbox.zygote import Limits, Pool, SandboxError, WorkerProcess, Zygote

__all__ = ["Limits", "Pool", "SandboxError", "WorkerProcess", "Zygote"]
