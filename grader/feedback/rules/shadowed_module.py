"""A file that is named like a module of Python."""

from __future__ import annotations

import ast
import sys
from pathlib import PurePath

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis

SLUG = "shadowed-module"


def explain(context: Context) -> Diagnosis | None:
    stem = PurePath(context.submission.name).stem
    if stem not in sys.stdlib_module_names or stem.startswith("_"):
        return None
    imports = [
        n
        for n in syntax.nodes(context.source.tree)
        if (isinstance(n, ast.Import) and any(a.name.split(".")[0] == stem for a in n.names))
        or (isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] == stem)
    ]
    place = context.place(imports[0].lineno) if imports else None
    itself = (
        f"`import {stem}` on line {imports[0].lineno} then imports this very file."
        if imports
        else ("When another module imports the one of Python, it gets this file.")
    )
    return context.say(
        SLUG,
        what=f"Your file is called `{stem}.py`, like the module `{stem}` of Python.",
        where=place,
        why=f"Python looks for a module in the folder of your program first. {itself}",
        ask="Which other name would say what this program does?",
    )
