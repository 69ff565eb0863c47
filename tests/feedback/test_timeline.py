"""From trace to timeline."""

from __future__ import annotations

from feedback_builders import event, returned, still, task, trace

from grader.feedback import build_timeline
from grader.model import Ending, EventKind, Observation, Span, SpanState, TaskEnding, TaskInfo, TraceEvent

K = EventKind
S = SpanState
TASKS = (task("T1", "main"), task("T2", "work"))


def observed(*events: TraceEvent, tasks: tuple[TaskInfo, ...] = TASKS) -> Observation:
    return returned(trace=trace(*events, tasks=tasks))


def test_a_program_without_tasks_has_none() -> None:
    assert build_timeline(observed(event(0, K.LOOP_RUN), event(0, K.CALLBACK_RAN, name="hello"))) is None


def test_states_follow_the_events() -> None:
    timeline = build_timeline(
        observed(
            event(0, K.TASK_CREATED, "T1"),
            event(1, K.TASK_RESUMED, "T1", first=True),
            event(1, K.TASK_SUSPENDED, "T1", wait="sleep"),
            event(2, K.TASK_RESUMED, "T1"),
            event(2, K.TASK_SUSPENDED, "T1", wait="Lock"),
            event(4, K.TASK_RESUMED, "T1"),
            event(4, K.TASK_FINISHED, "T1", how="returned"),
        )
    )
    assert timeline is not None
    assert timeline.end == 4
    assert timeline.tasks[0].name == "Task-1:main"
    assert timeline.tasks[0].ending is TaskEnding.DONE
    assert timeline.tasks[0].spans == (
        Span(S.CREATED, 0, 1),
        Span(S.RUNNING, 1, 1),
        Span(S.SLEEPING, 1, 2),
        Span(S.RUNNING, 2, 2),
        Span(S.WAITING, 2, 4),
        Span(S.RUNNING, 4, 4),
    )


def test_blocking_takes_time_while_others_only_exist() -> None:
    timeline = build_timeline(
        observed(
            event(0, K.TASK_CREATED, "T1"),
            event(0, K.TASK_CREATED, "T2"),
            event(0, K.TASK_RESUMED, "T1"),
            event(0, K.BLOCKED, None, "T1", 3, seconds=2.0, call="time.sleep"),
            event(2, K.TASK_FINISHED, "T1", how="raised", error="ValueError: x"),
            event(2, K.TASK_RESUMED, "T2"),
            event(2, K.TASK_FINISHED, "T2", how="cancelled"),
        )
    )
    assert timeline is not None
    first, second = timeline.tasks
    assert Span(S.BLOCKING, 0, 2) in first.spans
    assert second.spans[0] == Span(S.CREATED, 0, 2)
    assert [first.ending, second.ending] == [TaskEnding.ERROR, TaskEnding.CANCELLED]


def test_helper_tasks_of_asyncio_are_left_out() -> None:
    helper = TaskInfo("T2", "Task-2:BaseEventLoop.shutdown_asyncgens", "BaseEventLoop.shutdown_asyncgens")
    events = (event(0, K.TASK_CREATED, "T1"), event(0, K.TASK_CREATED, "T2"))
    timeline = build_timeline(observed(*events, tasks=(TASKS[0], helper)))
    assert timeline is not None
    assert [row.name for row in timeline.tasks] == ["Task-1:main"]


def test_a_lost_task_ends_where_it_was_lost() -> None:
    timeline = build_timeline(
        observed(event(0, K.TASK_CREATED, "T2"), event(1, K.TASK_LOST, "T2"), event(5, K.TASK_CREATED, "T1"))
    )
    assert timeline is not None
    assert timeline.tasks[0].spans == (Span(S.CREATED, 0, 1),)
    assert timeline.tasks[0].ending is TaskEnding.PENDING


def test_a_standstill_lasts_until_it_was_named() -> None:
    stuck = still(
        Ending.DEADLOCK,
        time=3,
        run_trace=trace(
            event(0, K.TASK_CREATED, "T1"),
            event(0, K.TASK_RESUMED, "T1"),
            event(0, K.TASK_SUSPENDED, "T1", wait="Event"),
            tasks=TASKS,
        ),
    )
    timeline = build_timeline(stuck)
    assert timeline is not None
    assert timeline.end == 3
    assert timeline.tasks[0].spans[-1] == Span(S.WAITING, 0, 3)


def endless(news_at: float | None = None) -> Observation:
    events = [event(0, K.TASK_CREATED, "T1")]
    for second in range(1000):
        events += [event(second, K.TASK_RESUMED, "T1"), event(second, K.TASK_SUSPENDED, "T1", wait="sleep")]
        if second == news_at:
            events.append(event(second, K.CANCEL_REQUESTED, "T1", via="cancel"))
    return still(Ending.NEVER_ENDS, time=86_401, run_trace=trace(*events, tasks=TASKS))


def test_an_endless_program_is_clipped_after_a_few_rounds() -> None:
    timeline = build_timeline(endless())
    assert timeline is not None
    assert timeline.end == 6
    assert timeline.tasks[0].ending is TaskEnding.PENDING


def test_what_was_new_is_shown_before_the_clip() -> None:
    timeline = build_timeline(endless(news_at=10))
    assert timeline is not None
    assert timeline.end == 16


def test_a_trace_that_was_cut_off_ends_there() -> None:
    events = (event(0, K.TASK_CREATED, "T1"), event(2, K.TRUNCATED), event(9, K.TASK_FINISHED, "T1", how="returned"))
    timeline = build_timeline(observed(*events))
    assert timeline is not None
    assert timeline.end == 2
    assert timeline.tasks[0].ending is TaskEnding.PENDING


def test_an_endless_program_without_a_trace_has_no_timeline() -> None:
    assert build_timeline(Observation(Ending.NEVER_ENDS)) is None


def test_events_of_unknown_or_finished_tasks_change_nothing() -> None:
    timeline = build_timeline(
        observed(
            event(0, K.TASK_RESUMED, "T9"),
            event(0, K.BLOCKED, None, "main program", None, seconds=1.0),
            event(0, K.TASK_CREATED, "T1"),
            event(1, K.TASK_FINISHED, "T1", how="returned"),
            event(2, K.TASK_RESUMED, "T1"),
        )
    )
    assert timeline is not None
    assert timeline.tasks[0].spans == (Span(S.CREATED, 0, 1),)
