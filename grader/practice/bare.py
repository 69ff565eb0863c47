"""Markdown for where nothing can be drawn or set in colour: a pipe, a comment, a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_FENCE: Final = re.compile(r"( *)(`{3,}|~{3,})[^`]*")


def bare_text(markdown: str) -> str:
    """The text as it was written, but code that stands between fences is set in by four spaces instead."""
    return "\n".join(_lines(markdown.strip().splitlines()))


def _lines(lines: list[str]) -> Iterator[str]:
    fence: str | None = None
    for line in lines:
        found = _FENCE.fullmatch(line)
        if fence is None and found is not None:
            fence = found[2]
        elif fence is not None and line.strip() == fence:
            fence = None
        else:
            yield line if fence is None else f"    {line}".rstrip()
