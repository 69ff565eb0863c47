"""The program's main coroutine returned while its tasks were still at work."""

from __future__ import annotations

from grader.feedback import facts, syntax
from grader.feedback.context import Context
from grader.model import CheckStatus, Diagnosis, Ending, EventKind, TaskEnding

SLUG = "main-returned-early"


def explain(context: Context) -> Diagnosis | None:
    root = facts.root_task(context.seen)
    done = facts.finishes(context.trace)
    if context.seen.ending not in {Ending.RETURNED, Ending.EXITED} or root is None or root not in done:
        return None
    end = done[root]
    if facts.outcome(end) is not TaskEnding.DONE:
        return None
    main = _own_main(context, root)
    made_by = facts.creations(context.trace)
    unfinished = [key for key in made_by if key != root and _cut_off(context, key, end.time)]
    if not main:
        unfinished = [key for key in unfinished if not _is_called_off(context, key, unfinished)]
    lines = [line for key in unfinished if (line := made_by[key].line) is not None]
    if not lines:
        return _server(context, root, end.time)
    tasks = context.tasks(unfinished)
    one = len(unfinished) == 1
    if not main and context.check is not None and context.check.status is CheckStatus.PASSED:
        return None  # a check may end while something that it made is still at work
    returned = f"{main} returned" if main else "the coroutine that the loop ran returned"
    made = "" if main else context.line(lines[0])
    caller = main or _maker(context, lines[0])
    return context.say(
        SLUG,
        what=f"{tasks[:1].upper()}{tasks[1:]}{made} never finished: {returned}{context.when(end.time)}, "
        "and that was the end of the program.",
        where=context.place(_guess(context, root, end.time, set(lines)) or lines[0]),
        why="Creating a task only starts it. When the coroutine that the loop runs returns, the loop ends, and "
        f"every task that is still at work ends with it. Nothing waits for {'this one' if one else 'these'}.",
        ask=f"What should {caller} still be waiting for when it reaches its last line? A fixed sleep is "
        "a guess: can you wait for the tasks themselves?",
    )


def _server(context: Context, root: str, end: float) -> Diagnosis | None:
    """A server that was started, and a program that ended before a client could come."""
    tree = context.source.tree
    starts = syntax.calls(tree, "start_server", "start_unix_server")
    kept = syntax.calls(tree, "serve_forever", "wait_closed", "open_connection", "open_unix_connection", "wait")
    if context.graded or not starts or kept or end > 0:
        return None
    return context.say(
        SLUG,
        what=f"The server was started{context.line(starts[0].lineno)} and was gone at once: {context.task(root)} "
        "returned, and that was the end of the program.",
        where=context.place(_last_line_of(context, starts[0].lineno)),
        why="`start_server()` does not wait for clients. When the coroutine that the loop runs returns, the loop ends, "
        "and the server with it.",
        ask="What does a server have that runs until it is told to stop?",
    )


def _last_line_of(context: Context, line: int) -> int:
    function = syntax.enclosing_function(context.source.tree, line)
    return syntax.last_line(function) if function is not None else line


def _own_main(context: Context, root: str) -> str:
    """What to call the coroutine that the loop ran; empty if it is none of the learner's, but of a check."""
    task = context.trace.task(root)
    name = task.coroutine.rpartition(".")[2] if task is not None else ""
    if context.graded and name not in syntax.function_names(context.source.tree):
        return ""
    return context.task(root)


def _maker(context: Context, made: int) -> str:
    function = syntax.enclosing_function(context.source.tree, made)
    return f"`{function.name}`" if function is not None else "your program"


def _guess(context: Context, root: str, end: float, made: set[int]) -> int | None:
    """Where the main coroutine waited last: for a time to pass, or for another one of the same row of tasks."""
    waits = [e for e in context.trace.of(EventKind.TASK_SUSPENDED) if e.subject == root and e.time <= end]
    last = waits[-1] if waits else None
    if last is None or last.line is None:
        return None
    other = facts.creations(context.trace).get(facts.text(last, "on"))
    in_the_row = other is not None and other.line in made
    return last.line if in_the_row or facts.text(last, "wait") in {"sleep", "wait"} else None


def _is_called_off(context: Context, key: str, unfinished: list[str]) -> bool:
    """Whether the task belongs to one that neither the learner began nor the check saw to its end."""
    made_by = facts.creations(context.trace)
    maker = made_by[key].actor or ""
    return maker in unfinished and made_by[maker].line is None


def _cut_off(context: Context, key: str, end: float) -> bool:
    """Whether the task was pending when the main one returned, and asyncio alone put an end to it."""
    if facts.is_helper(context.trace, key) or facts.creations(context.trace)[key].time > end:
        return False
    finish = facts.finishes(context.trace).get(key)
    requests = [e for e in context.trace.of(EventKind.CANCEL_REQUESTED) if e.subject == key]
    if any(facts.text(e, "via") not in {"", "asyncio.run"} for e in requests) or any(
        e.subject == key for e in context.trace.of(EventKind.TASK_LOST)
    ):
        return False
    return finish is None or (facts.outcome(finish) is TaskEnding.CANCELLED and finish.time >= end)
