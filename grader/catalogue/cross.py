"""What two places of an exercise must agree on: gaps and starter, checks and checks file, names and ids."""

from __future__ import annotations

from collections import Counter

from grader.catalogue import checks_file, names, programs
from grader.catalogue.findings import Findings
from grader.catalogue.names import did_you_mean
from grader.catalogue.positions import Loc
from grader.errors import Problem


def check(findings: Findings, checks: bytes | None) -> list[Problem]:
    """All problems between the parts of an exercise; ``checks`` is the content of its checks file, if there is one."""
    _names(findings)
    _duplicates(findings)
    programs.check(findings)
    _references(findings)
    _points(findings)
    _limits(findings)
    if checks is not None:
        _checks_file(findings, checks)
    return findings.problems


# ------------------------------------------------------------------------------------------------------ names


def _names(found: Findings) -> None:
    data, path = found.data, found.tree.path.absolute()
    if "id" in data:
        if data["id"] != path.stem:
            found.at(("id",), f"the id is `{data['id']}` but the file is named {path.name}: make them the same")
        reason = names.why_not_a_file_name(data["id"])
        if reason is not None:
            found.at(("id",), f"the id cannot be `{data['id']}`: {reason}")
    if data.get("chapter", path.parent.name) != path.parent.name:
        folder = path.parent.name
        found.at(
            ("chapter",), f"the chapter is `{data['chapter']}` but the folder is named {folder}: make them the same"
        )
    main_stem = str(data.get("main_file", "")).removesuffix(".py")
    reason = names.why_not_a_file_name(main_stem) if main_stem else None
    if reason is not None:
        found.at(("main_file",), reason)
    for number, item in found.items("misconceptions"):
        reason = names.why_not_a_file_name(item["slug"]) if "slug" in item else None
        if reason is not None:
            found.at(("misconceptions", number, "slug"), f"the slug cannot be `{item['slug']}`: {reason}")


_UNIQUE_TEXTS = ("objectives", "requires", "former_ids", "packages", "data_files", "diagnoses", "references")


def _duplicates(found: Findings) -> None:
    for key in ("checks", "misconceptions", "accept", "equivalent_mutants"):
        seen: set[str] = set()
        for number, item in found.items(key):
            if item.get("id") in seen:
                found.at((key, number, "id"), f"`{key}` has the id `{item['id']}` twice")
            seen.add(item.get("id", ""))
    for key in _UNIQUE_TEXTS:
        texts = [text for text in found.data.get(key, []) if isinstance(text, str)]
        for text, count in Counter(texts).items():
            if count > 1:
                last = len(found.data[key]) - 1 - found.data[key][::-1].index(text)
                found.at((key, last), f"`{key}` has `{text}` twice")
    for key in ("requires", "former_ids"):
        own = found.data.get("id")
        if own in found.data.get(key, []):
            found.at((key, found.data[key].index(own)), f"`{key}` names the exercise itself")


# ------------------------------------------------------------------------------------------------------ checks


def _references(found: Findings) -> None:
    """Every check that something names is there."""
    known = found.known_ids("checks")
    if known is None:
        return
    for number, item in found.items("checks"):
        for place, other in enumerate(item.get("requires", [])):
            if other == item.get("id"):
                found.at(("checks", number, "requires", place), f"the check `{other}` requires itself")
            else:
                _is_known(found, ("checks", number, "requires", place), other, known)
    for number, item in found.items("misconceptions"):
        _is_known(found, ("misconceptions", number, "caught_by"), item.get("caught_by"), known)
    for number, item in found.items("hints"):
        _is_known(found, ("hints", number, "check"), item.get("check"), known)
    _circles(found)


def _is_known(found: Findings, loc: Loc, name: object, known: frozenset[str]) -> None:
    if isinstance(name, str) and name not in known:
        found.at(loc, f"there is no check `{name}`{did_you_mean(name, known)}")


def _circles(found: Findings) -> None:
    """Checks that require each other would never be reached."""
    requires = {item["id"]: item.get("requires", []) for _, item in found.items("checks") if "id" in item}
    for number, item in found.items("checks"):
        reached: set[str] = set()
        ahead = [one for one in requires.get(item.get("id", ""), []) if one != item.get("id")]
        while ahead:
            one = ahead.pop()
            if one not in reached:
                reached.add(one)
                ahead += requires.get(one, [])
        if item.get("id") in reached and item["id"] not in item["requires"]:
            found.at_key(("checks", number, "requires"), f"the check `{item['id']}` requires itself through others")


def _points(found: Findings) -> None:
    items = list(found.items("checks"))
    for number, item in items:
        if item.get("evidence") == "trace" and "reason" not in found.raw["checks"][number]:
            found.at(("checks", number, "evidence"), "`evidence: trace` needs a `reason`: why nothing stronger will do")
    if not items or len(items) != len(found.data["checks"]):
        return
    total = sum(item.get("points", 1) for _, item in items)
    if total == 0:
        found.at(("checks",), "the checks are worth nothing: give at least one of them points")
    for number, item in found.items("misconceptions"):
        if item.get("max_points", 0) > total:
            message = f"`max_points` is {item['max_points']:g}, but all checks together are worth {total:g}"
            found.at(("misconceptions", number, "max_points"), message)


def _limits(found: Findings) -> None:
    limits = found.data.get("limits", {})
    cpu_s, wall_s = limits.get("cpu_s", 2.0), limits.get("wall_s", 10.0)
    if cpu_s > wall_s:
        found.at(("limits", "cpu_s"), f"`cpu_s` ({cpu_s:g}) is more than `wall_s` ({wall_s:g}): raise `wall_s`")


def _checks_file(found: Findings, data: bytes) -> None:
    path = found.tree.path.with_name(f"{names.module_name(found.tree.path.stem)}_checks.py")
    listed = found.known_ids("checks")
    problems, defined = checks_file.file_problems(path, data, listed)
    found.problems += problems
    for number, item in found.items("checks"):
        if defined is not None and "id" in item and item["id"] not in defined:
            message = f"{path.name} has no test `{item['id']}`{did_you_mean(item['id'], defined)}"
            found.at(("checks", number, "id"), message)
