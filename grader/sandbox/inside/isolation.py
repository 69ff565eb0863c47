"""What the zygote gives up once, and what each of its children gives up before it sees the learner's program.

Three levels, one list of guarantees each. ``strict`` has them all. ``contained`` does without namespaces (containers
often forbid them): files are kept by Landlock alone. ``portable`` limits resources only and is no security boundary.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
from dataclasses import dataclass, field
from typing import Any, Final

from grader.sandbox.inside import jail, kernel, seccomp

STRICT: Final = "strict"
CONTAINED: Final = "contained"
PORTABLE: Final = "portable"

_SANDBOX_UID: Final = 65534
"""Used when the grader itself runs as root: the traditional ``nobody``."""
_INNER_UID: Final = 1000
_HIGH_DESCRIPTOR: Final = 100
_MANY_PROCESSES: Final = 4096
"""Where the user's other processes count as well, the limit only keeps a fork bomb from taking the machine."""


@dataclass(slots=True)
class Isolation:
    """The zygote's side of a level: entered once, then asked before and after each fork."""

    level: str
    guarantees: tuple[str, ...]
    scratch: str
    pid_namespace: int | None = None
    rulesets: dict[bool, int] = field(default_factory=dict)
    filters: dict[tuple[bool, bool], seccomp.Filter] = field(default_factory=dict)
    scratch_mb: int = 0
    fresh_state: tuple[object, ...] = ()

    def before_fork(self, limits: dict[str, Any]) -> None:
        """An empty scratch folder, and a new process space for the next child."""
        if self.level == STRICT:
            if self.scratch_mb != limits["files_mb"] or self._scratch_state() != self.fresh_state:
                jail.mount_scratch(limits["files_mb"])
                self.scratch_mb = limits["files_mb"]
                self.fresh_state = self._scratch_state()
            kernel.unshare(kernel.CLONE_NEWPID)
        else:
            self._empty_scratch()

    def _empty_scratch(self) -> None:
        try:
            _empty_folder(self.scratch)
        except FileNotFoundError:
            # Some systems clear /tmp of what is old; under `portable` a program may remove the folder itself.
            os.makedirs(self.scratch, 0o700, exist_ok=True)
            for fd in self.rulesets.values():
                os.close(fd)  # they are about the old folder
            if self.level == CONTAINED:
                self.rulesets = _contained_rulesets(self.scratch)

    def _scratch_state(self) -> tuple[object, ...]:
        """What a program may have changed of its folder: entries, rights, times."""
        state = os.stat(self.scratch)
        return state.st_mode, state.st_nlink, state.st_mtime_ns, state.st_ctime_ns, os.listdir(self.scratch)

    def after_fork(self) -> None:
        """Back to the zygote's own process space, as ``unshare`` may be called again only from there."""
        if self.pid_namespace is not None:
            kernel.setns(self.pid_namespace, kernel.CLONE_NEWPID)

    def lock_down(self, limits: dict[str, Any]) -> None:
        """In the child: the last rights go. Nothing of the learner's has run yet."""
        processes, network = limits["processes"] > 0, bool(limits["network"])
        # The zygote and its waiting parent count for the same user.
        processes_of_user = limits["processes"] + limits["threads"] + 4 if self.level == STRICT else _MANY_PROCESSES
        set_limits(limits, processes_of_user)
        if self.level == PORTABLE:
            return
        kernel.landlock_restrict(self.rulesets[network])
        kernel.drop_capabilities()
        seccomp.install(self.filters[processes, network])

    def close(self) -> None:
        """Remove what lies outside the zygote's own name spaces."""
        if self.level != STRICT:
            with contextlib.suppress(OSError):
                _empty_folder(self.scratch)
                os.rmdir(self.scratch)


def set_limits(limits: dict[str, Any], processes_of_user: int | None) -> None:
    """Resource limits of one child. The CPU limit is a backstop: the trusted side watches the clock."""
    try:
        import resource
    except ImportError:
        return
    cpu = int(limits["cpu_s"] * 20) + 5
    memory = limits["memory_mb"] << 20
    wanted = {
        "RLIMIT_CPU": cpu,
        "RLIMIT_AS": memory,
        "RLIMIT_FSIZE": limits["output_kb"] << 10,
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 256 if limits["network"] else 64,
    }
    if processes_of_user is not None:
        wanted["RLIMIT_NPROC"] = processes_of_user
    for name, value in wanted.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        with contextlib.suppress(OSError, ValueError):  # macOS refuses some; a lower hard limit of the machine's stays
            resource.setrlimit(kind, (value, value))


def enter(level: str) -> Isolation:
    """Isolate this process as far as a zygote can be; ``OSError`` says which step the machine refused."""
    if level == STRICT:
        return _enter_strict()
    if level == CONTAINED:
        return _enter_contained()
    folder = tempfile.mkdtemp(prefix="grader-")
    if sys.platform == "linux":
        kernel.become_subreaper()
    return Isolation(PORTABLE, ("cpu-limit", "memory-limit", "output-limit", "killed-as-a-tree"), folder)


_COMMON: Final = (
    "no-file-access",
    "no-dangerous-system-calls",
    "no-new-privileges",
    "no-network",
    "cpu-limit",
    "memory-limit",
    "output-limit",
    "process-limit",
    "clean-environment",
)


def _enter_strict() -> Isolation:
    # After the move to the new root only this descriptor still leads to /proc.
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    libraries = jail.mapped_files()
    if os.getuid() == 0:
        kernel.unshare(kernel.CLONE_NEWNS)
        jail.build(libraries)
        _become(_SANDBOX_UID)
        kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNS)
        _map_user(proc, _SANDBOX_UID)
    else:
        uid, gid = os.getuid(), os.getgid()
        kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNS)
        _map_user(proc, uid, gid)
        jail.build(libraries)
    kernel.unshare(kernel.CLONE_NEWNET | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS | kernel.CLONE_NEWPID)
    _raise_loopback()
    _fork_into_pid_namespace()
    pid_namespace = _out_of_the_way(os.open("self/ns/pid", os.O_RDONLY | os.O_CLOEXEC, dir_fd=proc))
    os.close(proc)
    kernel.set_dumpable(0)
    kernel.no_new_privileges()
    jail.mount_scratch(1)
    guarantees = ("own-user", "own-process-space", "own-root", *_COMMON, "private-scratch-folder", "killed-as-a-tree")
    rulesets = _rulesets(jail.readable_paths(libraries), jail.writable_paths())
    return Isolation(STRICT, guarantees, jail.SCRATCH, pid_namespace, rulesets, _filters())


def _enter_contained() -> Isolation:
    folder = tempfile.mkdtemp(prefix="grader-")
    guarantees: tuple[str, ...] = (*_COMMON, "private-scratch-folder")
    if os.getuid() == 0:
        os.chown(folder, _SANDBOX_UID, _SANDBOX_UID)
        _become(_SANDBOX_UID)
        guarantees = ("own-user", *guarantees)
    try:
        os.listdir(jail.standard_library())
    except OSError as error:
        raise OSError(
            error.errno, f"the sandbox's user cannot read the standard library in {jail.standard_library()}"
        ) from None
    kernel.become_subreaper()
    kernel.no_new_privileges()
    kernel.set_dumpable(0)
    return Isolation(CONTAINED, guarantees, folder, None, _contained_rulesets(folder), _filters(shared_space=True))


def _contained_rulesets(folder: str) -> dict[bool, int]:
    return _rulesets(jail.readable_paths(jail.mapped_files()), [folder, *jail.DEVICES_TO_WRITE])


def _become(uid: int) -> None:
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    # Changing user made the process's own /proc entries root's; the user map is written there.
    kernel.set_dumpable(1)
    kernel.die_with_parent(signal.SIGKILL)


def _map_user(proc: int, uid: int, gid: int | None = None) -> None:
    gid = uid if gid is None else gid
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{_INNER_UID} {uid} 1"),
        ("gid_map", f"{_INNER_UID} {gid} 1"),
    ):
        fd = os.open(f"self/{name}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=proc)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def _raise_loopback() -> None:
    """Switch on 127.0.0.1 in the sandbox's own, otherwise empty network."""
    import fcntl
    import socket
    import struct

    set_flags, up = 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as channel:
        fcntl.ioctl(channel, set_flags, struct.pack("16sH14x", b"lo", up))


def _fork_into_pid_namespace() -> None:
    """Go on as the first process of the new process space; the process that was waits for it and ends with it."""
    child = os.fork()
    if child:
        os.closerange(0, 256)
        os.waitpid(child, 0)
        os._exit(0)
    kernel.die_with_parent(signal.SIGKILL)


def _rulesets(readable: list[str], writable: list[str]) -> dict[bool, int]:
    return {network: _ruleset(readable, writable, network=network) for network in (False, True)}


def _ruleset(readable: list[str], writable: list[str], *, network: bool) -> int:
    # An interpreter that starts lists the standard library's folder to find its modules.
    listable = [jail.standard_library()]
    return _out_of_the_way(kernel.landlock_ruleset(readable, listable, writable, network=network))


def _out_of_the_way(fd: int) -> int:
    """The same file under a high number: a child puts its streams and channel on the low ones."""
    import fcntl

    high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, _HIGH_DESCRIPTOR)
    os.close(fd)
    return high


def _filters(*, shared_space: bool = False) -> dict[tuple[bool, bool], seccomp.Filter]:
    """The filters by what an exercise allows: processes, network. In a shared process space signals stay at home.

    Landlock keeps signals among a program's own processes; where it cannot, they stay in the one process.
    """
    choices = [(processes, network) for processes in (False, True) for network in (False, True)]
    unscoped = shared_space and kernel.landlock_version() < kernel.LANDLOCK_WITH_SCOPES
    return {
        (p, n): seccomp.build(
            processes=p, network=n, own_limits=shared_space, own_signals=shared_space and (unscoped or not p)
        )
        for p, n in choices
    }


def _empty_folder(folder: str) -> None:
    """Remove all that is in ``folder``, whatever its rights, and be it deeper than a path may be long."""
    os.chmod(folder, 0o700)
    number = 0
    while entries := list(os.scandir(folder)):
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry.path)
                continue
            os.chmod(entry.path, 0o700)
            for inner in list(os.scandir(entry.path)):
                if inner.is_dir(follow_symlinks=False):
                    # Moved up, so that no path gets longer than this.
                    os.chmod(inner.path, 0o700)
                    number += 1
                    os.rename(inner.path, _free_name(folder, number))
                else:
                    os.unlink(inner.path)
            os.rmdir(entry.path)


def _free_name(folder: str, number: int) -> str:
    while os.path.lexists(path := os.path.join(folder, f".{number}")):
        number += 1_000_000_007
    return path
