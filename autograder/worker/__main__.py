"""Where every worker begins: `python -s -P autograder/worker KIND CHANNEL LIBRARIES`, never imported.

KIND "zygote" keeps the libraries warm and forks workers (Linux); "alone" becomes one worker itself (any system).
"""

from __future__ import annotations

import sys
import types
from pathlib import Path

# This package without the folder around it: student code must not be able to import the course that may lie there.
package = types.ModuleType("autograder")
package.__path__ = [str(Path(__file__).resolve().parent.parent)]
sys.modules["autograder"] = package
sys.path[:] = [entry for entry in sys.path if entry.startswith((sys.prefix, sys.base_prefix))]

from autograder.worker import alone, zygote  # noqa: E402

if __name__ == "__main__":
    run = {"zygote": zygote.run, "alone": alone.run}[sys.argv[1]]
    run(int(sys.argv[2]), [name for name in sys.argv[3].split(",") if name])
