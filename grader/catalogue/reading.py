"""Reading the files that an author wrote, YAML above all.

The tree is built from the parser's events in one pass. PyYAML's own composer is not used: its C form ends the process
on text nested about 50,000 deep, and it drops duplicate keys and follows aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.catalogue.positions import START, Broken, Kind, Mapping, Mark, Node, Scalar, Sequence, Tree, kind_of
from grader.errors import CatalogueError, Problem

if TYPE_CHECKING:
    from yaml import Event

MAX_BYTES = 512_000
MAX_DEPTH = 40


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file; ``CatalogueError`` if it cannot be read or is longer than ``limit``."""
    try:
        if path.is_dir():
            raise CatalogueError([Problem(path, 1, 1, "is a folder, not a file")])
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise CatalogueError([Problem(path, 1, 1, "there is no such file")]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CatalogueError([Problem(path, 1, 1, f"cannot be read: {reason}")]) from None
    if len(data) > limit:
        raise CatalogueError([Problem(path, 1, 1, f"is longer than {limit // 1000} kB")])
    return data


def decode(path: Path, data: bytes) -> str:
    """The text of a file without its byte order mark, lines ended by ``\\n``; else ``CatalogueError``."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = _mark_at(error.object[: error.start].decode("utf-8", "replace"), None)
        message = f"is not UTF-8 text (byte {error.object[error.start]:#04x}): save the file as UTF-8"
        raise CatalogueError([Problem(path, mark.line, mark.column, message)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_tree(path: Path, data: bytes) -> Tree:
    """The tree of a YAML file.

    What can be read around goes into ``Tree.problems`` (aliases, anchors, tags, duplicate keys, several documents);
    what cannot (not UTF-8, too deep, not YAML) raises ``CatalogueError``.
    """
    return _Reader(path, decode(path, data)).tree()


# What YAML 1.1 does not print, as PyYAML's reader defines it, whose error has no line. Compiled only when it is needed,
# which takes as long as reading an exercise.
_UNPRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def _mark_at(text: str, index: int | None) -> Mark:
    before = text if index is None else text[:index]
    return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))


class _TooDeepError(Exception):
    def __init__(self, mark: Mark) -> None:
        self.mark = mark


class _Reader:
    """Builds the tree from the events of one document."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text
        self._problems: list[Problem] = []

    def tree(self) -> Tree:
        import yaml

        try:
            root = self._document(self._events(), yaml)
        except yaml.MarkedYAMLError as error:
            mark, message = _syntax_problem(error)
            raise CatalogueError([*self._problems, self._problem(mark, message)]) from None
        except yaml.YAMLError:
            raise CatalogueError([*self._problems, self._unprintable()]) from None
        except _TooDeepError as error:
            message = f"brackets or lists are nested more than {MAX_DEPTH} deep"
            raise CatalogueError([*self._problems, self._problem(error.mark, message)]) from None
        return Tree(self._path, self._text, root, tuple(self._problems))

    def _unprintable(self) -> Problem:
        refused = re.search(_UNPRINTABLE, self._text)
        if refused is None:
            return self._problem(START, "is not YAML")
        message = f"the character U+{ord(refused[0]):04X} is not allowed in YAML"
        return self._problem(_mark_at(self._text, refused.start()), message)

    def _problem(self, mark: Mark, message: str) -> Problem:
        return Problem(self._path, mark.line, mark.column, message)

    def _refuse(self, mark: Mark, message: str) -> None:
        self._problems.append(self._problem(mark, message))

    def _events(self) -> Iterator[Event]:
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return iter(yaml.parse(self._text, Loader=loader))

    def _document(self, events: Iterator[Event], yaml: Any) -> Node:
        root: Node | None = None
        for event in events:
            mark = _start(event)
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self._refuse(mark, "a second document begins here: an exercise file holds one; remove the `---`")
                break
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, mark, events, yaml, 0)
        return root if root is not None else Scalar(START, "", Kind.NULL)

    def _node(self, event: Any, mark: Mark, events: Iterator[Event], yaml: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _TooDeepError(mark)
        if isinstance(event, yaml.AliasEvent):
            message = f"aliases (`*{event.anchor}`) are not used here: write it out, or put the text in quotes"
            self._refuse(mark, message)
            return Broken(mark)
        refused = self._refuse_anchor_and_tag(event, mark)
        if isinstance(event, yaml.ScalarEvent):
            return Broken(mark) if refused else _scalar(event, mark)
        collection: Node
        if isinstance(event, yaml.SequenceStartEvent):
            collection = self._sequence(event, mark, events, yaml, depth)
        else:
            collection = self._mapping(event, mark, events, yaml, depth)
        return Broken(mark) if refused else collection

    def _refuse_anchor_and_tag(self, event: Any, mark: Mark) -> bool:
        if event.anchor is not None:
            self._refuse(mark, f"anchors (`&{event.anchor}`) are not used here: put the text in quotes")
        tag = event.tag
        if tag is not None:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(mark, f"tags (`{shown}`) are not used here: put the text in quotes")
        return event.anchor is not None or tag is not None

    def _sequence(self, event: Any, mark: Mark, events: Iterator[Event], yaml: Any, depth: int) -> Sequence:
        items: list[Node] = []
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                return Sequence(mark, self._source(event, inner), items)
            items.append(self._node(inner, _start(inner), events, yaml, depth + 1))
        raise AssertionError("the parser ended inside a list")  # pragma: no cover - it raises an error of its own

    def _mapping(self, event: Any, mark: Mark, events: Iterator[Event], yaml: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Mark, Node]] = {}
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                return Mapping(mark, self._source(event, inner), entries)
            key_mark = _start(inner)
            key = self._node(inner, key_mark, events, yaml, depth + 1)
            value_event: Any = next(events)
            value = self._node(value_event, _start(value_event), events, yaml, depth + 1)
            self._enter(entries, key, key_mark, value)
        raise AssertionError("the parser ended inside a mapping")  # pragma: no cover - it raises an error of its own

    def _enter(self, entries: dict[str, tuple[Mark, Node]], key: Node, mark: Mark, value: Node) -> None:
        if isinstance(key, Broken):
            return
        if not isinstance(key, Scalar):
            self._refuse(mark, "a key must be a word: put text that begins with a bracket in quotes")
        elif key.text in entries:
            first = entries[key.text][0].line
            self._refuse(mark, f"`{key.text}` is given twice (first in line {first})")
        else:
            entries[key.text] = (mark, value)

    def _source(self, start: Any, end: Any) -> str | None:
        if not start.flow_style:
            return None
        return self._text[start.start_mark.index : end.end_mark.index]


def _start(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


def _scalar(event: Any, mark: Mark) -> Scalar:
    plain = event.style is None or event.style == ""
    return Scalar(mark, event.value, kind_of(event.value) if plain else Kind.TEXT, event.style == "|")


_ADVICE = (
    ("mapping values are not allowed", "a text that holds `: ` needs quotes, or a block that begins with `|`"),
    ("cannot start any token", "a text that begins with `, @, % or a tab needs quotes"),
    ("expected comment or line break", "a text that begins with > or | needs quotes"),
    ("unexpected end of stream", "a quote or bracket is not closed"),
    ("unknown escape character", "write the backslash twice, or use single quotes"),
    ("tab character", "indent with spaces, not with tabs"),
    ("alphabetic or numeric character", "a text that begins with * or & needs quotes"),
    ("expected ',' or", "a bracket is not closed, or a text with brackets or commas in it needs quotes"),
    ("expected key", "the indentation is not that of the lines above, or a text needs quotes"),
    ("expected node content", "a text that begins with a bracket, comma or `-` needs quotes"),
)


def _syntax_problem(error: Any) -> tuple[Mark, str]:
    mark = error.problem_mark
    if error.context_mark is not None and (mark is None or "end of stream" in error.problem):
        mark = error.context_mark
    advice = next((text for phrase, text in _ADVICE if phrase in error.problem), None)
    message = f"is not YAML: {error.problem}" + (f" ({advice})" if advice else "")
    return (Mark(mark.line + 1, mark.column + 1) if mark is not None else START), message
