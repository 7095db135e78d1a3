"""Loading libraries once, before there is any student code."""

from __future__ import annotations

import importlib
import sys


def load(names: list[str]) -> None:
    """Import NumPy and `names`; torch, if it is among them, computes here as it will in a sandbox."""
    for name in ["numpy", *names]:
        importlib.import_module(name)
    if "torch" in sys.modules:
        _settle_torch()


def _settle_torch() -> None:
    # Kernels are chosen at the first operation by reading /proc/cpuinfo, which a sandboxed fork cannot: choose now, or
    # results move by 1e-6. One thread, because a fork of a process with a thread pool hangs.
    import torch

    torch.set_num_threads(1)
    torch.backends.cpu.get_cpu_capability()
    _ = torch.ones(2, 2) @ torch.ones(2, 2)
