"""What a task waits for: the chain of coroutines from the task's own down to the future at the bottom, read and named.

``quick`` is for every suspension and finds the line and the primitive alone; ``describe`` is for a standstill and finds
the rest. Both know asyncio's own coroutines by their code objects, so they cost nothing in asyncio itself.
"""

from __future__ import annotations

import asyncio
import asyncio.base_events
import asyncio.base_subprocess
import asyncio.selector_events
import asyncio.subprocess
import asyncio.tasks
import asyncio.threads
import gc
import types
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from grader.sandbox.inside import naming

FUTURE_TYPE: Final = asyncio.Future
"""CPython's own class, noted before ``asyncio.Future`` is replaced."""
TASK_TYPE: Final = asyncio.Task
GATHER_TYPE: Final[Any] = getattr(asyncio.tasks, "_GatheringFuture", ())


def _codes(owner: Any, *names: str) -> Iterator[types.CodeType]:
    for name in names:
        code = getattr(getattr(owner, name, None), "__code__", None)
        if isinstance(code, types.CodeType):
            yield code


def _primitives() -> dict[types.CodeType, str]:
    transport = getattr(asyncio.base_subprocess, "BaseSubprocessTransport", None)
    loop = asyncio.selector_events.BaseSelectorEventLoop
    sockets = (
        "sock_recv",
        "sock_recv_into",
        "sock_recvfrom",
        "sock_recvfrom_into",
        "sock_sendall",
        "sock_sendto",
        "sock_connect",
        "sock_accept",
    )
    reader = ("read", "readline", "readuntil", "readexactly", "__anext__")
    known: list[tuple[str, Any, tuple[str, ...]]] = [
        ("Lock", asyncio.Lock, ("acquire",)),
        ("Event", asyncio.Event, ("wait",)),
        ("Condition", asyncio.Condition, ("wait", "wait_for")),
        ("Semaphore", asyncio.Semaphore, ("acquire",)),
        ("Barrier", asyncio.Barrier, ("wait", "__aenter__")),
        ("Queue.get", asyncio.Queue, ("get",)),
        ("Queue.put", asyncio.Queue, ("put",)),
        ("Queue.join", asyncio.Queue, ("join",)),
        ("sleep", asyncio, ("sleep",)),
        ("wait", asyncio, ("wait",)),
        ("TaskGroup", asyncio.TaskGroup, ("__aexit__",)),
        ("as_completed", getattr(asyncio.tasks, "_AsCompletedIterator", None), ("_wait_for_one", "__anext__")),
        ("thread", asyncio, ("to_thread",)),
        ("stream", asyncio.StreamReader, reader),
        ("stream", asyncio.StreamWriter, ("drain", "wait_closed")),
        ("stream", asyncio, ("open_connection", "open_unix_connection")),
        ("socket", loop, sockets),
        ("socket", asyncio.base_events.BaseEventLoop, ("create_connection", "getaddrinfo")),
        ("server", asyncio.base_events.Server, ("serve_forever", "wait_closed")),
        ("subprocess", asyncio.subprocess.Process, ("wait", "communicate")),
        ("subprocess", transport, ("_wait",)),
        ("thread", asyncio.base_events.BaseEventLoop, ("shutdown_default_executor",)),
    ]
    table = {code: primitive for primitive, owner, names in known for code in _codes(owner, *names)}
    # Until 3.12 as_completed() waits in a function of its own inside.
    inner = (constant for constant in asyncio.as_completed.__code__.co_consts if isinstance(constant, types.CodeType))
    return table | {code: "as_completed" for code in inner if code.co_name == "_wait_for_one"}


PRIMITIVES: Final = _primitives()
_WAIT_FOR: Final = frozenset(_codes(asyncio, "wait_for"))
_HIDDEN_OWNERS: Final = ("cr_frame", "ag_frame")
_SEEN_THROUGH: Final = frozenset(
    {"async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper"}
)


def _inner(awaitable: Any) -> tuple[types.FrameType | None, Any]:
    """The frame of an awaitable and what it awaits in turn; ``(None, None)`` at the bottom of a chain."""
    kind = type(awaitable)
    if kind is types.CoroutineType:
        return awaitable.cr_frame, awaitable.cr_await
    if kind is types.GeneratorType:
        return awaitable.gi_frame, awaitable.gi_yieldfrom
    if kind is types.AsyncGeneratorType:
        return awaitable.ag_frame, awaitable.ag_await
    if kind.__name__ in _SEEN_THROUGH:
        # These hide what they drive from Python; the garbage collector can see it.
        return None, next(
            (item for item in gc.get_referents(awaitable) if any(hasattr(item, a) for a in _HIDDEN_OWNERS)), None
        )
    return None, None


def chain(awaitable: Any) -> Iterator[types.FrameType]:
    """The frames from an awaitable's own to the innermost one that is suspended."""
    seen = set()
    while awaitable is not None and id(awaitable) not in seen:
        seen.add(id(awaitable))
        frame, awaitable = _inner(awaitable)
        if frame is not None:
            yield frame


def target_of(task: Any) -> Any:
    """The future that a suspended task waits for; ``None`` when the task is ready to run."""
    return getattr(task, "_fut_waiter", None)


def of_future(future: Any) -> str:
    """The primitive for a task that waits for ``future`` itself."""
    if isinstance(future, TASK_TYPE):
        return "task"
    return "gather" if isinstance(future, GATHER_TYPE) else "future"


def quick(task: Any, filename: str) -> tuple[int | None, str]:
    """The learner's line where a suspended task stands, and the primitive that it waits for."""
    line = None
    primitive = None
    awaitable = task.get_coro()
    while awaitable is not None:
        frame, awaitable = _inner(awaitable)
        if frame is None:
            continue
        code = frame.f_code
        if code.co_filename == filename:
            line = frame.f_lineno
            primitive = None
        elif primitive is None:
            primitive = PRIMITIVES.get(code)
    target = target_of(task)
    if target is None:
        return line, "ready"
    return line, primitive or of_future(target)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the chain of a pending task shows.

    ``thing`` is the object that it waits on (a lock, a queue, ...), ``futures`` the tasks and futures that it waits
    for, ``learners`` the learner's own frames, the innermost first, ``local`` the local variables of asyncio's
    coroutine.
    """

    line: int | None
    primitive: str
    thing: Any
    futures: tuple[Any, ...]
    learners: tuple[types.FrameType, ...]
    local: dict[str, Any]

    @property
    def variable(self) -> str | None:
        """The learner's name for what is waited on."""
        wanted = self.thing if self.thing is not None else self.futures[0] if len(self.futures) == 1 else None
        return None if wanted is None else naming.variable_name(self.learners, wanted)


def read(task: Any, filename: str) -> Reading:
    """Everything that the chain of a pending task tells."""
    frames = list(chain(task.get_coro()))
    own = [place for place, frame in enumerate(frames) if frame.f_code.co_filename == filename]
    learners = tuple(frames[place] for place in reversed(own))
    line = learners[0].f_lineno if learners else None
    target = target_of(task)
    if target is None:
        return Reading(line, "ready", None, (), learners, {})
    library = frames[own[-1] + 1 if own else 0 :]
    found = _library_wait(library)
    if found is not None:
        primitive, frame = found
        local = dict(frame.f_locals)
        return Reading(line, primitive, _thing(primitive, local), _awaited(primitive, local), learners, local)
    for frame in library:
        if frame.f_code in _WAIT_FOR:
            # Until 3.11 wait_for() waits on a future of its own and keeps the real one in a variable.
            inner = frame.f_locals.get("fut")
            if isinstance(inner, FUTURE_TYPE):
                target = inner
    children = tuple(getattr(target, "_children", ())) if isinstance(target, GATHER_TYPE) else (target,)
    pending = tuple(child for child in children if not child.done())
    return Reading(line, of_future(target), None, pending, learners, {})


def _library_wait(frames: list[types.FrameType]) -> tuple[str, types.FrameType] | None:
    named = [(PRIMITIVES[frame.f_code], frame) for frame in frames if frame.f_code in PRIMITIVES]
    if not named:
        return None
    # A Condition takes its lock again after it was notified: a task stuck there waits for the lock.
    return named[-1] if named[0][0] == "Condition" and named[-1][0] == "Lock" else named[0]


def _thing(primitive: str, local: dict[str, Any]) -> Any:
    if primitive in ("sleep", "wait", "thread", "as_completed", "TaskGroup"):
        return None
    return local.get("self")


def _awaited(primitive: str, local: dict[str, Any]) -> tuple[Any, ...]:
    waiting: Any = ()
    if primitive == "wait":
        waiting = local.get("fs") or ()
    elif primitive == "TaskGroup":
        waiting = getattr(local.get("self"), "_tasks", ())
    elif primitive == "as_completed":
        # A method since 3.13, a function inside as_completed() before.
        waiting = getattr(local.get("self"), "_todo", None) or local.get("todo") or ()
    pending = [future for future in waiting if isinstance(future, FUTURE_TYPE) and not future.done()]
    return tuple(sorted(pending, key=_number))


def _number(future: Any) -> int:
    # asyncio keeps them in sets, whose order differs from run to run.
    return getattr(getattr(future, "_trace_entry", None), "number", 0)
