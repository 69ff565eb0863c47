"""Takes what tells who a learner is out of the learner's own text: a program greets its author, a task bears a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from grader.model import Learner

REPLACEMENT = "[learner]"
FILE = "answer.py"
"""What every file is called: its own name often is its author's."""
_LETTER = r"[^\W\d_]"
_START = rf"(?:(?<!{_LETTER})|(?<=[a-z])(?=[A-Z]))"
_END = rf"(?:(?!{_LETTER})|(?<=[a-z])(?=[A-Z]))"
"""Where a word of a name may begin and end: also inside ``annSmith`` and ``ann_smith``."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ß": "ss", "ł": "l"})
_SHORTEST_NUMBER = 4
"""Shorter numbers occur in every program and tell nothing."""
_SHORTEST_WORD = 2
_MOST_ORDERED = 4
"""Words of a name whose every order is looked for: more would be too many."""
_OURS = frozenset(
    {
        "exercise",
        "title",
        "exercise_version",
        "status",
        "id",
        "evidence",
        "slug",
        "check",
        "page",
        "ending",
        "op",
        "grader",
        "python",
        "isolation",
        "spans",
        "usage",
    }
)
"""Keys of a report under which no learner's text can stand."""


@dataclass(frozen=True, slots=True)
class Redactor:
    """Replaces one learner's name, in any order and spelling, address, ids and file name."""

    pattern: re.Pattern[str]

    def text(self, text: str) -> str:
        """The text without what the pattern finds; accents do not hide a name."""
        if text.isascii():
            return self.pattern.sub(_replacement, text)
        plain, origin = _without_accents(text)
        parts, last = [], 0
        for found in self.pattern.finditer(plain):
            parts += [text[last : origin[found.start()]], _replacement(found)]
            last = origin[found.end()]
        return "".join([*parts, text[last:]])

    def tree(self, data: Any) -> Any:
        """A report, or a part of one, with every text of the learner's made anonymous."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, Mapping):
            return {key: value if key in _OURS else self.tree(value) for key, value in data.items()}
        if isinstance(data, list | tuple):
            return [self.tree(value) for value in data]
        return data


def redactor(learner: Learner, file_name: str = "") -> Redactor:
    """What finds everything that tells who ``learner`` is; ``file_name`` is what the learner called the file."""
    files = [rf"(?P<file>{re.escape(_without_accents(file_name)[0])})"] if file_name else []
    literals = sorted(set(_literals(learner)), key=lambda text: (-len(text), text))
    whole = [rf"(?<![^\W_]){re.escape(_without_accents(text)[0])}(?![^\W_])" for text in literals]
    return Redactor(re.compile("|".join([*files, *whole, *_names(learner.name)]) or r"(?!)", re.IGNORECASE))


def _replacement(found: re.Match[str]) -> str:
    return FILE if found.lastgroup == "file" else REPLACEMENT


def _literals(learner: Learner) -> Iterator[str]:
    """The key, the ids, the address, and its part before the @."""
    for text in (learner.key, *learner.ids.values(), learner.email, learner.email.partition("@")[0]):
        shortest = _SHORTEST_NUMBER if text.isdecimal() else _SHORTEST_WORD
        if len(text) >= shortest:
            yield text


def _names(name: str) -> Iterator[str]:
    """Patterns for a name: all of its words in any order, an initial with a word, and each word alone."""
    for spelling in dict.fromkeys((name, name.casefold().translate(_UMLAUTS))):
        words = [re.escape(word) for word in re.findall(rf"{_LETTER}+", _without_accents(spelling)[0])]
        if 1 < len(words) <= _MOST_ORDERED:
            for order in permutations(words):
                yield r"[\W\d_]{0,3}".join(order)
        if len(words) > 1:
            first, last = words[0], words[-1]
            yield from (_bounded(f"{a}[._]?{b}") for a, b in ((first[0], last), (last, first[0]), (first, last[0])))
        yield from (_bounded(word) for word in words if len(word) >= _SHORTEST_WORD)


def _bounded(word: str) -> str:
    """The word as such; a script without capitals, which may write words without spaces, has no such bounds."""
    # Boundaries look at case, so the flag that ignores it is taken off them.
    return rf"(?-i:{_START}){word}(?-i:{_END})" if word.lower() != word.upper() else word


def _without_accents(text: str) -> tuple[str, list[int]]:
    """The text without accents, and for each of its characters (and its end) where it stood."""
    plain: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        for part in unicodedata.normalize("NFKD", char):
            if unicodedata.category(part) != "Mn":
                plain.append(part)
                origin.append(place)
    # A match ends where the next character begins, so an accent after its last letter goes with it.
    return "".join(plain), [*origin, len(text)]
