"""Starting an interpreter for the sandbox: what runs inside is sent to it as code, so that it needs none of the
grader's files.

The new interpreter is the base one (never a virtual environment's), without ``site`` (so without installed packages),
with an empty environment and a fixed hash seed (so that the order of sets is the same in every run).
"""

from __future__ import annotations

import functools
import importlib.util
import marshal
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import CodeType
from typing import IO, Any, Final, NamedTuple

_MODULES: Final = (
    "grader",
    "grader.sandbox",
    "grader.sandbox.protocol",
    "grader.sandbox.inside",
)

ZYGOTE: Final = "grader.sandbox.inside.zygote"


class Started(NamedTuple):
    """An interpreter that was started for a level of isolation, and our end of its channel."""

    level: str
    process: subprocess.Popen[bytes]
    channel: socket.socket


_LOADER: Final = """
import marshal, socket, sys
from importlib import import_module
from importlib.machinery import ModuleSpec

class Finder:
    grader_modules = True
    def __init__(self, modules): self.modules = modules
    def find_spec(self, name, path=None, target=None):
        if name in self.modules:
            return ModuleSpec(name, self, is_package=self.modules[name][0])
    def create_module(self, spec): return None
    def exec_module(self, module): exec(self.modules[module.__name__][1], module.__dict__)

_, channel, source, entry, argument = sys.argv
if channel == "-":
    stdin = sys.stdin.buffer
    channel = socket.fromshare(stdin.read(int(source)))
    modules = stdin.read()
else:
    channel = socket.socket(fileno=int(channel))
    with open(int(source), "rb") as file:
        modules = file.read()
sys.meta_path.insert(0, Finder(marshal.loads(modules)))
import_module(entry).main(channel, argument)
"""


def base_interpreter() -> str:
    """The interpreter that the virtual environment, if there is one, was made from."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


@functools.cache
def bundle() -> bytes:
    """The modules that run inside, compiled, with neutral file names. It goes one way only: nothing is unmarshalled on
    this side.
    """
    modules: dict[str, tuple[bool, CodeType]] = {}
    empty = compile("", "<grader>", "exec")
    for name in _MODULES:
        modules[name] = (name != "grader.sandbox.protocol", empty)
    inside = Path(__file__).parent / "inside"
    for path in sorted(inside.glob("*.py")):
        if path.stem != "__init__":
            modules[f"grader.sandbox.inside.{path.stem}"] = (False, empty)
    modules = {name: (package, empty if package else _code(name)) for name, (package, _) in modules.items()}
    return marshal.dumps(modules)


def _code(name: str) -> CodeType:
    spec = importlib.util.find_spec(name)
    loader = spec.loader if spec is not None else None
    code = loader.get_code(name) if loader is not None and hasattr(loader, "get_code") else None
    if code is None:
        raise RuntimeError(f"the code of {name} cannot be read")
    return _renamed(code, f"<{name}>")


def _renamed(code: CodeType, filename: str) -> CodeType:
    constants = tuple(_renamed(c, filename) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_filename=filename, co_consts=constants)


def start(
    entry: str, argument: str, *, stdout: int | None = None, stderr: int | None = None
) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the base interpreter on ``entry``'s ``main(channel, argument)``.

    Returns the process and our end of its channel, without waiting for anything; ``OSError`` if the machine refuses.
    """
    ours, theirs = socket.socketpair()
    options: dict[str, Any] = {
        "stdout": subprocess.DEVNULL if stdout is None else stdout,
        "stderr": subprocess.DEVNULL if stderr is None else stderr,
        "env": _ENVIRONMENT,
    }
    with theirs:
        if sys.platform == "win32":
            return _start_on_windows(theirs, entry, argument, options), ours
        with _bundle_file() as file:
            channel, source = theirs.fileno(), file.fileno()
            command = _command(str(channel), str(source), entry, argument)
            process = subprocess.Popen(  # noqa: S603 - the interpreter that runs us
                command, stdin=subprocess.DEVNULL, pass_fds=[channel, source], start_new_session=True, **options
            )
    return process, ours


def start_early(level: str) -> Started | None:
    """Start the zygote that ``open_runner(level)`` will want first, where there are zygotes; ``None`` where not.

    For a process that has much to import: the zygote warms up in the meantime.
    """
    if not hasattr(os, "fork"):
        return None
    wanted = "strict" if level == "best" else level
    try:
        process, channel = start(ZYGOTE, wanted)
    except OSError:
        return None
    return Started(wanted, process, channel)


def _command(channel: str, source: str, entry: str, argument: str) -> list[str]:
    return [base_interpreter(), "-s", "-S", "-P", "-B", "-c", _LOADER, channel, source, entry, argument]


def _bundle_file() -> IO[bytes]:
    """The modules as a file without a name: nobody waits for the new process to read it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(bundle())
    file.seek(0)
    return file


def _start_on_windows(
    theirs: socket.socket, entry: str, argument: str, options: dict[str, Any]
) -> subprocess.Popen[bytes]:
    """There a socket is handed over by value, once the process is there, and everything comes by standard input."""
    size = 372  # of a WSAPROTOCOL_INFOW structure, which is what share() gives
    command = _command("-", str(size), entry, argument)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, **options)  # noqa: S603 - the interpreter that runs us
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    process.stdin.write(theirs.share(process.pid).ljust(size, b"\0") + bundle())  # type: ignore[attr-defined]  # Windows only
    process.stdin.close()
    return process


_ENVIRONMENT: Final = {
    "HOME": "/tmp",  # noqa: S108 - inside, that is the private scratch folder
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "TMPDIR": "/tmp",  # noqa: S108
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    # Worker threads otherwise reserve an arena each, and eight of them no longer fit under the memory limit.
    "MALLOC_ARENA_MAX": "1",
}
