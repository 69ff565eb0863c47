"""Gates on what a learner reads."""

from __future__ import annotations

import io
import re
import tokenize
import urllib.parse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from grader.authoring.lab import Lab
from grader.authoring.subject import Subject
from grader.catalogue.gaps import parse
from grader.catalogue.names import did_you_mean
from grader.catalogue.positions import Loc
from grader.errors import Problem
from grader.feedback.rules import RULES

if TYPE_CHECKING:
    from markdown_it.token import Token

FILL: Final = "FILL:"
"""Marks, in a file that ``grader new`` wrote, what the author has to write."""

_FEWEST_TOKENS: Final = 2
_SHORTEST_WORD: Final = 4


def filled_in(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Nothing is left that ``grader new`` marked for the author to fill in."""
    files = ((subject.path, subject.tree.text), (subject.at_check("", "").path, subject.checks_source))
    for path, text in files:
        for number, line in enumerate(text.split("\n"), 1):
            if FILL in line:
                yield Problem(path, number, line.index(FILL) + 1, f"`{FILL}` still stands here: write what it asks for")


# ------------------------------------------------------------------------------------------------------ hints


def hints_exist(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """There is a hint."""
    if not subject.exercise.hints:
        yield subject.at((), "there are no hints: write `hints:`, the gentlest first")


def hints_keep_the_answer(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """No hint before the last contains the answer of a gap."""
    exercise = subject.exercise
    shown = [*_spans(exercise.prompt), exercise.starter]
    for number, hint in enumerate(exercise.hints[:-1]):
        for gap in exercise.gaps:
            answer = _tokens(gap.answer)
            if _is_telling(answer) and _holds(_spans(hint.text), answer) and not _holds(shown, answer):
                message = (
                    f"this hint gives away the answer of `{gap.name}`: only the last hint may, so lead there first"
                )
                yield subject.at(("hints", number), message)


def _spans(text: str) -> list[str]:
    """The code in a Markdown text."""
    spans: list[str] = []
    for token in _markdown(text):
        if token.type in {"fence", "code_block"}:
            spans.append(token.content)
        spans += [child.content for child in token.children or () if child.type == "code_inline"]
    return spans


def _tokens(code: str) -> list[str]:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return code.split()
    return [token.string for token in tokens if token.string.strip() and token.type != tokenize.COMMENT]


def _is_telling(answer: list[str]) -> bool:
    """Whether it says more than a name that the learner has met anyway."""
    return len(answer) >= _FEWEST_TOKENS or any(len(word) >= _SHORTEST_WORD for word in answer)


def _holds(codes: list[str], answer: list[str]) -> bool:
    for code in codes:
        tokens = _tokens(code)
        if len(answer) == 1:
            if tokens == answer:
                return True
        elif any(tokens[start : start + len(answer)] == answer for start in range(len(tokens) - len(answer) + 1)):
            return True
    return False


# ------------------------------------------------------------------------------------------------------ Markdown


def markdown_is_whole(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """No text has broken Markdown: an open fence, a lone backtick, a link to nowhere, code that is no code."""
    for loc, text in _texts(subject):
        for line, message in _mistakes(text):
            yield subject.inside(loc, line, 0, message)


def _texts(subject: Subject) -> Iterator[tuple[Loc, str]]:
    exercise = subject.exercise
    yield ("prompt",), exercise.prompt
    yield ("title",), exercise.title
    for number, objective in enumerate(exercise.objectives):
        yield ("objectives", number), objective
    for gap in exercise.gaps:
        yield ("gaps", gap.name, "ask"), gap.ask
    for number, hint in enumerate(exercise.hints):
        yield ("hints", number), hint.text
    for number, check in enumerate(exercise.checks):
        yield ("checks", number, "title"), check.title
        yield ("checks", number, "message"), check.message or ""
    for number, wrong in enumerate(exercise.misconceptions):
        yield ("misconceptions", number, "message"), wrong.message
    yield ("learned",), exercise.learned or ""


_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`]*$")
_REFERENCE_LINK: Final = re.compile(r"\[[^\]]+\]\[[^\]]*\]|\[[^\]]+\]\(")


def _mistakes(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 1) and message for each mistake in a Markdown text."""
    yield from _open_fences(text)
    for token in _markdown(text):
        line = (token.map or [0])[0] + 1
        if token.type == "fence" and token.info.split()[:1] == ["python"]:
            error = parse(token.content)
            if isinstance(error, SyntaxError):
                yield line + (error.lineno or 1), f"this Python code has a syntax error: {error.msg}; mend it"
        for child in token.children or ():
            message = _mistake_in(child)
            if message is not None:
                yield line, message


def _open_fences(text: str) -> Iterator[tuple[int, str]]:
    opened: tuple[int, str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened = number, fence[1]
        elif fence[1][0] == opened[1][0] and len(fence[1]) >= len(opened[1]) and line.strip() == fence[1]:
            opened = None
    if opened is not None:
        yield opened[0], f"this code block is never closed: end it by a line `{opened[1]}`"


def _mistake_in(token: Token) -> str | None:
    if token.type == "text":
        if "`" in token.content:
            return "a lone backtick: code needs one before it and one behind it"
        if "**" in token.content:
            return "a lone `**`: bold text needs one right before it and one right behind it"
        if _REFERENCE_LINK.search(token.content):
            return "a broken link: write [text](https://address)"
    if token.type in {"link_open", "image"}:
        target = str(token.attrGet("href") or token.attrGet("src") or "")
        if not _is_address(target):
            return f"the link to `{target}` leads nowhere: write a whole address, https://..."
    return None


def _markdown(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(text)


# ------------------------------------------------------------------------------------------------------ references


def references_live(subject: Subject, lab: Lab) -> Iterator[Problem]:
    """Whatever the exercise refers to is there: exercises, diagnoses, and addresses as far as their form tells."""
    exercise = subject.exercise
    for number, name in enumerate(exercise.requires):
        if name not in subject.known_ids:
            message = f"there is no exercise `{name}` in this course{did_you_mean(name, subject.known_ids)}"
            yield subject.at(("requires", number), message)
    for number, address in enumerate(exercise.references):
        if not _is_address(address):
            yield subject.at(("references", number), f"`{address}` is no web address: write https://host/page")
    slugs = {rule.SLUG for rule in RULES} | {wrong.slug or wrong.id for wrong in exercise.misconceptions}
    slugs |= {wrong.id for wrong in exercise.misconceptions}
    lists: list[tuple[Loc, tuple[str, ...]]] = [(("diagnoses",), exercise.diagnoses)]
    lists += [(("checks", number, "diagnoses"), check.diagnoses) for number, check in enumerate(exercise.checks)]
    for loc, names in lists:
        for number, name in enumerate(names):
            if name not in slugs:
                meant = did_you_mean(name, slugs)
                message = f"no diagnosis is named `{name}`{meant or ': remove it, or give a wrong answer this slug'}"
                yield subject.at((*loc, number), message)


def _is_address(text: str) -> bool:
    try:
        parts = urllib.parse.urlsplit(text)
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and " " not in text and ".." not in host
