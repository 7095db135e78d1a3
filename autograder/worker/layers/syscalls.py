"""seccomp: a list of the system calls that numeric Python needs; every other one is refused.

Without fork, exec and clone (but for threads) a worker stays one process: there is nothing to be left behind, and one
memory limit bounds it all. Without sockets, signals, ptrace and mounts it can reach nobody.
"""

from __future__ import annotations

import errno
import functools
import os
from typing import Any

from autograder.worker.layers.settings import Settings

NAME = "seccomp"
STOPS = "new processes, sockets, signals, ptrace, mounts, namespaces, most of the kernel's surface"

ALLOWED = (
    "access",
    "arch_prctl",
    "brk",
    "clock_getres",
    "clock_gettime",
    "clock_nanosleep",
    "close",
    "dup",
    "dup2",
    "dup3",
    "exit",
    "exit_group",
    "faccessat",
    "faccessat2",
    "fadvise64",
    "fcntl",
    "fstat",
    "fsync",
    "futex",
    "get_mempolicy",
    "getcpu",
    "getcwd",
    "getdents",
    "getdents64",
    "getegid",
    "geteuid",
    "getgid",
    "getpgrp",
    "getpid",
    "getppid",
    "getrandom",
    "getrlimit",
    "getrusage",
    "gettid",
    "gettimeofday",
    "getuid",
    "lseek",
    "lstat",
    "madvise",
    "membarrier",
    "mmap",
    "mprotect",
    "mremap",
    "msync",
    "munmap",
    "nanosleep",
    "newfstatat",
    "open",
    "openat",
    "pipe",
    "pipe2",
    "poll",
    "ppoll",
    "pread64",
    "preadv",
    "pselect6",
    "pwrite64",
    "pwritev",
    "read",
    "readlink",
    "readlinkat",
    "readv",
    "recvfrom",
    "recvmsg",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sched_getaffinity",
    "sched_yield",
    "select",
    "sendmsg",
    "sendto",
    "set_robust_list",
    "set_tid_address",
    "sigaltstack",
    "stat",
    "statx",
    "sysinfo",
    "time",
    "times",
    "umask",
    "uname",
    "write",
    "writev",
)
"""Measured with strace (a NumPy worker uses 14 after its start, torch with BERT 26), and what CPython itself may use."""

NOTEBOOK = (
    "accept",
    "accept4",
    "bind",
    "epoll_create1",
    "epoll_ctl",
    "epoll_pwait",
    "epoll_pwait2",
    "epoll_wait",
    "eventfd2",
    "fdatasync",
    "flock",
    "ftruncate",
    "getpeername",
    "getpgid",
    "getsockname",
    "getsockopt",
    "listen",
    "mkdir",
    "mkdirat",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sched_getparam",
    "sched_getscheduler",
    "setsockopt",
    "shutdown",
    "unlink",
    "unlinkat",
    "utimensat",
)
"""What a Jupyter kernel needs beyond that: to be connected to (never to connect), and to write where Landlock lets it."""

CLONE_THREAD = 0x10000
NAMESPACES = 0x7E020000 | 0x80
"""CLONE_NEW*: user, pid, net, ipc, uts, cgroup, mount, time."""

AF_UNIX, SOCK_STREAM, SOCK_KINDS = 1, 1, 0xF
PR_SET_NAME, SCHED_OTHER = 15, 0

TERMINAL_QUERIES = (0x5401, 0x5421, 0x5450, 0x5451)
"""TCGETS (isatty), FIONBIO, FIONCLEX, FIOCLEX."""


def missing() -> str:
    """Why the layer cannot be used here."""
    try:
        import pyseccomp
    except (ImportError, OSError, RuntimeError):
        return "needs Linux, the Python package pyseccomp and the library libseccomp (Debian: libseccomp2)"
    return "" if pyseccomp.get_api() else "needs a kernel with seccomp filters"


def apply(settings: Settings) -> None:
    """Load the filter, for all threads."""
    _filter(bool(settings.sockets)).load()


@functools.cache
def _filter(notebook: bool) -> Any:
    """The filter; made once, before the fork, since it takes a few milliseconds."""
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for name in (*ALLOWED, *(NOTEBOOK if notebook else ())):
        # Newer architectures have no open, stat, …: only their *at forms.
        if seccomp.resolve_syscall(seccomp.Arch.NATIVE, name) >= 0:
            rules.add_rule(seccomp.ALLOW, name)
    flags = CLONE_THREAD | NAMESPACES
    rules.add_rule(seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flags, CLONE_THREAD))
    rules.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags are in memory; the C library falls back to clone
    rules.add_rule(seccomp.ALLOW, "prlimit64", seccomp.Arg(2, seccomp.EQ, 0))  # to read a limit, not to set one
    for query in TERMINAL_QUERIES:
        rules.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, query))
    if notebook:
        local = seccomp.Arg(0, seccomp.EQ, AF_UNIX), seccomp.Arg(1, seccomp.MASKED_EQ, SOCK_KINDS, SOCK_STREAM)
        rules.add_rule(seccomp.ALLOW, "socket", *local)
        rules.add_rule(seccomp.ALLOW, "socketpair", *local)
        rules.add_rule(seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, PR_SET_NAME))
        rules.add_rule(seccomp.ALLOW, "sched_setscheduler", seccomp.Arg(1, seccomp.EQ, SCHED_OTHER))
        rules.add_rule(seccomp.ALLOW, "kill", seccomp.Arg(0, seccomp.EQ, os.getpid()))
        rules.add_rule(seccomp.ALLOW, "tgkill", seccomp.Arg(0, seccomp.EQ, os.getpid()))
    return rules


def prepare(*, notebook: bool = False) -> None:
    """Make the filter now: every fork finds it ready, and no layer before it can be in the way."""
    if not missing():
        _filter(notebook)
