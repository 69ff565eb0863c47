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
from pathlib import Path
from types import CodeType
from typing import Final

_MODULES: Final = (
    "grader",
    "grader.sandbox",
    "grader.sandbox.protocol",
    "grader.sandbox.inside",
)

_LOADER: Final = """
import marshal, sys
from importlib.machinery import ModuleSpec
from socket import socket

class Finder:
    grader_modules = True
    def __init__(self, modules): self.modules = modules
    def find_spec(self, name, path=None, target=None):
        if name in self.modules:
            return ModuleSpec(name, self, is_package=self.modules[name][0])
    def create_module(self, spec): return None
    def exec_module(self, module): exec(self.modules[module.__name__][1], module.__dict__)

channel = socket(fileno=int(sys.argv[1]))
def read(size):
    data = bytearray()
    while len(data) < size:
        part = channel.recv(size - len(data))
        if not part: raise SystemExit(0)
        data += part
    return bytes(data)
sys.meta_path.insert(0, Finder(marshal.loads(read(int.from_bytes(read(4), "big")))))
from importlib import import_module
import_module(sys.argv[2]).main(channel, sys.argv[3])
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
    data = marshal.dumps(modules)
    return len(data).to_bytes(4, "big") + data


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
    """Start the base interpreter on ``entry``'s ``main(channel, argument)``; returns the process and our end of its
    channel.
    """
    ours, theirs = socket.socketpair()
    command = [base_interpreter(), "-s", "-S", "-P", "-B", "-c", _LOADER, str(theirs.fileno()), entry, argument]
    try:
        process = subprocess.Popen(  # noqa: S603 - the interpreter that runs us
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if stdout is None else stdout,
            stderr=subprocess.DEVNULL if stderr is None else stderr,
            env=_ENVIRONMENT,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    finally:
        theirs.close()
    ours.sendall(bundle())
    return process, ours


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
