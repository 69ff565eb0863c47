"""Show how the reports differ from the golden texts, and with ``--accept`` make them the golden texts.

python tests/reports/accept_golden.py [--accept]
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from report_builders import REPORTS

from grader.reports.terminal import plain

GOLDEN = Path(__file__).with_name("golden")
FORMS = (("80", 80, "utf-8", False), ("120", 120, "utf-8", True), ("ascii", 80, "ascii", False))
"""The ending of a golden file's name, the width in columns, the console's encoding, and whether it is verbose."""


def texts() -> dict[str, str]:
    """Every golden file's name, and the text that it should have now."""
    return {
        f"{name}-{form}.txt": plain(make(), columns, encoding, verbose=verbose)
        for name, make in REPORTS.items()
        for form, columns, encoding, verbose in FORMS
    }


def read(name: str) -> str:
    """The golden text of that name; empty if there is none yet."""
    path = GOLDEN / name
    return path.read_text("utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    changed = {name: text for name, text in texts().items() if read(name) != text}
    stale = sorted(path for path in GOLDEN.glob("*.txt") if path.name not in texts())
    for name, text in changed.items():
        sys.stdout.writelines(
            difflib.unified_diff(read(name).splitlines(True), text.splitlines(True), name, f"{name} (now)")
        )
    sys.stdout.writelines(f"{path.name}: no report makes it\n" for path in stale)
    if "--accept" not in arguments:
        return 1 if changed or stale else 0
    GOLDEN.mkdir(exist_ok=True)
    for name, text in changed.items():
        (GOLDEN / name).write_text(text, "utf-8", newline="\n")
    for path in stale:
        path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
