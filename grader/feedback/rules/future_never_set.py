"""Somebody waits for a bare future that nobody completes."""

from __future__ import annotations

import ast

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.feedback.rules import never_awaited
from grader.model import Diagnosis, Ending, Place, Wait

SLUG = "future-never-set"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.DEADLOCK or never_awaited.explain(context) is not None:
        # A coroutine that never ran may have been the one to complete it.
        return None
    still = context.standstill
    wait = still.entry_waits or next((w for w in still.waits if w.primitive == "future"), None)
    if wait is None or wait.primitive != "future":
        return None
    variable = f" `{wait.variable}`" if wait.variable and not context.hidden else ""
    if still.entry_waits is not None:
        waiter, line = f"`{still.entry or 'run_until_complete'}()`", still.entry_line
    else:
        waiter, line = context.task(wait.task), wait.line
    made = f" It was created on line {wait.created_line}." if wait.created_line is not None else ""
    return context.say(
        SLUG,
        what=f"{_capital(waiter)} waits{context.line(line)} for the future{variable}, and nobody will ever complete "
        "it.",
        where=_given_to(context, wait.variable) or context.place(wait.created_line) or context.place(line),
        why=f"{_rest(context, wait)}The future is still pending.{made} A future does nothing by itself: some other "
        "code must put a result or an exception into it.",
        ask="Which part of your program was meant to complete the future? What is the last thing that it does?",
    )


def _given_to(context: Context, variable: str | None) -> Place | None:
    """The last line of the only function that is given the future and does nothing with it."""
    tree = context.source.tree
    idle = []
    for function in syntax.functions(tree) if variable else ():
        parameters = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        for call in syntax.calls(tree, function.name):
            named = [p for p, a in zip(parameters, call.args, strict=False) if syntax.dotted(a) == variable]
            idle += [function for name in named if not _uses(function, name)]
    return context.place(syntax.last_line(idle[0])) if len(idle) == 1 else None


def _uses(function: syntax.Function, name: str) -> bool:
    return any(
        isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)
        for s in function.body
        for n in ast.walk(s)
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rest(context: Context, wait: Wait) -> str:
    done = [key for key in facts.finishes(context.trace) if not facts.is_helper(context.trace, key)]
    others = [w for w in context.standstill.waits if w.task != wait.task]
    if others or not done:
        return "No timer and no callback is left that could go on. "
    last = max(facts.finishes(context.trace)[key].time for key in done)
    verb = "has" if len(done) == 1 else "have"
    return f"{_capital(context.tasks(done))} {verb} finished{context.when(last)}, and no timer or callback is left. "
