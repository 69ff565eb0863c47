"""Only the network could wake the program, and nothing comes."""

from __future__ import annotations

import ast

from grader.feedback import syntax
from grader.feedback.context import Context
from grader.model import Diagnosis, Ending

SLUG = "waiting-on-network"


def explain(context: Context) -> Diagnosis | None:
    if context.seen.ending is not Ending.WAITING_ON_NETWORK:
        return None
    waits = context.standstill.waits
    handlers = _handlers(context)
    streams = [w for w in waits if w.primitive == "stream" and w.line is not None]
    in_handler = (w for w in streams if _function(context, w.line) in handlers)
    first = next(in_handler, None) or next(iter(streams), None)
    first = first or next((w for w in waits if w.line is not None), None)
    stops = " ".join(
        f"{t[:1].upper()}{t[1:]} is stopped on line {w.line}."
        for w in waits[:4]
        if w.line is not None
        for t in [context.task(w.task)]
    )
    return context.say(
        SLUG,
        what=f"Your program waits for the network{context.when(context.standstill.time)}, and nothing more arrives.",
        where=context.place(
            _unended_line(context)
            or _unclosed(context)
            or (first.line if first is not None else context.standstill.entry_line)
        ),
        why=f"{stops + ' ' if stops else ''}{_unended(context)}Sockets are open, but no side sends any more, and no "
        "timer is set that could end the wait.",
        ask="What does the side that reads wait for: a whole line, a number of bytes, or the end of the stream? Does "
        "the other side send it?",
    )


def _handlers(context: Context) -> set[str]:
    """The functions that serve a connection."""
    servers = syntax.calls(context.source.tree, "start_server", "start_unix_server")
    return {syntax.last_name(c.args[0]) for c in servers if c.args}


def _function(context: Context, line: int | None) -> str:
    function = syntax.enclosing_function(context.source.tree, line)
    return function.name if function is not None else ""


def _unended_line(context: Context) -> int | None:
    """The one place that sends a text without a line end, where somebody waits for a line."""
    lines = [w.line for w in context.standstill.waits]
    if not any(syntax.calls(context.source.tree, "readline", line=line) for line in lines if line is not None):
        return None
    short = {
        call.lineno
        for call in syntax.calls(context.source.tree, "write")
        for node in ast.walk(call)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, bytes)
        and node.value
        and not node.value.endswith(b"\n")
    }
    return short.pop() if len(short) == 1 else None


def _unended(context: Context) -> str:
    line = _unended_line(context)
    if line is not None:
        return f"Line {line} sends a text that has no line end. "
    return "The reader waits for the end of the stream, and the handler never closes its side. " * _is_open(context)


def _unclosed(context: Context) -> int | None:
    """The last line of the handler that writes and never closes, where somebody reads up to the end of the stream."""
    lines = [w.line for w in context.standstill.waits if w.line is not None]
    reads = [c for line in lines for c in syntax.calls(context.source.tree, "read", line=line) if not c.args]
    for function in syntax.functions(context.source.tree) if reads else ():
        if function.name in _handlers(context) and not syntax.calls(function, "close", "write_eof"):
            return syntax.last_line(function)
    return None


def _is_open(context: Context) -> bool:
    return _unclosed(context) is not None
