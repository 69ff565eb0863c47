"""What of a program to show beside another one that is much like it."""

from __future__ import annotations

import difflib
from typing import Final

_AROUND: Final = 3
"""So many lines around a difference tell where it is."""
_LEFT_OUT: Final = "..."


def differing_part(program: str, reference: str) -> str:
    """The lines of ``program`` that differ from ``reference``, with a few around them; ``...`` for what is left out.

    The whole program, if there is nothing else to show.
    """
    lines, before = program.splitlines(), reference.splitlines()
    matcher = difflib.SequenceMatcher(None, before, lines, autojunk=False)
    shown: list[str] = []
    end = 0
    for group in matcher.get_grouped_opcodes(_AROUND):
        changed = max(code[4] for code in group if code[0] != "equal")
        first, last = _trimmed(lines, group[0][3], changed, group[-1][4])
        if _says_something(lines[end:first]):
            shown += [_LEFT_OUT]
        else:
            first = end
        shown += lines[first:last]
        end = last
    if not shown:
        return program
    if _says_something(lines[end:]):
        shown += [_LEFT_OUT]
    return "\n".join(shown) + "\n"


def _trimmed(lines: list[str], first: int, changed: int, last: int) -> tuple[int, int]:
    """Without empty lines at the beginning, and without what follows an empty line after the last change."""
    while first < changed and not lines[first].strip():
        first += 1
    after = next((number for number in range(changed, last) if not lines[number].strip()), last)
    return first, after


def _says_something(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)
