"""Gaps and programs: the starter, and all that comes of filling it."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.catalogue import names
from grader.catalogue.findings import Findings
from grader.catalogue.gaps import parse
from grader.catalogue.names import MARKER, did_you_mean
from grader.catalogue.positions import Loc
from grader.catalogue.render import fill, finished

_NEARLY_MARKER = re.compile(r"(?<!\w)_{3,}[A-Za-z]\w*?_{2,}(?!\w)")


@dataclass(frozen=True, slots=True)
class _Answer:
    """A way to fill the starter: with ``answers``, but for what ``fills`` puts in their place."""

    what: str
    loc: Loc
    answers: Mapping[str, str]
    fills: Mapping[str, str]
    inner: Loc = ()
    """The way from a gap's name in ``loc`` to its text."""


def check(found: Findings) -> None:
    """Gaps and starter name each other, and every program that the exercise gives is Python."""
    starter, gaps = found.data.get("starter"), found.data.get("gaps")
    given = gaps if isinstance(gaps, dict) else {}
    answers = {name: gap["answer"] for name, gap in given.items() if "answer" in gap}
    if starter is not None:
        _markers(found, starter)
        _near_markers(found, starter)
    for name, answer in answers.items():
        if MARKER.search(answer):
            found.at(("gaps", name, "answer"), "the answer itself holds a gap")
    solid = starter is not None and _fits(found.data.get("python")) and _solution(found, starter, answers)
    for key, what in (("misconceptions", "the wrong answer"), ("accept", "the accepted answer")):
        for number, item in found.items(key):
            _fills(found, key, number, item, what)
            if _fits(found.data.get("python")) and _fits(item.get("python")):
                _program(found, (key, number), item, what)
                if solid:
                    fills = {name: text for name, text in item.get("gaps", {}).items() if name in answers}
                    _parses(found, _Answer(what, (key, number, "gaps"), answers, fills))
                    _where(found, (key, number), item, fill(starter or "", {**answers, **fills}))


def _fits(spec: object) -> bool:
    """Whether this Python can read a program for ``spec``; if not, its syntax is left to one that can."""
    return not isinstance(spec, str) or names.python_allows(spec)


# ------------------------------------------------------------------------------------------------------ gaps


def _gap_names(found: Findings) -> frozenset[str] | None:
    gaps = found.raw.get("gaps")
    return frozenset(gaps) if isinstance(gaps, dict) else None


def _markers(found: Findings, starter: str) -> None:
    """Each marker stands where a learner can fill it, and names a gap; each gap has a marker."""
    known = _gap_names(found)
    if known is None:
        return
    written = list(_matches(MARKER, starter))
    for marker, line in written:
        if marker[1] not in known:
            message = f"the starter holds `{marker[0]}`, but `gaps` has no `{marker[1]}`"
            found.at_mark(
                found.tree.inside(("starter",), line, marker.start()), message + did_you_mean(marker[1], known)
            )
    names_written = frozenset(marker[1] for marker, _ in written)
    for name in known - names_written:
        meant = did_you_mean(name, names_written - known)
        found.at_key(("gaps", name), f"the starter has no `____{name}____`{meant}")
    _hidden_markers(found, starter)


def _near_markers(found: Findings, starter: str) -> None:
    advice = "write `____name____`: four underscores, small letters"
    for near, line in _matches(_NEARLY_MARKER, starter):
        if MARKER.fullmatch(near[0]) is None:
            mark = found.tree.inside(("starter",), line, near.start())
            found.at_mark(mark, f"`{near[0]}` looks like a gap but is none: {advice}")


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The matches in each line, and the line's number from 1."""
    for number, line in enumerate(text.split("\n"), 1):
        for match in pattern.finditer(line):
            yield match, number


def _hidden_markers(found: Findings, starter: str) -> None:
    """Markers in comments and texts: no learner can fill them, and rendering would change them."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(starter).readline):
            if token.type == tokenize.COMMENT or _is_plain_text(token):
                for marker, line in _matches(MARKER, token.string):
                    column = marker.start() + (token.start[1] if line == 1 else 0)
                    mark = found.tree.inside(("starter",), token.start[0] + line - 1, column)
                    found.at_mark(mark, f"`{marker[0]}` stands in a comment or a text, where no learner can fill it")
    except (tokenize.TokenError, SyntaxError):
        return  # the starter does not parse, which is reported as that


def _is_plain_text(token: tokenize.TokenInfo) -> bool:
    """Whether it is a string; in an f-string, which is one token before Python 3.12, a marker may be an expression."""
    return token.type == tokenize.STRING and "f" not in token.string[: min(map(token.string.find, "\"'"))].lower()


# ------------------------------------------------------------------------------------------------------ programs


def _solution(found: Findings, starter: str, answers: Mapping[str, str]) -> bool:
    """Whether starter and solution parse."""
    if not _is_python(found, ("starter",), starter, "the starter"):
        return False
    return _parses(found, _Answer("the solution", ("gaps",), {}, answers, ("answer",)))


def _program(found: Findings, loc: Loc, item: Mapping[str, Any], what: str) -> None:
    if "program" in item:
        _is_python(found, (*loc, "program"), item["program"], what)


def _is_python(found: Findings, loc: Loc, program: str, what: str) -> bool:
    error = parse(finished(program))
    if not isinstance(error, SyntaxError):
        return True
    mark = found.tree.inside(loc, error.lineno or 1, max(error.offset or 1, 1) - 1)
    found.at_mark(mark, f"{what} is not Python: {error.msg}")
    return False


def _parses(found: Findings, answer: _Answer) -> bool:
    """Whether the starter so filled parses; if not, each fill that is a cause by itself is named, else all together."""
    starter = found.data["starter"]
    error = parse(fill(starter, {**answer.answers, **answer.fills}))
    if not isinstance(error, SyntaxError):
        return True
    causes = [
        name for name, text in answer.fills.items() if isinstance(parse(fill(starter, {name: text})), SyntaxError)
    ]
    for name in causes:
        loc = (*answer.loc, name, *answer.inner)
        found.at(loc, f"{answer.what} is not Python with this text in `{name}`: {error.msg}")
    if not causes:
        found.at(answer.loc, f"{answer.what} is not Python with these texts together: {error.msg}")
    return False


def _where(found: Findings, loc: Loc, item: Mapping[str, Any], filled: str) -> None:
    """The line that a message is about can be told from all others."""
    wanted = item.get("where")
    if wanted is None:
        return
    lines = sum(wanted in line for line in item.get("program", filled).splitlines())
    if lines != 1:
        times = "on no line" if lines == 0 else f"on {lines} lines"
        found.at((*loc, "where"), f"`{wanted}` stands {times} of this answer's program: give a part of one line")


def _fills(found: Findings, key: str, number: int, item: Mapping[str, Any], what: str) -> None:
    """A known answer says what it fills, and fills gaps that there are."""
    written, known = found.raw[key][number], _gap_names(found)
    loc: Loc = (key, number)
    named = f"{what} `{item.get('id', '?')}`"
    if "gaps" in written and "program" in written:
        found.at(loc, f"{named} has both `gaps` and `program`: give one of them")
    elif "gaps" not in written and "program" not in written:
        found.at(loc, f"{named} needs `gaps`, what it puts in them, or `program`, a whole file")
    elif item.get("gaps") == {} and not written["gaps"]:
        found.at((*loc, "gaps"), f"{named} fills no gap")
    for name in item.get("gaps", {}):
        if known is not None and name not in known:
            found.at_key((*loc, "gaps", name), f"there is no gap `{name}`{did_you_mean(name, known)}")
