"""A list, dictionary or set that is made once and shared: as the default of a parameter, or in a class."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "mutable-default"

_CHANGES = frozenset({"append", "add", "extend", "insert", "update", "pop", "remove", "setdefault", "clear"})
_SEVERAL = 2
_FRESH = frozenset({"list", "dict", "set"})


def explain(context: Context) -> Diagnosis | None:
    for function in syntax.functions(context.source.tree):
        for name in _shared(function):
            if not _changed(function, name):
                continue
            return context.say(
                SLUG,
                what=f"All calls of `{function.name}` share one `{name}`{context.line(function.lineno)}, and each of "
                "them changes it.",
                where=context.place(function.lineno),
                why="A default value is made once, when the `def` line runs, and not at each call. What one call puts "
                "in, the next one finds there.",
                ask="When should a new one be made, and how can the function notice that none was passed?",
            )
    return _of_a_class(context)


def _of_a_class(context: Context) -> Diagnosis | None:
    """A list, dictionary or set that stands in the class itself, changed by the methods of several objects."""
    for cls in (n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.ClassDef)):
        if len(syntax.calls(context.source.tree, cls.name)) < _SEVERAL:
            continue
        for made in (n for n in cls.body if isinstance(n, ast.Assign)):
            name = syntax.last_name(made.targets[0])
            fresh = isinstance(made.value, ast.List | ast.Dict | ast.Set) or _makes(made.value)
            if fresh and _changed_by_objects(cls, f"self.{name}"):
                return context.say(
                    SLUG,
                    what=f"All objects of `{cls.name}` share one `{name}`{context.line(made.lineno)}, and a method "
                    "changes it.",
                    where=context.place(made.lineno),
                    why="What stands in the class itself is made once, when the class is. What one object puts in, the "
                    "others find there.",
                    ask="Which method runs once for each object, and could make a new one there?",
                )
    return None


def _changed_by_objects(cls: ast.ClassDef, name: str) -> bool:
    stored = [n for n in ast.walk(cls) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)]
    called = [n.func for n in ast.walk(cls) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    changed = any(f.attr in _CHANGES and syntax.dotted(f.value) == name for f in called)
    return changed and not any(syntax.dotted(n) == name for n in stored)


def _shared(function: syntax.Function) -> list[str]:
    arguments = [*function.args.posonlyargs, *function.args.args]
    pairs = list(zip(arguments[::-1], function.args.defaults[::-1], strict=False))
    pairs += [(a, d) for a, d in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True) if d is not None]
    return [a.arg for a, d in pairs if isinstance(d, ast.List | ast.Dict | ast.Set) or _makes(d)]


def _makes(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and syntax.last_name(node.func) in _FRESH


def _changed(function: syntax.Function, name: str) -> bool:
    called = [n.func for n in ast.walk(function) if isinstance(n, ast.Call)]
    owners = [f.value for f in called if isinstance(f, ast.Attribute) and f.attr in _CHANGES]
    owners += [
        n.value for n in ast.walk(function) if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store | ast.Del)
    ]
    return any(isinstance(owner, ast.Name) and owner.id == name for owner in owners)
