"""The program computed for longer than it may."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context, seconds
from grader.model import Diagnosis, Ending

SLUG = "cpu-limit"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.CPU_LIMIT:
        return None
    if (found := _bytes_and_text(context)) is not None:
        return found
    whiles = [n for n in syntax.nodes(context.source.tree) if isinstance(n, ast.While) and not _leaves(n)]
    endless = [n for n in whiles if isinstance(n.test, ast.Constant) and n.test.value]
    loops = endless or whiles
    place = context.place(loops[0].lineno) if len(loops) == 1 else None
    if (found := _reads_on(context)) is not None and not loops:
        return found
    if not syntax.uses_asyncio(context.source.tree):
        why = "A program goes on for as long as a loop in it, or a function that calls itself, finds something to do."
        ways = "no `break` and no `return`"
    elif context.taught("await"):
        why = "An event loop cannot take the processor away from a task: code without an `await` runs on to its end."
        ways = "no `break`, no `return` and no `await`"
    else:
        why = "An event loop cannot interrupt a function that it has called: the function runs on to its end."
        ways = "no `break` and no `return`"
    if place is not None:
        test = ast.unparse(loops[0].test)
        until = "" if endless else f", and while it turns nothing else can change `{test}`"
        why = f"The loop on line {place.line} has {ways}{until}. {why}"
    return context.say(
        SLUG,
        what=f"Your program used the processor for more than {seconds(context.exercise.limits.cpu_s)} without coming "
        "to an end.",
        where=place,
        why=why,
        ask="Which loop runs on, and what should make it stop?",
    )


_READS = ("readline", "read", "readexactly", "readuntil")


def _bytes_and_text(context: Context) -> Diagnosis | None:
    """A loop that should end at an empty text, though what it reads from a stream is bytes."""
    for loop in syntax.nodes(context.source.tree):
        if not isinstance(loop, ast.While):
            continue
        function = syntax.enclosing_function(context.source.tree, loop.lineno)
        read = {
            name: call
            for node in syntax.nodes(function)
            if isinstance(node, ast.Assign | ast.NamedExpr) and isinstance(node.value, ast.Await)
            for call in syntax.calls(node.value, *_READS)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
            for name in [target.id]
        }
        for test in (n for n in ast.walk(loop) if isinstance(n, ast.Compare)):
            left = test.left.target if isinstance(test.left, ast.NamedExpr) else test.left
            other = test.comparators[0]
            if not isinstance(left, ast.Name) or left.id not in read:
                continue
            if not isinstance(other, ast.Constant) or not isinstance(other.value, str):
                continue
            method = syntax.last_name(read[left.id].func)
            return context.say(
                SLUG,
                what=f"The loop on line {loop.lineno} went on and on: `{ast.unparse(test)}` did not end it.",
                where=context.place(test.lineno),
                why=f"`{method}()` of a stream gives bytes, and bytes are never equal to a text: `b'' == ''` is false. "
                "At the end of the stream each read gives `b''`, at once, as often as it is asked.",
                ask=f"Of which type is `{left.id}`, and of which type is what it is compared with?",
            )
    return None


def _leaves(loop: ast.While) -> bool:
    """Whether something in the loop can end it, or let others run."""
    return any(isinstance(n, ast.Break | ast.Return | ast.Raise | ast.Await | ast.Yield) for n in ast.walk(loop))


def _reads_on(context: Context) -> Diagnosis | None:
    """A loop that reads a stream for ever, though at the end of the stream each read gives nothing, at once."""
    for loop in syntax.nodes(context.source.tree):
        reads = syntax.calls(loop, "readline", "read") if isinstance(loop, ast.While) else []
        if not reads or any(isinstance(n, ast.Break | ast.Return | ast.Raise) for n in ast.walk(loop)):
            continue
        return context.say(
            SLUG,
            what=f"The loop that reads on line {reads[0].lineno} went on and on when nothing more came.",
            where=context.place(reads[0].lineno),
            why="At the end of a stream a read does not wait any more: it gives empty bytes, at once, as often as "
            "it is asked. Nothing in this loop takes that as its end.",
            ask="What does a read give when the other side has closed, and what should the loop do then?",
        )
    return None
