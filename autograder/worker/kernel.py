"""A Jupyter kernel that has given up everything but its own folder and the sockets in it.

Run by `autograder.nbgrader.provisioner` as `python -s -P autograder/worker/kernel.py CONNECTION FOLDER SETTINGS SECRETS`,
never imported: the kernel's connection file and working folder, layers.Settings and a list of forbidden files, the last two as
JSON. It ends at once if a layer is missing, or if one of the secrets can be read all the same.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import types
from pathlib import Path

# As in __main__: this package without the folder around it.
package = types.ModuleType("autograder")
package.__path__ = [str(Path(__file__).resolve().parent.parent)]
sys.modules["autograder"] = package
sys.path[:] = [entry for entry in sys.path if entry.startswith((sys.prefix, sys.base_prefix))]

from autograder.worker import layers  # noqa: E402

NEEDED = ("landlock", "seccomp")
"""What must be there: tier 2, the least that any student code is run with."""


def main() -> None:
    """Give up what is not needed, and become the kernel."""
    connection, folder, settings, secrets = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), json.loads(sys.argv[4])
    os.chdir(folder)
    tempfile.tempdir = folder  # not tried out: IPython wants its name, and it may be read-only
    if settings.pop("layered"):
        _give_up(layers.Settings(**settings), secrets)
    else:
        layers.limits.apply(layers.Settings(**settings))
    os.environ.pop("JPY_PARENT_PID", None)  # a number of another process namespace, which ipykernel would watch
    for name in [name for name in sys.modules if name.split(".")[0] == "autograder"]:
        del sys.modules[name]
    sys.argv[:] = ["kernel", "-f", connection, "--HistoryManager.enabled=False"]
    sys.path.insert(0, folder)  # the student's modules
    from ipykernel.iostream import IOPubThread
    from ipykernel.kernelapp import IPKernelApp

    # It would open a network socket, for what forked processes print: there is neither.
    IOPubThread._setup_pipe_in = lambda thread: setattr(thread, "_pipe_flag", False)  # type: ignore[method-assign]
    IPKernelApp.launch_instance()


def _give_up(settings: layers.Settings, secrets: list[str]) -> None:
    missing = {layer.NAME: layer.missing() for layer in layers.ALL}  # before any of them takes away what this needs
    for name in NEEDED:
        if missing[name]:
            sys.exit(f"the layer {name} {missing[name]}")
    layers.syscalls.prepare(notebook=True)
    for layer in layers.ALL:
        if not missing[layer.NAME]:
            layer.apply(settings)
    for path in secrets:
        try:
            os.close(os.open(path, os.O_RDONLY))
        except OSError:
            continue
        sys.exit(f"the sandbox leaks: a notebook could read {path}")


if __name__ == "__main__":
    main()
