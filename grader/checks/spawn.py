"""Starting the process of the check host. Imports little, so that it can be done before anything else."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Final, NamedTuple

DEFAULT_OPENER: Final = "grader.sandbox:open_runner"
_ROOT: Final = Path(__file__).parents[2]
_BOOT: Final = """\
import sys
root = sys.argv[1]
if root not in sys.path:
    sys.path.append(root)
from grader.checks.boot import main
main(sys.argv[2:])
"""
_FOREIGN: Final = ("PYTEST_", "PYTHON", "PY_COLORS")
_SHARE_S: Final = 20.0


class Spawned(NamedTuple):
    """A check host that was started, our end of the socket to it, and what it writes to standard error."""

    process: subprocess.Popen[bytes]
    channel: socket.socket
    errors: IO[bytes]


def spawn(level: str, opener: str = DEFAULT_OPENER) -> Spawned:
    """Start a check host; it says by itself when it is ready. On Linux it ends with the thread that calls this."""
    ours, theirs = socket.socketpair()
    errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process that writes it
    command = [sys.executable, "-P", *_user_site_flag(), "-c", _BOOT, str(_ROOT)]
    environment = _environment(os.environ)
    with theirs:
        if sys.platform == "win32":
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [*command, "-", level, opener],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=environment,
            )
            process.communicate(theirs.share(process.pid), timeout=_SHARE_S)
        else:
            descriptor = theirs.fileno()
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                [*command, str(descriptor), level, opener],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env=environment,
                pass_fds=[descriptor],
                start_new_session=True,  # a Ctrl-C at the terminal is the client's to handle
            )
    return Spawned(process, ours, errors)


def _user_site_flag() -> list[str]:
    """``-s``, unless the grader itself was installed into the user's own packages."""
    import site

    return [] if str(_ROOT) == site.getusersitepackages() else ["-s"]


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The host's environment: nothing in it may change what pytest does or in which order sets are shown."""
    kept = {name: value for name, value in environ.items() if not name.startswith(_FOREIGN)}
    for name in ("CI", "BUILD_NUMBER", "FORCE_COLOR", "NO_COLOR"):
        kept.pop(name, None)
    return kept | {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
