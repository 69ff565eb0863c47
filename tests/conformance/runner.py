"""Runs programs on the plain or the traced loop, each in a forked child, and prints what they did as JSON.

``python runner.py plain|traced PROGRAM...``
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import traceback
from pathlib import Path


def _execute(path: str) -> int:
    code = compile(Path(path).read_text(encoding="utf-8"), path, "exec")
    try:
        exec(code, {"__name__": "__main__", "__file__": path})  # noqa: S102 - running it is the purpose
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # as the interpreter itself does at the top
        traceback.print_exc()
        return 1
    return 0


def _run(mode: str, path: str) -> int:
    if mode == "plain":
        return _execute(path)
    from grader.sandbox.inside.monitor import Monitor, RunConfig  # never loaded in plain mode

    monitor = Monitor()
    monitor.install()
    monitor.begin(RunConfig(path, virtual_s=86_400.0), None)
    try:
        return _execute(path)
    finally:
        ending = monitor.finish()["ending"]
        if ending is not None:
            print("ended by the loop:", ending)


def _in_child(mode: str, path: str) -> dict[str, object]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            status = 99
            with contextlib.suppress(BaseException):
                status = _run(mode, path)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        lines = err.read().decode().strip().splitlines()
        return {"stdout": out.read().decode(), "status": status, "complaint": lines[-1] if lines else ""}


if __name__ == "__main__":
    import asyncio
    import unittest

    del asyncio, unittest  # loaded once, before the forks
    if sys.argv[1] == "traced":
        import grader.sandbox.inside.monitor  # noqa: F401 - likewise
    print(json.dumps({Path(path).stem: _in_child(sys.argv[1], path) for path in sys.argv[2:]}))
