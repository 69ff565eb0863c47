"""Loading: an exercise from its three places, the YAML file, the checks file and the data files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from grader.catalogue import accepted
from grader.catalogue.build import build
from grader.catalogue.names import module_name
from grader.catalogue.positions import Loc, Tree, to_plain
from grader.catalogue.reading import read_bytes, read_tree
from grader.errors import CatalogueError, Problem
from grader.model import Exercise

if TYPE_CHECKING:
    from pydantic import BaseModel

MAX_DATA_BYTES = 8_000_000


def checks_path_of(path: Path) -> Path:
    """The checks file that belongs to the exercise file ``path``."""
    return path.with_name(f"{module_name(path.stem)}_checks.py")


def load_exercise(path: Path) -> Exercise:
    """The exercise in the YAML file ``path``, validated together with its checks file and its data files.

    A file that this version of the grader has accepted before, byte by byte, is not validated a second time: that would
    take longer than everything else that loading does.

    Raises:
        CatalogueError: with every mistake that was found.
    """
    raw = read_bytes(path)
    tree = read_tree(path, raw)
    problems = list(tree.problems)
    checks = _read_checks(path, tree, problems)
    plain = to_plain(tree.root, _is_source)
    data_files = _read_data_files(tree, plain, problems)
    if not problems and checks is not None:
        version = _version(raw, checks, data_files)
        known = accepted.Accepted.default(os.environ)
        ticket = accepted.ticket(path.absolute(), version)
        if ticket in known:
            return build(plain, path.absolute(), checks_path_of(path.absolute()), version)
        _validate(tree, plain, checks, problems)
        known.add(ticket)
        return build(plain, path.absolute(), checks_path_of(path.absolute()), version)
    _validate(tree, plain, checks, problems)
    raise AssertionError("problems were found, so that validation raises")  # pragma: no cover


def _is_source(loc: Loc) -> bool:
    """Whether a gap's text stands at ``loc``, which is taken as it is written."""
    match loc:
        case ("gaps", str(), "answer") | ("misconceptions" | "accept", int(), "gaps", str()):
            return True
        case ("predict", "answers", int()):
            return True
        case _:
            return False


def _validate(tree: Tree, plain: Any, checks: bytes | None, problems: Sequence[Problem]) -> None:
    from grader.catalogue import cross
    from grader.catalogue.findings import Findings
    from grader.catalogue.schema import ExerciseKeys

    found = list(problems)
    usable = conform(tree, plain, ExerciseKeys, found)
    if usable is not None:
        found += cross.check(Findings(tree, usable, plain), checks)
    if found:
        raise CatalogueError(_one_for_each_place(found))


def conform(tree: Tree, plain: Any, model: type[BaseModel], problems: list[Problem]) -> dict[str, Any] | None:
    """Hold the data of a file against a model; add what is wrong to ``problems``.

    Returns:
        a copy of ``plain`` without what is wrong; ``None`` if it is no mapping at all.
    """
    from pydantic import ValidationError

    from grader.catalogue.problems import explain

    if not isinstance(plain, dict):
        node = tree.root
        message = "the file is empty" if plain is None else "the file must hold keys such as `title:`"
        problems.append(Problem(tree.path, node.mark.line, node.mark.column, message))
        return None
    try:
        model.model_validate(plain)
    except ValidationError as error:
        more, bad = explain(error.errors(include_url=False), tree, model)
        problems += more
        return _without(plain, bad)
    return plain


def _without(plain: dict[str, Any], bad: Sequence[Loc]) -> dict[str, Any]:
    """A copy without the values at those places; in lists ``None`` takes their place, so that numbers stay right."""
    cut = frozenset(bad)

    def copy(value: Any, loc: Loc) -> Any:
        if isinstance(value, dict):
            return {key: copy(one, (*loc, key)) for key, one in value.items() if (*loc, key) not in cut}
        if isinstance(value, list):
            return [None if (*loc, n) in cut else copy(one, (*loc, n)) for n, one in enumerate(value)]
        return value

    return {key: copy(one, (key,)) for key, one in plain.items() if (key,) not in cut}


def _one_for_each_place(problems: Sequence[Problem]) -> list[Problem]:
    """Without what is said twice."""
    return list(dict.fromkeys(problems))


# ------------------------------------------------------------------------------------------------------ other files


def _read_checks(path: Path, tree: Tree, problems: list[Problem]) -> bytes | None:
    checks_path = checks_path_of(path)
    try:
        return read_bytes(checks_path)
    except CatalogueError as error:
        reason = error.problems[0].message
        mark = tree.at(("checks",)).mark
        problems.append(Problem(path, mark.line, mark.column, f"the checks file {checks_path.name}: {reason}"))
        return None


def _read_data_files(tree: Tree, plain: Any, problems: list[Problem]) -> list[tuple[str, bytes]]:
    names = plain.get("data_files", []) if isinstance(plain, dict) else []
    files: list[tuple[str, bytes]] = []
    for number, name in enumerate(names if isinstance(names, list) else []):
        if not isinstance(name, str):
            continue  # reported as a value of the wrong type
        try:
            files.append((name, _read_data_file(tree.path.absolute().parent, name)))
        except CatalogueError as error:
            mark = tree.at(("data_files", number)).mark
            problems.append(Problem(tree.path, mark.line, mark.column, f"`{name}`: {error.problems[0].message}"))
    return files


def _read_data_file(folder: Path, name: str) -> bytes:
    """The content of a data file; it must lie in the exercise's folder and tell a learner nothing of the checks."""
    parts = PurePosixPath(name).parts
    path = folder / name
    reason = None
    if not parts or "\\" in name or PurePosixPath(name).is_absolute() or ".." in parts or ":" in name:
        reason = "write a path inside this folder, with / between its parts"
    elif name.endswith((".yaml", ".yml", "_checks.py")):
        reason = "exercise and checks files are never given to learners"
    elif "\0" not in name and not path.resolve().is_relative_to(folder.resolve()):
        reason = "leads out of this folder"
    if reason is not None:
        raise CatalogueError([Problem(path, 1, 1, reason)])
    return read_bytes(path, MAX_DATA_BYTES)


def _version(raw: bytes, checks: bytes, data_files: Sequence[tuple[str, bytes]]) -> str:
    """A hash of all that verdicts depend on. Line ends do not count: a checkout on Windows is the same exercise."""
    digest = hashlib.sha256()
    parts = [("exercise", _plain_newlines(raw)), ("checks", _plain_newlines(checks)), *sorted(data_files)]
    for name, content in parts:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"


def _plain_newlines(content: bytes) -> bytes:
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
