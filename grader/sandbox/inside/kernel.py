"""Linux system calls that Python has no names for: namespaces, mounts, capabilities, Landlock, seccomp.

Theory of operation. The zygote (see ``zygote``) gives up what it can before it makes its first child, and each child
gives up the rest before it sees a byte of a learner's program: namespaces hide other processes, the network and the
file system; Landlock refuses file access by path even where a mount would allow it; seccomp refuses system calls that
no exercise needs; capabilities and the way back to them are dropped. Every call here either works or raises
``OSError``.

Numbers are those of the kernel's headers (linux/landlock.h, linux/seccomp.h, linux/capability.h, asm/unistd.h).
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable
from typing import Final

CLONE_NEWNS: Final = 0x0002_0000
CLONE_NEWUTS: Final = 0x0400_0000
CLONE_NEWIPC: Final = 0x0800_0000
CLONE_NEWUSER: Final = 0x1000_0000
CLONE_NEWPID: Final = 0x2000_0000
CLONE_NEWNET: Final = 0x4000_0000

MS_RDONLY: Final = 1
MS_NOSUID: Final = 2
MS_NODEV: Final = 4
MS_NOEXEC: Final = 8
MS_REMOUNT: Final = 32
MS_BIND: Final = 4096
MS_REC: Final = 16384
MS_PRIVATE: Final = 1 << 18
MNT_DETACH: Final = 2

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_DUMPABLE: Final = 4
_PR_SET_CHILD_SUBREAPER: Final = 36
_PR_SET_NO_NEW_PRIVS: Final = 38

_SYS_CREATE_RULESET: Final = 444
_SYS_ADD_RULE: Final = 445
_SYS_RESTRICT_SELF: Final = 446
_LANDLOCK_VERSION_FLAG: Final = 1
_RULE_PATH_BENEATH: Final = 1

FS_EXECUTE: Final = 1
FS_WRITE_FILE: Final = 2
FS_READ_FILE: Final = 4
FS_READ_DIR: Final = 8
FS_TRUNCATE: Final = 1 << 14
_FS_FILE_RIGHTS: Final = FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE
_FS_RIGHTS_BY_ABI: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_FS_RIGHTS: Final = (1 << 16) - 1
_NET_RIGHTS: Final = 3
_SCOPES: Final = 3
LANDLOCK_WITH_SCOPES: Final = 6
"""The first version that keeps signals and abstract sockets among a program's own processes."""

_libc: Final = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def unshare(flags: int) -> None:
    _check(_libc.unshare(flags), "unshare")


def setns(fd: int, flags: int) -> None:
    _check(_libc.setns(fd, flags), "setns")


def mount(source: str, target: str, kind: str | None, flags: int, data: str | None = None) -> None:
    """mount(2); ``kind`` is the file system, ``None`` for bind mounts and changes of flags."""
    result = _libc.mount(
        source.encode(),
        target.encode(),
        kind.encode() if kind else None,
        ctypes.c_ulong(flags),
        data.encode() if data else None,
    )
    _check(result, f"mount {target}")


def unmount(target: str) -> None:
    """umount2(2), lazily."""
    _check(_libc.umount2(target.encode(), MNT_DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    number = {"x86_64": 155, "aarch64": 41}.get(os.uname().machine)
    if number is None:
        raise OSError(f"pivot_root: no system call number known for {os.uname().machine}")
    _check(_libc.syscall(number, new.encode(), old.encode()), "pivot_root")


def _prctl(option: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    _check(_libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero), f"prctl {option}")


def die_with_parent(signal_number: int) -> None:
    """The process gets the signal when the *thread* that made it ends: make zygotes from a main thread."""
    _prctl(_PR_SET_PDEATHSIG, signal_number)


def set_dumpable(dumpable: int) -> None:
    """A process that is not dumpable cannot be traced, nor its memory read, by others of its user."""
    _prctl(_PR_SET_DUMPABLE, dumpable)


def become_subreaper() -> None:
    """Orphans below this process become its children, so that it can end them."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def no_new_privileges() -> None:
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Empty the effective, permitted and inheritable sets."""
    number = {"x86_64": 126, "aarch64": 91}.get(os.uname().machine)
    header = struct.pack("II", 0x20080522, 0)
    data = struct.pack("6I", *[0] * 6)
    _check(_libc.syscall(number, ctypes.c_char_p(header), ctypes.c_char_p(data)), "capset")


# ----------------------------------------------------------------------------------------------------- Landlock


def landlock_version() -> int:
    """The kernel's Landlock version; 0 where it has none or it is switched off."""
    version = _libc.syscall(_SYS_CREATE_RULESET, None, ctypes.c_size_t(0), _LANDLOCK_VERSION_FLAG)
    return max(0, int(version))


def landlock_ruleset(
    readable: Iterable[str], listable: Iterable[str], writable: Iterable[str], *, network: bool
) -> int:
    """A descriptor of a rule set: what lies beneath ``readable`` may be read and executed, beneath ``writable``
    anything done.

    Folders beneath ``listable`` may be listed, which says nothing of the files in them.

    Without ``network``, TCP is refused where the kernel can (version 4). Paths that do not exist are passed over.
    """
    version = landlock_version()
    if version == 0:
        raise OSError("Landlock is not available")
    rights = _FS_RIGHTS_BY_ABI.get(version, _FS_RIGHTS)
    net = _NET_RIGHTS if version >= 4 and not network else 0
    scopes = _SCOPES if version >= 6 else 0
    attributes = struct.pack("QQQ", rights, net, scopes)[: 24 if version >= 6 else 16 if version >= 4 else 8]
    ruleset = _check(
        _libc.syscall(_SYS_CREATE_RULESET, ctypes.c_char_p(attributes), ctypes.c_size_t(len(attributes)), 0),
        "landlock_create_ruleset",
    )
    read = rights & (FS_EXECUTE | FS_READ_FILE | FS_READ_DIR)
    for paths, allowed in ((readable, read), (listable, FS_READ_DIR), (writable, rights)):
        for path in paths:
            _add_path(ruleset, path, allowed)
    return ruleset


def _add_path(ruleset: int, path: str, allowed: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights = allowed if os.path.isdir(path) else allowed & _FS_FILE_RIGHTS
        rule = struct.pack("=Qi", rights, fd)
        _check(
            _libc.syscall(_SYS_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.c_char_p(rule), 0),
            f"landlock_add_rule {path}",
        )
    finally:
        os.close(fd)


def landlock_restrict(ruleset: int) -> None:
    _check(_libc.syscall(_SYS_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")
