"""The probe: a worker that tries what student code must not be able to do, on the real files, before any is graded."""

from __future__ import annotations

import tempfile
from pathlib import Path

MODULE = '''
import ctypes, errno, os, socket, subprocess, sys, threading

def attempt(action, *args):
    """"done" if the forbidden action succeeds, else the name of the error that stopped it."""
    try:
        ACTIONS[action](*args)
    except BaseException as error:
        return type(error).__name__
    return "done"

def read(path): open(path, "rb").read(1)
def listing(path): os.listdir(path)
def write(path): open(path, "ab").close()
def make(path):
    try:
        os.close(os.open(path, os.O_TMPFILE | os.O_WRONLY))  # has no name: nothing is left, even if unlink is refused
    except OSError as error:
        if error.errno not in (errno.EOPNOTSUPP, errno.EISDIR): raise
        name = os.path.join(path, f".firth-probe-{os.getpid()}")
        open(name, "xb").close()
        os.unlink(name)
def environment(): assert any(name.startswith(("GITHUB", "CI", "SSH", "USER")) for name in os.environ)
def network(family): socket.socket(family, socket.SOCK_STREAM).close()
def fork():
    pid = os.fork()
    if pid == 0: os._exit(0)
    os.waitpid(pid, 0)
def execute(): subprocess.run(["/bin/true"], check=True)
def signal_parent(): os.kill(os.getppid() or 1, 0)
def signal_all(): os.kill(-1, 0)
def trace_parent():
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getppid() or 1
    if libc.ptrace(16, parent, 0, 0) != 0: raise OSError(ctypes.get_errno(), "ptrace")
    os.waitpid(parent, 0)
    libc.ptrace(17, parent, 0, 0)  # let it go on
def namespace():
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(0x10000000) != 0: raise OSError(ctypes.get_errno(), "unshare")
def change_mode(path): os.chmod(path, os.stat(path).st_mode)
def become_root(): os.setuid(0); assert os.geteuid() == 0 and os.listdir("/root")
def raise_limit():
    import resource
    resource.setrlimit(resource.RLIMIT_NOFILE, (65536, 65536))

ACTIONS = {
    "read": read, "list": listing, "write": write, "make": make, "environment": environment, "network": network,
    "fork": fork, "execute": execute, "signal parent": signal_parent, "signal all": signal_all, "trace parent": trace_parent,
    "namespace": namespace, "chmod": change_mode, "become root": become_root, "raise limit": raise_limit,
}
'''

AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_ALG = 1, 2, 10, 16, 38


def actions(secrets: list[Path]) -> dict[str, tuple[str | int, ...]]:
    """What is tried: a description, and the call that tries it. `secrets` are files that a worker must not read."""
    tried: dict[str, tuple[str | int, ...]] = {f"read {path.name}": ("read", str(path)) for path in secrets}
    for path in secrets[:1]:
        tried |= {
            "list the hidden tests": ("list", str(path.parent)),
            "change a hidden test": ("write", str(path)),
            "change a hidden test's mode": ("chmod", str(path)),
            "leave a file beside the hidden tests": ("make", str(path.parent)),
        }
    families = {"unix": AF_UNIX, "internet": AF_INET, "internet (6)": AF_INET6, "netlink": AF_NETLINK, "crypto": AF_ALG}
    return tried | {
        "read the users of the machine": ("read", "/etc/passwd"),
        "read the grader's environment": ("read", "/proc/self/environ"),
        "list the processes": ("list", "/proc"),
        "leave a file in the temporary folder": ("make", tempfile.gettempdir()),
        "leave a file in shared memory": ("make", "/dev/shm"),
        "find a variable of the grader's": ("environment",),
        **{f"open a socket: {name}": ("network", family) for name, family in families.items()},
        "fork": ("fork",),
        "run a program": ("execute",),
        "signal its parent": ("signal parent",),
        "signal everybody": ("signal all",),
        "trace its parent": ("trace parent",),
        "make a namespace": ("namespace",),
        "become root": ("become root",),
        "raise its limits": ("raise limit",),
    }
