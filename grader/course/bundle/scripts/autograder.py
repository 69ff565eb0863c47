#!/usr/bin/env python3
"""Run by Classroom 50 for each submission, in the learner's checkout: grades it and writes result.json."""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent


def install(folder: str) -> str:
    """Make an environment with the grader that lies beside this file, never one that an index has of its name."""
    venv.create(folder, with_pip=True, symlinks=sys.platform != "win32")
    python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet", "install"]
    offline = json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))["offline"]
    source = ["--no-index", "--find-links", str(HERE / "wheels")] if offline else ["--only-binary", ":all:"]
    run([*pip, *source, "--requirement", str(HERE / "requirements.txt")])
    (wheel,) = (HERE / "wheels").glob("asyncio_grader-*.whl")
    run([*pip, "--no-index", "--no-deps", str(wheel)])
    return str(python)


def run(command: list[str]) -> None:
    subprocess.run(command, check=True)  # noqa: S603 - pip, on files of this bundle


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        python = install(folder)
        command = [python, "-I", "-m", "grader.course.bundle.container", "classroom50", str(HERE)]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the grader of this bundle


if __name__ == "__main__":
    sys.exit(main())
