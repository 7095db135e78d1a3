"""bubblewrap: the zygote and its workers see a file system of libraries only, no network, no other process."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAME = "namespaces"
STOPS = "seeing any file, process, user or network but the sandbox's own"

SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache")
KERNELS = ("/proc/cpuinfo", "/sys/devices/system/cpu")
"""What torch reads to choose its kernels; other results (1e-6) without it."""

DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def missing() -> str:
    """Why the layer cannot be used here, as far as one can tell without trying."""
    return "" if shutil.which("bwrap") else "needs Linux and bubblewrap (Debian, Ubuntu: apt install bubblewrap)"


def command(readable: tuple[str, ...], more: tuple[str, ...] = ()) -> list[str]:
    """The words before the zygote's own command line; `more` are other mounts, in bubblewrap's words."""
    root = os.getuid() == 0
    words = ["bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    # Root needs no user namespace, and its workers become somebody else for real; two capabilities are needed for that.
    words += [] if root else ["--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000"]
    words += ["--cap-drop", "ALL", *(("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID") if root else ())]
    words += ["--hostname", "sandbox", "--die-with-parent", "--new-session"]
    # torch wants a temporary folder at its import; workers, under Landlock, cannot use it.
    words += ["--size", str(1 << 20), "--perms", "1777", "--tmpfs", "/tmp"]
    wanted = [*SYSTEM, sys.base_prefix, sys.prefix, str(Path(__file__).parent.parent / "worker"), *readable]
    shown = _unique([*wanted, *map(os.path.realpath, wanted)])  # a link alone leads nowhere in there
    for folder in dict.fromkeys(
        str(parent) for path in [*shown, *KERNELS, *DEVICES] for parent in reversed(Path(path).parents[:-1])
    ):
        if folder != "/tmp" and not any(folder == path or folder.startswith(f"{path}/") for path in shown):
            words += ["--perms", "0755", "--dir", folder]  # or they would be closed to the worker's user
    for path in shown:
        words += ["--symlink", os.readlink(path), path] if os.path.islink(path) else ["--ro-bind-try", path, path]
    for path in KERNELS:
        words += ["--ro-bind-try", path, path]
    for path in DEVICES:
        words += ["--dev-bind-try", path, path]
    return [*words, *more, "--remount-ro", "/", "--chdir", "/", "--"]


def _unique(paths: list[str]) -> list[str]:
    """Without repetitions and without what lies in another of them."""
    kept: list[str] = []
    for path in dict.fromkeys(paths):
        if not any(path.startswith(f"{other}/") for other in kept if not os.path.islink(other)):
            kept.append(path)
    return kept
