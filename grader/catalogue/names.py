"""The rules for names: ids, slugs, gaps, Python versions; and the guess at what somebody meant."""

from __future__ import annotations

import keyword
import re
import sys
from collections.abc import Iterable

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
GAP_PATTERN = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$"
CHECK_PATTERN = r"^(?:Test[A-Za-z0-9_]*::)?test_[A-Za-z0-9_]+$"
PYTHON_PATTERN = r"^>=3\.[0-9]{1,2}$"
PACKAGE_PATTERN = r"^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$"
MAIN_FILE_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*\.py$"
MUTANT_PATTERN = r"^[a-z]+(?:-[a-z]+)*/[A-Za-z_][A-Za-z0-9_.]*/[0-9a-f]{6}(?:-[0-9]+)?$"

MARKER = re.compile(r"(?<!\w)____([a-z][a-z0-9]*(?:_[a-z0-9]+)*)____(?!\w)")
"""A gap as it stands in a program: a whole identifier of its own."""

# A file of such a name in the folder where a learner works would hide the module that the grader itself imports.
_OUR_MODULES = frozenset(
    {"click", "conftest", "grader", "jinja2", "markupsafe", "pluggy", "pydantic", "pygments", "pytest", "rich", "yaml"}
)
_RESERVED = frozenset({"chapter"})
_NEAR = 0.72
_NEARLY_THE_SAME = 0.85
"""How alike two words must be, from 0 to 1, if they begin with the same letter, and if not: few mistype that one."""
_FEWEST_LETTERS = 3
"""Fewer letters say too little of how a word goes on."""


def module_name(name: str) -> str:
    """The name as a Python module: hyphens become underscores."""
    return name.replace("-", "_")


def why_not_a_file_name(name: str) -> str | None:
    """Why a learner's file must not be named after ``name``; ``None`` if it may."""
    module = module_name(name)
    if module in sys.stdlib_module_names or module in _OUR_MODULES:
        return f"a file {module}.py would hide the Python module of that name: choose another name"
    if keyword.iskeyword(module):
        return f"{module!r} is a Python keyword: choose another name"
    if name in _RESERVED:
        return f"{name}.yaml is the file that describes a chapter: choose another name"
    return None


def close_match(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` was probably meant to be: misspelt, or a part of it."""
    import difflib

    meant = word.lower().replace("_", "-").lstrip("./-")
    candidates = {one.lower().replace("_", "-"): one for one in known}
    alike = [one for one in candidates if one[:1] == meant[:1]]
    near = difflib.get_close_matches(meant, alike, 1, cutoff=_NEAR)
    near = near or difflib.get_close_matches(meant, candidates, 1, cutoff=_NEARLY_THE_SAME)
    whole = [one for one in candidates if one.startswith(meant) or meant in one.split("-")]
    found = near or (whole if len(whole) == 1 and len(meant) >= _FEWEST_LETTERS else [])
    return candidates[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean x?"``, or nothing if no known word is near."""
    near = close_match(word, known)
    return f"; did you mean `{near}`?" if near is not None else ""


def python_allows(spec: str, version: tuple[int, ...] = sys.version_info[:2]) -> bool:
    """Whether a Python of that version satisfies ``spec``, which has the form ``>=3.N``."""
    return version >= (3, int(spec.removeprefix(">=3.")))
