"""The system calls that a learner's program may make, as a seccomp filter.

An allow-list: what is not named here answers EPERM. ``clone`` may make threads, and processes only where the exercise
allows them; ``socket`` may make internet sockets only where the exercise asks for the network (which is the sandbox's
own loopback); ``clone3`` answers ENOSYS because its arguments lie in memory, out of a filter's sight: libc falls back
to ``clone``.

Where a program shares the process space of the grader, signals and resource limits are kept to its own process: the
filter for that holds a place for its number, which ``install`` fills in.

Numbers as in the kernel's asm/unistd.h (x86_64) and asm-generic/unistd.h (aarch64); -1 where the machine has no such
call.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from dataclasses import dataclass
from typing import Final

_ALWAYS: Final = """
read:0:63 write:1:64 close:3:57 open:2:-1 stat:4:-1 fstat:5:80 lstat:6:-1 poll:7:-1 lseek:8:62 mmap:9:222
mprotect:10:226 munmap:11:215 brk:12:214 rt_sigaction:13:134 rt_sigprocmask:14:135 rt_sigreturn:15:139
rt_sigtimedwait:128:137 rt_sigpending:127:136 rt_sigsuspend:130:133 ioctl:16:29 pread64:17:67 pwrite64:18:68
readv:19:65 writev:20:66 preadv:295:69 pwritev:296:70 access:21:-1 pipe:22:-1 select:23:-1 sched_yield:24:124
mremap:25:216 msync:26:227 mincore:27:232 madvise:28:233 dup:32:23 dup2:33:-1 dup3:292:24 pause:34:-1 nanosleep:35:101
getitimer:36:102 alarm:37:-1 setitimer:38:103 getpid:39:172 getppid:110:173 sendfile:40:71 sendto:44:206
recvfrom:45:207 sendmsg:46:211 recvmsg:47:212 shutdown:48:210 bind:49:200 listen:50:201 getsockname:51:204
getpeername:52:205 connect:42:203 accept:43:202 accept4:288:242 socketpair:53:199 setsockopt:54:208 getsockopt:55:209
exit:60:93 exit_group:231:94 uname:63:160 fcntl:72:25 flock:73:32 fsync:74:82 fdatasync:75:83 truncate:76:45
ftruncate:77:46 getdents64:217:61 getcwd:79:17 chdir:80:49 fchdir:81:50 rename:82:-1 renameat:264:38 renameat2:316:276
mkdir:83:-1 mkdirat:258:34 rmdir:84:-1 link:86:-1 linkat:265:37 unlink:87:-1 unlinkat:263:35 symlink:88:-1
symlinkat:266:36 readlink:89:-1 readlinkat:267:78 chmod:90:-1 fchmod:91:52 fchmodat:268:53 umask:95:166
gettimeofday:96:169 getrlimit:97:163 getrusage:98:165 sysinfo:99:179 times:100:153 getuid:102:174 geteuid:107:175
getgid:104:176 getegid:108:177 getgroups:115:158 getresuid:118:148 getresgid:120:150 getpgrp:111:-1 getpgid:121:155
getsid:124:156 sigaltstack:131:132 gettid:186:178 time:201:-1 futex:202:98 sched_getaffinity:204:123
sched_getparam:143:121 sched_getscheduler:145:120 sched_get_priority_max:146:125 sched_get_priority_min:147:126
restart_syscall:219:128 clock_gettime:228:113 clock_getres:229:114 clock_nanosleep:230:115 epoll_wait:232:-1
epoll_ctl:233:21 epoll_pwait:281:22 epoll_pwait2:441:441 epoll_create:213:-1 epoll_create1:291:20 eventfd2:290:19
kill:62:129 tgkill:234:131 tkill:200:130 openat:257:56 newfstatat:262:79 faccessat:269:48 faccessat2:439:439
pselect6:270:72 ppoll:271:73 set_robust_list:273:99 get_robust_list:274:100 set_tid_address:218:96 pipe2:293:59
getrandom:318:278 statx:332:291 rseq:334:293 membarrier:324:283 prlimit64:302:261 utimensat:280:88
copy_file_range:326:285 fallocate:285:47 fadvise64:221:223 statfs:137:43 fstatfs:138:44 close_range:436:436
getcpu:309:168 arch_prctl:158:-1 wait4:61:260 waitid:247:95 pidfd_open:434:434
"""

_WITH_PROCESSES: Final = """
execve:59:221 execveat:322:281 fork:57:-1 vfork:58:-1 setpgid:109:154 setsid:112:157 pidfd_send_signal:424:424
"""

_SPECIAL: Final = {
    "x86_64": {"clone": 56, "clone3": 435, "socket": 41, "prctl": 157, "seccomp": 317}
    | {"kill": 62, "tgkill": 234, "prlimit": 302, "fcntl": 72, "ioctl": 16, "tkill": 200, "pidfd_send_signal": 424},
    "aarch64": {"clone": 220, "clone3": 435, "socket": 198, "prctl": 167, "seccomp": 277}
    | {"kill": 129, "tgkill": 131, "prlimit": 261, "fcntl": 25, "ioctl": 29, "tkill": 130, "pidfd_send_signal": 424},
}
_AUDIT_ARCH: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

_ALLOW: Final = 0x7FFF0000
_KILL_PROCESS: Final = 0x80000000
_ERRNO: Final = 0x00050000

_LOAD: Final = 0x20
_JUMP_EQUAL: Final = 0x15
_JUMP_ANY_BIT: Final = 0x45
_RETURN: Final = 0x06

_OFFSET_NUMBER: Final = 0
_OFFSET_ARCH: Final = 4
_OFFSET_ARGUMENT_0: Final = 16
_OFFSET_ARGUMENT_1: Final = 24
_VALUE_IN_INSTRUCTION: Final = 4

_OWN_PID: Final = 0x7FFFFFF1
"""Stands in a filter for the number of the process that installs it; no process has it."""
# Commands that name the process which a file sends its signals to.
_FILE_OWNERS: Final = {"fcntl": (8, 10, 15), "ioctl": (0x8901, 0x8902)}

_CLONE_THREAD: Final = 0x00010000
_CLONE_NAMESPACES: Final = 0x7E020000
_PR_SET_NAME: Final = 15
_SECCOMP_SET_MODE_FILTER: Final = 1
_FAMILIES: Final = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6

_Instruction = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter ready to be installed; ``buffers`` keeps alive what the kernel reads."""

    program: ctypes.Array[ctypes.c_char]
    buffers: tuple[ctypes.Array[ctypes.c_char], ...]
    call_number: int
    pid_at: tuple[int, ...] = ()
    """Where in the first buffer the number of the process goes."""


def supported() -> bool:
    """Whether the call numbers of this machine are known."""
    return os.uname().machine in _SPECIAL


def build(*, processes: bool, network: bool, own_limits: bool = False, own_signals: bool = False) -> Filter:
    """The filter for a program that may or may not make processes and internet sockets.

    ``own_limits``, ``own_signals``: it may set limits, or send signals, only to its own process. ``OSError`` on an
    unknown machine.
    """
    machine = os.uname().machine
    if machine not in _SPECIAL:
        raise OSError(f"seccomp: the system call numbers of {machine} are not known")
    instructions = _instructions(
        machine, processes=processes, network=network, own_limits=own_limits, own_signals=own_signals
    )
    code = b"".join(struct.pack("HBBI", *instruction) for instruction in instructions)
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxQ", len(instructions), ctypes.addressof(buffer))
    size = len(code) // len(instructions)
    pid_at = [i * size + _VALUE_IN_INSTRUCTION for i, (_, _, _, value) in enumerate(instructions) if value == _OWN_PID]
    return Filter(
        ctypes.create_string_buffer(header, len(header)), (buffer,), _SPECIAL[machine]["seccomp"], tuple(pid_at)
    )


def install(filter_: Filter) -> None:
    """Put the filter on this thread and on all that it makes; it cannot be taken off again."""
    for place in filter_.pid_at:
        struct.pack_into("I", filter_.buffers[0], place, os.getpid())
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(filter_.call_number, _SECCOMP_SET_MODE_FILTER, 0, filter_.program) < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"seccomp: {os.strerror(code)}")


def _instructions(
    machine: str, *, processes: bool, network: bool, own_limits: bool, own_signals: bool
) -> list[_Instruction]:
    special = _SPECIAL[machine]
    refuse = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    allow = (_RETURN, 0, 0, _ALLOW)
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _OFFSET_ARCH),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _OFFSET_NUMBER),
        (_JUMP_EQUAL, 0, 1, special["clone3"]),
        (_RETURN, 0, 0, _ERRNO | errno.ENOSYS),
    ]
    argument = (_LOAD, 0, 0, _OFFSET_ARGUMENT_0)
    if processes:
        clone = [argument, (_JUMP_ANY_BIT, 0, 1, _CLONE_NAMESPACES), refuse, allow]
    else:
        clone = [argument, (_JUMP_ANY_BIT, 0, 1, _CLONE_THREAD), allow, refuse]
    program += [(_JUMP_EQUAL, 0, len(clone), special["clone"]), *clone]
    if network:
        tests: list[_Instruction] = [(_JUMP_EQUAL, len(_FAMILIES) - i, 0, f) for i, f in enumerate(_FAMILIES)]
        socket = [argument, *tests, refuse, allow]
        program += [(_JUMP_EQUAL, 0, len(socket), special["socket"]), *socket]
    prctl = [argument, (_JUMP_EQUAL, 0, 1, _PR_SET_NAME), allow, refuse]
    program += [(_JUMP_EQUAL, 0, len(prctl), special["prctl"]), *prctl]
    if own_limits:
        program += _only_own(special["prlimit"], allow, refuse)
    if own_signals:
        program += _own_signals(special, allow, refuse)
    numbers = _numbers(machine, processes=processes)
    program += [(_JUMP_EQUAL, len(numbers) - i, 0, number) for i, number in enumerate(numbers)]
    program += [refuse, allow]
    return program


def _only_own(call: int, allow: _Instruction, refuse: _Instruction) -> list[_Instruction]:
    """A call whose first argument may be the caller's number, or 0.

    0 is the caller itself for limits, and for signals its process group, which it leads and is alone in.
    """
    test = [(_LOAD, 0, 0, _OFFSET_ARGUMENT_0), (_JUMP_EQUAL, 1, 0, _OWN_PID), (_JUMP_EQUAL, 0, 1, 0), allow, refuse]
    return [(_JUMP_EQUAL, 0, len(test), call), *test]


def _own_signals(special: dict[str, int], allow: _Instruction, refuse: _Instruction) -> list[_Instruction]:
    program = [*_only_own(special["kill"], allow, refuse), *_only_own(special["tgkill"], allow, refuse)]
    for call in ("tkill", "pidfd_send_signal"):
        program += [(_JUMP_EQUAL, 0, 1, special[call]), refuse]
    for call, commands in _FILE_OWNERS.items():
        tests = [(_JUMP_EQUAL, len(commands) - i, 0, command) for i, command in enumerate(commands)]
        test = [(_LOAD, 0, 0, _OFFSET_ARGUMENT_1), *tests, allow, refuse]
        program += [(_JUMP_EQUAL, 0, len(test), special[call]), *test]
    return program


def _numbers(machine: str, *, processes: bool) -> list[int]:
    column = 1 if machine == "x86_64" else 2
    text = _ALWAYS + (_WITH_PROCESSES if processes else "")
    numbers = (int(entry.split(":")[column]) for entry in text.split())
    return sorted(number for number in numbers if number >= 0)
