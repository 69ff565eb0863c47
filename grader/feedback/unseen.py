"""Exceptions that ended a callback, a task or a thread, and that no other part of the program got to see.

The loop reports them and goes on, so the program as a whole ends in another way: it waits for ever, or it returns. The
rules for exceptions are shown such a run as if it had ended in that exception.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import re
from dataclasses import dataclass, replace

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import Ending, ErrorInfo, EventKind, Frame, TaskEnding, TraceEvent


@dataclass(frozen=True, slots=True)
class Unseen:
    """Such an exception, and the event that tells of it: ``callback-raised``, or ``task-finished`` of a task."""

    event: TraceEvent
    error: ErrorInfo
    in_thread: bool = False
    """Whether it ended a function in another thread; the event only tells which one, with no actor where the future of
    an executor holds the exception."""

    @property
    def in_callback(self) -> bool:
        return self.event.kind is not EventKind.TASK_FINISHED and not self.in_thread

    @property
    def line(self) -> int | None:
        return self.error.line


def unseen(context: Context) -> Unseen | None:
    """The first of them in the context's run; ``None`` if there is none on a line of the learner's file."""
    run = context.seen
    if run.error is not None or not (run.ending.is_standstill or run.ending in {Ending.RETURNED, Ending.EXITED}):
        return None
    kinds = [EventKind.CALLBACK_RAISED, EventKind.TASK_FINISHED, EventKind.UNHANDLED]
    if not run.ending.is_standstill and syntax.calls(context.source.tree, "set_exception_handler"):
        kinds = []  # the program sees to what comes to the loop, and went on
    for event in context.trace.of(*kinds):
        said = facts.text(event, "error")
        line = event.line or _asked_for(context, event) or _called_wrongly(context, said)
        if line is None or not said or (said.startswith("CancelledError") and not _asks(context, event)):
            continue
        if event.kind is EventKind.TASK_FINISHED and not _dropped(context, event):
            continue
        return Unseen(event, _error(context, said, line))
    return _in_thread(context)


def _asks(context: Context, event: TraceEvent) -> bool:
    """Whether a callback asked a task how it ended: of one that was cancelled the answer is an exception."""
    is_raised = event.kind is EventKind.CALLBACK_RAISED and event.line is not None
    return is_raised and bool(syntax.calls(context.source.tree, "result", "exception", line=event.line))


_IN_THREAD = re.compile(r"^(?:Exception in thread (?P<thread>.+):|Future exception was never retrieved)$", re.MULTILINE)
_FRAME = re.compile(r'^ +File "(?:[^"]*/)?([^"/]+)", line (\d+), in ', re.MULTILINE)
_LAST = re.compile(r"^(?=\S)(\w[\w.]*(?:: .*)?)$", re.MULTILINE)


def _in_thread(context: Context) -> Unseen | None:
    """The exception that Python's threads and executors wrote of on standard error."""
    text = context.seen.stderr
    for found in _IN_THREAD.finditer(text):
        if found["thread"] is None and not any(context.trace.of(EventKind.EXECUTOR)):
            continue
        start = text.find("Traceback (most recent call last):\n", found.end())
        end = _LAST.search(text, text.find("\n", start) + 1) if start >= 0 else None
        if end is None:
            continue
        frames = [m for m in _FRAME.finditer(text, start, end.start()) if m[1] == context.submission.name]
        if frames:
            line = int(frames[-1][2])
            said = end[1].rpartition(".")[2] if ":" not in end[1] else end[1]
            actor = f"thread {found['thread']}" if found["thread"] is not None else None
            event = TraceEvent(context.seen.loop_time, EventKind.UNHANDLED, None, actor, line)
            return Unseen(event, _error(context, said, line), in_thread=True)
    return None


def as_if_raised(context: Context, found: Unseen) -> Context:
    """The context of the same run, if it had ended in that exception."""
    return replace(context, run=replace(context.seen, ending=Ending.RAISED, error=found.error, standstill=None))


def _asked_for(context: Context, event: TraceEvent) -> int | None:
    """Where the learner's code asked for the callback that failed outside of that code."""
    if event.kind is not EventKind.CALLBACK_RAISED:
        return None
    ran = None
    for other in context.trace.events:
        if other is event:
            known = ran.line if ran is not None and ran.actor == event.actor else None
            return known or _handed_over(context, facts.callback_name(event))
        ran = other if other.kind is EventKind.CALLBACK_RAN else ran
    return None


_TAKERS = ("add_done_callback", "call_soon", "call_later", "call_at", "call_soon_threadsafe")


def _handed_over(context: Context, name: str) -> int | None:
    """The one line that hands over a callback of that name, such as the method of a set."""
    lines = {
        call.lineno
        for call in syntax.calls(context.source.tree, *_TAKERS)
        if any(isinstance(a, ast.Name | ast.Attribute) and syntax.last_name(a) == name for a in call.args)
    }
    return lines.pop() if name and len(lines) == 1 else None


_CALL = re.compile(r"TypeError: ([\w.<>]+)\(\) (?:takes|missing)")


def _called_wrongly(context: Context, said: str) -> int | None:
    """Where the function is defined that asyncio could not call with the arguments that it has."""
    found = _CALL.match(said)
    name = found.group(1).rpartition(".")[2] if found is not None else ""
    return next((f.lineno for f in syntax.functions(context.source.tree) if f.name == name), None)


def _dropped(context: Context, event: TraceEvent) -> bool:
    """Whether nobody got the exception of the task that the event is about."""
    if facts.outcome(event) is not TaskEnding.ERROR:
        return False
    if any(e.subject == event.subject for e in context.trace.of(EventKind.NEVER_RETRIEVED)):
        return True
    if not context.seen.ending.is_standstill:
        return False
    # A program that stands still may hold the task and still never ask it.
    waited_for = {facts.text(e, "on") for e in context.trace.of(EventKind.TASK_SUSPENDED)}
    grouped = any(facts.text(e, "wait") in {"gather", "wait", "TaskGroup"} for e in _waits_after(context, event))
    return event.subject not in waited_for and not grouped


def _waits_after(context: Context, event: TraceEvent) -> list[TraceEvent]:
    """What the task that made this one was waiting for when it failed."""
    made = facts.creations(context.trace).get(str(event.subject))
    maker = made.actor if made is not None else None
    waits = [e for e in context.trace.of(EventKind.TASK_SUSPENDED) if e.subject == maker and e.time <= event.time]
    return waits[-1:]


def _error(context: Context, said: str, line: int) -> ErrorInfo:
    name, _, message = said.partition(": ")
    kind = getattr(builtins, name, None) or getattr(asyncio, name, None)
    bases = tuple(base.__name__ for base in kind.__mro__) if isinstance(kind, type) else (name, "Exception")
    function = syntax.enclosing_function(context.source.tree, line)
    frame = Frame(function.name if function is not None else "<module>", line, context.source.text(line))
    return ErrorInfo(name, message, bases, (frame,))
