"""The core types: what an exercise is, what a run of a learner's program showed, what the report says.

Everything here is frozen data; this module imports nothing else of the grader. Times are seconds: ``loop_time`` and the
times of a trace are virtual (the event loop's own clock), ``cpu_s`` and ``wall_s`` are real.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPORT_FORMAT = 1
"""Version of the JSON form of a report. Raise it when a key changes its meaning or goes away."""

# ---------------------------------------------------------------------------------------------------- exercises


class Evidence(enum.StrEnum):
    """What a check rests on, strongest against forgery last but one: see the sandbox page of the documentation."""

    VALUE = "value"
    OUTPUT = "output"
    PROBE = "probe"
    TRACE = "trace"


class Isolate(enum.StrEnum):
    """Which runs share a process."""

    SUBMISSION = "submission"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Gap:
    """A named hole in the starter code, written ``____name____`` there."""

    name: str
    answer: str
    ask: str

    @property
    def marker(self) -> str:
        return f"____{self.name}____"


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint; ``check`` names the check whose failure it fits, where the author wrote it for one."""

    text: str
    check: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a learner's program may use. Sizes are per process, times per run."""

    cpu_s: float = 2.0
    wall_s: float = 10.0
    memory_mb: int = 256
    output_kb: int = 256
    files_mb: int = 8
    processes: int = 0
    threads: int = 16
    network: bool = False
    virtual_s: float = 3600.0


@dataclass(frozen=True, slots=True)
class Check:
    """A hidden pytest check as the exercise lists it. ``id`` is the pytest name: ``test_x`` or ``Class::test_x``."""

    id: str
    title: str
    points: float = 1.0
    evidence: Evidence = Evidence.VALUE
    reason: str | None = None
    requires: tuple[str, ...] = ()
    hidden_inputs: bool = False
    message: str | None = None
    diagnoses: tuple[str, ...] = ()
    expected_timeline: Timeline | None = None
    """The shape that the work of a right answer has over loop time, in the author's own words for its rows."""


@dataclass(frozen=True, slots=True)
class Misconception:
    """A wrong answer that learners are expected to give, with the message that it earns."""

    id: str
    message: str
    caught_by: str
    fills: Mapping[str, str] = field(default_factory=dict)
    program: str | None = None
    max_points: float | None = None
    slug: str | None = None
    where: str | None = None
    """A part of the line of its program that the message is about."""


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """A known wrong answer that a submission gives; ``line`` is the first line that departs from the solution."""

    misconception: Misconception
    line: int | None


@dataclass(frozen=True, slots=True)
class Variant:
    """Another answer that earns full marks."""

    id: str
    fills: Mapping[str, str] = field(default_factory=dict)
    program: str | None = None
    python: str | None = None


@dataclass(frozen=True, slots=True)
class EquivalentMutant:
    """A change to the solution that no check can tell from it, accepted by the author with a reason."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """A question to think about before the work begins; any of ``answers`` is right, spaces and capitals aside."""

    question: str
    answers: tuple[str, ...]
    because: str | None = None

    def is_right(self, answer: str) -> bool:
        """Whether an answer says the same as one of the right ones."""
        return _words(answer) in map(_words, self.answers)


def _words(text: str) -> list[str]:
    return text.casefold().split()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise, loaded and validated. ``version`` is a hash of everything that its verdicts depend on."""

    id: str
    title: str
    chapter: str
    order: int
    difficulty: int
    prompt: str
    starter: str
    gaps: tuple[Gap, ...]
    checks: tuple[Check, ...]
    path: Path
    checks_path: Path
    version: str
    minutes: int | None = None
    python: str = ">=3.11"
    optional: bool = False
    objectives: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    limits: Limits = field(default_factory=Limits)
    isolate: Isolate = Isolate.SUBMISSION
    packages: tuple[str, ...] = ()
    data_files: tuple[str, ...] = ()
    main_file: str = ""
    diagnoses: tuple[str, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    accept: tuple[Variant, ...] = ()
    equivalent_mutants: tuple[EquivalentMutant, ...] = ()
    references: tuple[str, ...] = ()
    learned: str | None = None
    predict: Prediction | None = None

    @property
    def max_score(self) -> float:
        return sum(check.points for check in self.checks)

    def check(self, check_id: str) -> Check:
        """The check of that id; ``KeyError`` if the exercise has none."""
        for check in self.checks:
            if check.id == check_id:
                return check
        raise KeyError(check_id)


@dataclass(frozen=True, slots=True)
class Submission:
    """What a learner handed in: the text of the main file, and where it came from."""

    source: str
    name: str
    version: str
    learner: str | None = None
    unreadable: str | None = None
    """Why the file is not Python text at all (binary, too long, not UTF-8); ``source`` is empty then."""
    files: Mapping[str, bytes] = field(default_factory=dict, hash=False)
    """Further files that were handed in beside the main file, by name; ``version`` covers them too."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the learner's file: line from 1, column from 0 as Python's syntax trees count it."""

    line: int
    column: int
    text: str
    also: tuple[tuple[int, str], ...] = ()
    """The other lines that belong to it, with their texts: few."""

    @property
    def lines(self) -> dict[int, str]:
        """All its lines with their texts, in order."""
        return dict(sorted(((self.line, self.text), *self.also)))


def name_lines(numbers: Iterable[int]) -> str:
    """As a reader would say it: `line 3`, `lines 3 and 7`, `lines 3 to 5`."""
    first, *rest = sorted(numbers)
    if not rest:
        return f"line {first}"
    last = rest[-1]
    if len(rest) > 1 and last - first == len(rest):
        return f"lines {first} to {last}"
    return f"lines {', '.join(map(str, [first, *rest[:-1]]))} and {last}"


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A gap that still stands in a submission. ``number`` counts from 1 among the ``total`` gaps of the exercise."""

    name: str
    line: int
    column: int
    ask: str
    number: int
    total: int


# ---------------------------------------------------------------------------------------------------- observations


class Ending(enum.StrEnum):
    """How a run of the learner's program ended, named as precisely as the loop, the kernel or the clock can know."""

    RETURNED = "returned"
    RAISED = "raised"
    EXITED = "exited"
    NOT_LOADABLE = "not-loadable"
    DEADLOCK = "deadlock"
    NEVER_ENDS = "never-ends"
    BUSY_LOOP = "busy-loop"
    WAITING_ON_NETWORK = "waiting-on-network"
    WAITING_ON_SIGNAL = "waiting-on-signal"
    WAITING_ON_INPUT = "waiting-on-input"
    CPU_LIMIT = "cpu-limit"
    WALL_LIMIT = "wall-limit"
    OUT_OF_MEMORY = "out-of-memory"
    OUTPUT_LIMIT = "output-limit"
    CRASHED = "crashed"
    KILLED = "killed"
    PROTOCOL_VIOLATION = "protocol-violation"
    SANDBOX_FAULT = "sandbox-fault"

    @property
    def is_standstill(self) -> bool:
        """Whether the traced loop ended the program because it could never finish."""
        return self in _STANDSTILLS


_STANDSTILLS = frozenset(
    {
        Ending.DEADLOCK,
        Ending.NEVER_ENDS,
        Ending.BUSY_LOOP,
        Ending.WAITING_ON_NETWORK,
        Ending.WAITING_ON_SIGNAL,
    }
)


class EventKind(enum.StrEnum):
    """What the traced loop records. The sandbox's side writes these same words (a test compares the two)."""

    LOOP_CREATED = "loop-created"
    LOOP_IMPLICIT = "loop-implicit"
    LOOP_RUN = "loop-run"
    LOOP_STOP_CALLED = "loop-stop-called"
    LOOP_STOPPED = "loop-stopped"
    LOOP_CLOSED = "loop-closed"
    CALLBACK_SCHEDULED = "callback-scheduled"
    CALLBACK_RAN = "callback-ran"
    CALLBACK_RAISED = "callback-raised"
    TIMER_CANCELLED = "timer-cancelled"
    TASK_CREATED = "task-created"
    TASK_RESUMED = "task-resumed"
    TASK_SUSPENDED = "task-suspended"
    TASK_FINISHED = "task-finished"
    TASK_LOST = "task-lost"
    CANCEL_REQUESTED = "cancel-requested"
    FUTURE_CREATED = "future-created"
    FUTURE_RESOLVED = "future-resolved"
    FUTURE_RESOLVED_AGAIN = "future-resolved-again"
    BLOCKED = "blocked"
    CLOCK = "clock"
    WRONG_THREAD = "wrong-thread"
    EXECUTOR = "executor"
    THREAD_SLEEP = "thread-sleep"
    UNHANDLED = "unhandled"
    NEVER_AWAITED = "never-awaited"
    NEVER_RETRIEVED = "never-retrieved"
    DEPRECATED = "deprecated"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class TraceEvent:
    """One thing that happened, at ``time`` (loop time).

    ``subject`` is the key of the task or future that the event is about (``T1``, ``F2``), ``actor`` who did it: the key
    of a task, ``callback NAME``, ``thread NAME`` or ``main program``. ``line`` is a line of the learner's file. What
    else is in ``data`` depends on the kind; docs/explanation/traced-loop lists it.
    """

    time: float
    kind: EventKind
    subject: str | None = None
    actor: str | None = None
    line: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskInfo:
    """A task as the trace names it: ``T1`` is shown as ``Task-1:main``, or by the name that the learner gave."""

    key: str
    name: str
    coroutine: str
    created_line: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What happened on the traced loops of one run, in order."""

    events: tuple[TraceEvent, ...] = ()
    tasks: tuple[TaskInfo, ...] = ()

    def of(self, *kinds: EventKind) -> Iterator[TraceEvent]:
        """The events of these kinds, in order."""
        wanted = frozenset(kinds)
        return (event for event in self.events if event.kind in wanted)

    def task(self, key: str | None) -> TaskInfo | None:
        return next((task for task in self.tasks if task.key == key), None)

    def name(self, key: str | None) -> str:
        """How to show the task, callback or thread that ``key`` names."""
        task = self.task(key)
        return task.name if task is not None else (key or "main program")

    def resolved_by(self, actor: str) -> bool:
        """Whether a future was resolved by ``"callback"``, ``"task"``, ``"thread"`` or ``"main program"``."""
        return any(_actor_kind(e.actor, self) == actor for e in self.of(EventKind.FUTURE_RESOLVED))


def _actor_kind(actor: str | None, trace: Trace) -> str:
    if actor is None:
        return "main program"
    return "task" if trace.task(actor) is not None else actor.split(" ", 1)[0] if actor != "main program" else actor


@dataclass(frozen=True, slots=True)
class Wait:
    """What one pending task waits for when the program cannot go on.

    ``primitive`` is the field's own term (``Lock``, ``Event``, ``Queue.get``, ``Queue.put``, ``Queue.join``,
    ``Semaphore``, ``Condition``, ``Barrier``, ``sleep``, ``future``, ``task``, ``gather``, ``stream``, ``ready``),
    ``variable`` the learner's name for it.
    """

    task: str
    name: str
    line: int | None
    primitive: str
    text: str
    variable: str | None = None
    owner: str | None = None
    owner_line: int | None = None
    owner_finished: bool = False
    unfinished: int | None = None
    target: str | None = None
    created_line: int | None = None


@dataclass(frozen=True, slots=True)
class Standstill:
    """Why the traced loop ended the program: what every pending task waits for, and which ones wait in a circle.

    ``entry`` is the call that ran the loop (``run_forever``, ``run_until_complete``, ``run``), ``entry_line`` its line;
    ``entry_waits`` describes a bare future that ``run_until_complete`` waits for.
    """

    time: float
    waits: tuple[Wait, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()
    entry: str | None = None
    entry_line: int | None = None
    entry_waits: Wait | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of the learner's own code."""

    function: str
    line: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class ErrorInfo:
    """An exception of the learner's program, as plain text. ``bases`` are the names of its classes, its own first."""

    type: str
    message: str
    bases: tuple[str, ...] = ()
    frames: tuple[Frame, ...] = ()
    column: int | None = None
    end_column: int | None = None
    notes: tuple[str, ...] = ()
    inner: tuple[ErrorInfo, ...] = ()
    cause: ErrorInfo | None = None

    def is_a(self, name: str) -> bool:
        """Whether the exception is of the class named so, or of a class derived from it."""
        return name in self.bases

    @property
    def line(self) -> int | None:
        """The learner's line where it was raised."""
        return self.frames[-1].line if self.frames else None


@dataclass(frozen=True, slots=True)
class ProbeEvent:
    """What the trusted side saw of a probe, at trusted loop time: ``kind`` is ``enter``, ``leave`` or ``cancelled``."""

    time: float
    kind: str
    probe: str
    call: int
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """Real resources of one run; measured, so left out of every comparison."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mb: float = 0.0
    starved_share: float | None = None
    """Of a run that reached its wall limit: the share of the time, from 0, in which a thread of it was ready to run and
    had no processor. ``None`` if it ended otherwise, or if the system does not tell."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """Stands for a value that is not plain data. It equals nothing, itself included, so no check passes on it."""

    type: str
    repr: str

    def __eq__(self, other: object) -> bool:
        return False

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return self.repr


class SpanState(enum.StrEnum):
    """What a task was doing in a span of a timeline."""

    CREATED = "created"
    RUNNING = "running"
    SLEEPING = "sleeping"
    WAITING = "waiting"
    BLOCKING = "blocking"


class TaskEnding(enum.StrEnum):
    """How a task stood when the run was over."""

    DONE = "done"
    ERROR = "error"
    CANCELLED = "cancelled"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Span:
    """A task in one state from ``start`` to ``end`` (loop time)."""

    state: SpanState
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task's row in a timeline."""

    name: str
    spans: tuple[Span, ...]
    ending: TaskEnding


@dataclass(frozen=True, slots=True)
class Timeline:
    """The tasks of a run over loop time, from 0 to ``end``."""

    end: float
    tasks: tuple[TaskLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything the trusted side knows of one run.

    ``returned`` is plain data of exact built-in types (or holds ``Opaque`` where it is not); it means something only
    when ``ending`` is ``RETURNED``. ``stage`` is ``load`` while the learner's file itself was running, then ``run``.
    """

    ending: Ending
    returned: Any = None
    error: ErrorInfo | None = None
    exit_code: int | None = None
    stage: str = "run"
    stdout: str = ""
    stderr: str = ""
    truncated: bool = False
    loop_time: float = 0.0
    trace: Trace = field(default_factory=Trace)
    standstill: Standstill | None = None
    probes: tuple[ProbeEvent, ...] = ()
    detail: str | None = None
    timeline: Timeline | None = None
    usage: Usage = field(default_factory=Usage)
    tamper: tuple[str, ...] = ()
    """Attempts that the sandbox refuses, as ``kind: event``. Written inside, so it may be forged: a hint, no proof."""


# ---------------------------------------------------------------------------------------------------- jobs


@dataclass(frozen=True, slots=True)
class ProbeSpec:
    """An awaitable (or, with ``sync``, a plain function) whose result, order and time the trusted side holds.

    ``delays`` are seconds of loop time, one for each call in turn, the last repeated; ``results`` likewise are plain
    data; ``raises`` names a built-in exception raised in place of a result, one for each call (``None``: none).
    """

    name: str
    delays: tuple[float, ...] = (0.0,)
    results: tuple[Any, ...] = ()
    raises: tuple[str | None, ...] = (None,)
    sync: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One run: what to do with the learner's program.

    Exactly one of ``scenario`` (name of a function in ``scenario_source``), ``call`` (name of a learner's function) or
    neither (run the file as a script) is set. ``arguments`` and ``names`` hold plain data and ``ProbeSpec``.
    """

    scenario: str | None = None
    scenario_source: str | None = None
    call: str | None = None
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, Any] = field(default_factory=dict)
    stdin: str = ""
    argv: tuple[str, ...] = ()
    debug: bool = False


# ---------------------------------------------------------------------------------------------------- results


class CheckStatus(enum.StrEnum):
    """What became of a check. Only ``PASSED`` earns its points."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_REACHED = "not-reached"
    MISSING = "missing"
    SKIPPED = "skipped"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison that failed in a check, as text: the left side is what the program did, the right what was
    expected.
    """

    op: str
    got: str
    expected: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The verdict of one check, with the runs it made. ``message`` is for the learner, and no part of a check."""

    id: str
    title: str
    status: CheckStatus
    score: float
    max_score: float
    evidence: Evidence
    message: str | None = None
    comparison: Comparison | None = None
    runs: tuple[Observation, ...] = ()
    hidden_inputs: bool = False
    expected_timeline: Timeline | None = None
    """What the author says about the shape of a right answer's run; only where the check failed."""
    expects_error: bool = False
    """Whether the check read the exception of a run and went on: it had asked for one."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What happened, where, why, and the question that leads on. ``slug`` is a stable name with a page in the docs."""

    slug: str
    what: str
    why: str
    next: str
    where: Place | None = None
    check: str | None = None
    page: str | None = None
    """The page of the documentation about the slug, without its ending; ``None`` if it has none."""


class Status(enum.StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True)
class Isolation:
    """The level a run had, and the guarantees that held."""

    level: str
    guarantees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is said about one submission; each renderer shows these same facts."""

    exercise: str
    title: str
    exercise_version: str
    submission_version: str
    status: Status
    score: float
    max_score: float
    checks: tuple[CheckResult, ...]
    isolation: Isolation
    grader: str
    python: str
    file: str = ""
    learner: str | None = None
    reason: str | None = None
    open_gaps: tuple[OpenGap, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    remarks: tuple[str, ...] = ()
    warnings: tuple[Diagnosis, ...] = ()
    """What is worth mending though it cost no points; none of them says what ``diagnoses`` says."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """Everything that is said about one run of a program that answers no exercise.

    ``diagnosis`` explains why the program did not end by itself, ``warnings`` what is worth a look in any case.
    """

    file: str
    run: Observation
    isolation: Isolation
    grader: str
    python: str
    diagnosis: Diagnosis | None = None
    warnings: tuple[Diagnosis, ...] = ()

    @property
    def ended_well(self) -> bool:
        """Whether the program came to its end by itself, without an error."""
        if self.diagnosis is not None:
            return False
        return self.run.ending is Ending.RETURNED or (self.run.ending is Ending.EXITED and not self.run.exit_code)


# ---------------------------------------------------------------------------------------------------- courses


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody whose work is graded.

    ``key`` is unique and stable within a course: the id that a roster gives, else what the name of the submission
    tells. ``name`` is for people and may be any text. ``ids`` are the names that other systems know the learner by
    (``canvas_id``, ``sis_user_id``, ``sis_login_id``, ``moodle_participant``, ``github`` and others).
    """

    key: str
    name: str
    email: str = ""
    section: str = ""
    ids: Mapping[str, str] = field(default_factory=dict, hash=False)


class IntakeKind(enum.StrEnum):
    """What an intake has to say about something that was, or was not, handed in."""

    DUPLICATE = "duplicate"
    MISSING = "missing"
    LATE = "late"
    UNREADABLE = "unreadable"
    UNKNOWN_EXERCISE = "unknown-exercise"
    UNKNOWN_LEARNER = "unknown-learner"
    REFUSED_ARCHIVE = "refused-archive"
    REFUSED_FILE = "refused-file"
    IGNORED_FILE = "ignored-file"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that an intake noticed, so that nothing is dropped without a word.

    ``origin`` says where in the intake, ``text`` what and what to do; ``learner`` (a key) and ``exercise`` (an id) are
    set where they are known.
    """

    kind: IntakeKind
    origin: str
    text: str
    learner: str | None = None
    exercise: str | None = None


Clock = Callable[[], float]
"""A source of real seconds, kept as an attribute so that tests can replace it."""
