"""Runs `firth`, and each of its workers, in a Python without anything that only Linux, or only POSIX, has.

python tests/autograder/not_linux.py grade SUBMISSION --isolation none
"""

from __future__ import annotations

import os
import runpy
import select
import signal
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = ("fcntl", "grp", "landlock", "pwd", "pyseccomp", "resource", "termios")
NAMES = {
    os: """fork forkpty getuid geteuid getgid setuid setgid setresuid setresgid setgroups setsid getpgid killpg
        memfd_create pidfd_open pread pwrite openat O_NOFOLLOW O_DIRECTORY O_NONBLOCK sched_getaffinity fchmod fchown""",
    signal: "pidfd_send_signal SIGXFSZ SIGALRM setitimer alarm",
    socket: "AF_UNIX SOCK_SEQPACKET send_fds recv_fds socketpair",
    select: "poll epoll POLLIN",
}


def hide() -> None:
    """Take away what another system may not have."""
    import subprocess  # itself needs some of it, and is another program there
    import tempfile

    assert subprocess
    tempfile.gettempdir()
    for name in MODULES:
        sys.modules[name] = None
    for module, names in NAMES.items():
        for name in names.split():
            vars(module).pop(name, None)
    os.supports_dir_fd.discard(os.open)


if __name__ == "__main__":
    hide()
    del sys.argv[0]
    if Path(sys.argv[0]).name == "worker":
        runpy.run_path(sys.argv[0], run_name="__main__")
    else:
        sys.path.insert(0, str(ROOT))
        from autograder import cli
        from autograder.sandbox import subprocesses

        subprocesses.PYTHON = (sys.executable, "-s", "-P", __file__)
        sys.argv.insert(0, "firth")
        cli.main()
