"""What the HTML pages share: templates that escape by default, a policy that lets nothing in, text made fit to read.

A page is one file that asks for no other. Whatever a learner or an author wrote is data in it: should an escape ever be
forgotten, the content security policy still runs no script but the page's own, known by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from grader.model import Span, SpanState, TaskEnding, TaskLine, Timeline
from grader.reports.formats.common import points, storable, writable
from grader.reports.text import code, prose
from grader.reports.timeline_svg import STYLE, draw_svg

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TURNS_TEXT = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that change the direction of what follows; the page isolates each name, so it needs none."""
_MOST_LINES = 400
_ENDINGS = {
    "cpu-limit": "used up its processor time",
    "wall-limit": "took too long",
    "out-of-memory": "ran out of memory",
    "output-limit": "printed too much",
    "deadlock": "waited for ever (deadlock)",
    "never-ends": "never ended",
    "busy-loop": "asked again and again without waiting",
    "waiting-on-network": "waited on the network",
    "waiting-on-signal": "waited for a signal",
    "waiting-on-input": "waited for input",
    "crashed": "crashed the interpreter",
    "killed": "was killed",
    "protocol-violation": "wrote where only the grader may",
}


def ending_in_words(ending: str) -> str | None:
    """What became of a program that did not come to its end; ``None`` for an ordinary ending."""
    return _ENDINGS.get(ending)


def name_for_page(name: str) -> str:
    """A name as people wrote it, without signs that would turn the text around it, or break the line."""
    kept = "".join(
        c for c in storable(name) if c not in _TURNS_TEXT and unicodedata.category(c) not in ("Cc", "Zl", "Zp")
    )
    return kept.strip() or "(no name)"


def program_lines(source: str) -> list[str]:
    """A program line by line, invisible characters written out, tabs as spaces; a very long one is cut."""
    lines = source.removesuffix("\n").split("\n")
    shown = [code(line) for line in lines[:_MOST_LINES]]
    return shown if len(lines) <= _MOST_LINES else [*shown, f"... and {len(lines) - _MOST_LINES} more lines"]


def inline(text: str) -> Markup:
    """A sentence with its `code` and *emphasis* as HTML. No other markup is known here: no link, no picture, no tag."""
    return _inline(text)


@lru_cache(maxsize=4096)
def _inline(text: str) -> Markup:
    from markdown_it import MarkdownIt
    from markupsafe import Markup

    parser = MarkdownIt("zero").enable(["backticks", "emphasis"])
    lines = [parser.renderInline(prose(line)) for line in text.strip().splitlines()]
    return Markup("<br>".join(lines))  # noqa: S704 - the renderer escapes all but its own two kinds of markup


def timeline_svg(data: Mapping[str, Any], expected: Mapping[str, Any] | None = None) -> Markup | None:
    """The picture of a timeline in its JSON form, the expected shape below; ``None`` if there is nothing to see."""
    from markupsafe import Markup

    timeline = _timeline(data)
    shape = _timeline(expected) if expected is not None else None
    if not timeline.tasks or not max(timeline.end, shape.end if shape is not None else 0.0):
        return None
    return Markup(draw_svg(timeline, shape))  # noqa: S704 - it escapes the names


def _timeline(data: Mapping[str, Any]) -> Timeline:
    tasks = tuple(
        TaskLine(
            str(task["name"]),
            tuple(Span(SpanState(state), float(start), float(end)) for state, start, end in task["spans"]),
            TaskEnding(task["ending"]),
        )
        for task in data["tasks"]
    )
    return Timeline(float(data["end"]), tasks)


def data_island(data: object) -> Markup:
    """JSON that may stand in a ``<script>`` element of type ``application/json``, whatever text is in it."""
    from markupsafe import Markup

    text = json.dumps(writable(data), ensure_ascii=False, separators=(",", ":"))
    # Nothing but these can end the element or begin a comment in it.
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704


@lru_cache
def asset(name: str) -> str:
    """A style sheet or a script that pages carry within them."""
    return resources.files("grader.reports").joinpath("templates", name).read_text(encoding="utf-8")


@lru_cache
def policy(styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """The content security policy of a page with exactly these style sheets and scripts: nothing else, no request."""
    parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
    parts.append("style-src " + " ".join(_hash(text) for text in (*styles, STYLE)))
    if scripts:
        parts.append("script-src " + " ".join(map(_hash, scripts)))
    return "; ".join(parts)


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with what they call."""
    import jinja2

    found = jinja2.Environment(
        loader=jinja2.PackageLoader("grader.reports", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {"inline": inline, "points": points, "person": name_for_page, "safe_line": code}
    return found
