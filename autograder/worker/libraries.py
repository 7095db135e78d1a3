"""Loading libraries once, before there is any student code."""

from __future__ import annotations

import importlib
import random
import sys

import numpy as np


def load(names: list[str]) -> None:
    """Import `names`; torch, if it is among them, computes here as it will in a sandbox.

    The generators that everybody shares start from one point, so that whoever draws from them by mistake is told the same
    each time; from one that no student would choose, since a seed that changes nothing goes unnoticed.
    """
    for name in names:
        importlib.import_module(name)
    random.seed("Firth")
    np.random.seed(list(b"Firth"))
    if "torch" in sys.modules:
        _settle_torch()


def _settle_torch() -> None:
    # Kernels are chosen at the first operation by reading /proc/cpuinfo, which a sandboxed fork cannot: choose now, or
    # results move by 1e-6. One thread, because a fork of a process with a thread pool hangs.
    import torch

    torch.set_num_threads(1)
    torch.backends.cpu.get_cpu_capability()
    _ = torch.ones(2, 2) @ torch.ones(2, 2)
