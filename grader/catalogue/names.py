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
    """The known word that ``word`` was probably meant to be."""
    import difflib

    candidates = {one.lower().replace("_", "-"): one for one in known}
    near = difflib.get_close_matches(word.lower().replace("_", "-"), candidates, 1, cutoff=0.6)
    return candidates[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean x?"``, or nothing if no known word is near."""
    near = close_match(word, known)
    return f"; did you mean `{near}`?" if near is not None else ""


def python_allows(spec: str, version: tuple[int, ...] = sys.version_info[:2]) -> bool:
    """Whether a Python of that version satisfies ``spec``, which has the form ``>=3.N``."""
    return version >= (3, int(spec.removeprefix(">=3.")))
