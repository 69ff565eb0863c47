"""The learner's process where there is no fork: an interpreter of its own, started for one session."""

from __future__ import annotations

import os
import socket
import sys
from typing import Any, NoReturn

from grader.sandbox import protocol
from grader.sandbox.inside import serve
from grader.sandbox.inside.isolation import set_limits
from grader.sandbox.inside.monitor import Monitor


def main(channel: socket.socket, scratch: str) -> NoReturn:
    """Move into the scratch folder, take the limits from the first frame, then serve runs. Never returns."""
    header = channel.recv(protocol.HEADER.size, socket.MSG_WAITALL)
    limits: dict[str, Any] = protocol.unpack(channel.recv(protocol.frame_size(header), socket.MSG_WAITALL))
    os.chdir(scratch)
    monitor = Monitor()
    monitor.install()
    sys.meta_path[:] = [finder for finder in sys.meta_path if not hasattr(finder, "grader_modules")]
    set_limits(limits, None)
    serve.serve(channel, monitor)
