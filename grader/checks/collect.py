"""A checks file, loaded and collected once by pytest, with rewritten assertions, to judge any number of submissions."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
from _pytest.assertion import rewrite
from _pytest.config import _prepareconfig
from _pytest.runner import collect_one_node
from _pytest.skipping import evaluate_skip_marks

from grader.checks import plugin
from grader.checks.explain import Explainer
from grader.checks.plugin import ChecksModule
from grader.checks.rules import find_mistakes
from grader.checks.scenarios import ScenarioCode, read_scenarios
from grader.checks.state import CannotKeep, Snapshot, is_constant, snapshots
from grader.errors import CatalogueError, Problem

_HOME: Final = Path(__file__).parent
_UNUSED_PLUGINS: Final = (
    *("cacheprovider", "capture", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "nose"),
    *(
        "pastebin",
        "pytester",
        "recwarn",
        "reports",
        "setuponly",
        "setupplan",
        "skipping",
        "stepwise",
        "subtests",
        "terminal",
    ),
    *("threadexception", "tmpdir", "unittest", "unraisableexception", "warnings"),
)
_REWRITER: Final = "@pytest_ar"
"""The name under which rewritten code finds the module that explains failed assertions."""


@dataclass(slots=True)
class CheckFile:
    """A collected checks file: its checks by id, each with its cases (more than one if it is parametrized)."""

    path: Path
    module: ModuleType
    collector: ChecksModule
    cases: Mapping[str, tuple[pytest.Function, ...]]
    scenarios: Mapping[str, ScenarioCode]
    explainer: Explainer
    texts: frozenset[str]
    """The texts that the author wrote out in the file: a message that is one of them gives away nothing of a run."""
    skipped: frozenset[str]
    """The checks that a mark skips or expects to fail."""
    restores: list[Callable[[], None]] = field(default_factory=list)

    def restore(self) -> None:
        """Put the file's own state back as it was when it was loaded."""
        self.explainer.forget()
        for restore in self.restores:
            restore()

    def line_of(self, error: BaseException) -> int | None:
        """The last line of this file that the exception passed through."""
        line, step = None, error.__traceback__
        while step is not None:
            if step.tb_frame.f_code.co_filename == str(self.path):
                line = step.tb_lineno
            step = step.tb_next
        return line


def load_checks(path: Path) -> CheckFile:
    """Load and collect a checks file; all mistakes found in one step are raised together as ``CatalogueError``."""
    source, tree = _parse(path)
    scenarios, problems = read_scenarios(tree, source, path)
    problems += find_mistakes(tree, path)
    if problems:
        raise CatalogueError(problems)
    texts = frozenset(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str
    )
    lines = _lines_of_names(tree)
    config = _configure()
    module = _execute(tree, source, path, config)
    explainer = Explainer(rewrite)
    vars(module)[_REWRITER] = explainer
    collector, items = _collect(module, path, config)
    file = CheckFile(path, module, collector, _by_check(items), scenarios, explainer, texts, _skipped(items))
    try:
        file.restores = [*snapshots(module), *_parameter_snapshots(items)]
    except CannotKeep as error:
        message = (
            f"{error.name!r} cannot be kept from one submission to the next ({error.type_name}); make it in a fixture"
        )
        raise CatalogueError([Problem(path, lines.get(error.name, 1), 1, message)]) from None
    return file


def _parse(path: Path) -> tuple[str, ast.Module]:
    try:
        source = path.read_bytes().decode("utf-8-sig")
        return source, ast.parse(source, str(path))
    except OSError as error:
        raise CatalogueError([Problem(path, 1, 1, f"the checks file cannot be read: {error.strerror}")]) from None
    except SyntaxError as error:
        raise CatalogueError(
            [Problem(path, error.lineno or 1, error.offset or 1, f"not Python: {error.msg}")]
        ) from None
    except ValueError as error:
        raise CatalogueError([Problem(path, 1, 1, f"not Python text: {error}")]) from None


def _lines_of_names(tree: ast.Module) -> dict[str, int]:
    return {
        node.id: node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _configure() -> pytest.Config:
    """pytest in a configuration of its own, whatever the folder, the environment and the installed plug-ins are."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # The import hook that rewrites is not needed: the one file that counts is rewritten directly.
    arguments = ["-c", str(_HOME / "host.ini"), f"--rootdir={_HOME}", "--noconftest", "--assert=plain"]
    for name in _UNUSED_PLUGINS:
        arguments += ["-p", f"no:{name}"]
    config = _prepareconfig(arguments, [plugin])
    config._do_configure()
    return config


def _execute(tree: ast.Module, source: str, path: Path, config: pytest.Config) -> ModuleType:
    rewrite.rewrite_asserts(tree, source.encode(), str(path), config)
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    try:
        code = compile(tree, str(path), "exec", dont_inherit=True)
        exec(code, vars(module))  # noqa: S102 - the checks are trusted code
    except BaseException as error:  # whatever it is, it is a mistake in the checks file
        if isinstance(error, KeyboardInterrupt):
            raise
        raise CatalogueError([_problem_of(error, path)]) from None
    return module


def _problem_of(error: BaseException, path: Path) -> Problem:
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == str(path):
            line = step.tb_lineno
        step = step.tb_next
    return Problem(path, line, 1, f"the checks file cannot be loaded: {type(error).__name__}: {error}")


def _collect(module: ModuleType, path: Path, config: pytest.Config) -> tuple[ChecksModule, list[pytest.Function]]:
    session = pytest.Session.from_config(config)
    config.hook.pytest_sessionstart(session=session)
    collector: ChecksModule = ChecksModule.from_parent(session, path=path)
    collector.loaded = module
    items = list(_items(collector, path))
    problems = [
        Problem(
            path, (item.location[1] or 0) + 1, 1, f"{item.originalname} asks for {name!r}, and there is no such fixture"
        )
        for item in items
        for name in _unknown_fixtures(item)
    ]
    if problems:
        raise CatalogueError(problems)
    return collector, items


def _items(node: pytest.Collector, path: Path) -> Iterator[pytest.Function]:
    report = collect_one_node(node)
    if not report.passed:
        reason = str(report.longrepr).strip().splitlines()
        message = reason[-1].removeprefix("E ").strip() if reason else "no reason is known"
        raise CatalogueError([Problem(path, 1, 1, f"the checks cannot be collected: {message}")])
    for child in report.result:
        if isinstance(child, pytest.Function):
            yield child
        elif isinstance(child, pytest.Collector):
            yield from _items(child, path)


def _unknown_fixtures(item: pytest.Function) -> list[str]:
    known = {"request", *item._fixtureinfo.name2fixturedefs, *_parameters(item)}
    return [name for name in item.fixturenames if name not in known]


def _parameters(item: pytest.Function) -> dict[str, Any]:
    callspec = getattr(item, "callspec", None)
    return callspec.params if callspec is not None else {}


def _by_check(items: list[pytest.Function]) -> dict[str, tuple[pytest.Function, ...]]:
    cases: dict[str, list[pytest.Function]] = {}
    for item in items:
        cases.setdefault(_check_id(item), []).append(item)
    return {check: tuple(found) for check, found in cases.items()}


def _check_id(item: pytest.Function) -> str:
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    return "::".join([*classes, item.originalname])


def _skipped(items: list[pytest.Function]) -> frozenset[str]:
    return frozenset(
        _check_id(item)
        for item in items
        if item.get_closest_marker("xfail") is not None or evaluate_skip_marks(item) is not None
    )


def _parameter_snapshots(items: list[pytest.Function]) -> Iterator[Callable[[], None]]:
    for item in items:
        parameters = _parameters(item)
        if not all(map(is_constant, parameters.values())):
            yield Snapshot(parameters).restore
