"""Every diagnosis rule, in the order in which it gets attention.

A rule is a module with ``SLUG``, the stable name of its diagnosis, and ``explain(context)``, a pure function that
returns the diagnosis if what it describes is a checked fact of this submission, else ``None``. To add one: write the
module, put it into the section below that fits, at the place that its precision earns, and give it tests of a program
that it fires on and of one that it must not. A section stands for how sure its rules are of naming the cause;
``grader.feedback`` says how the sections, the exercise's own expectations and the order here make one choice.
"""

from __future__ import annotations

from typing import Protocol

from grader.feedback.context import Context
from grader.feedback.rules import (
    always_true,
    async_init,
    await_non_awaitable,
    blocking_call,
    busy_wait,
    callback_never_ran,
    called_instead_of_passed,
    cancel_not_awaited,
    cancelled_error_missed,
    changed_while_iterating,
    circular_await,
    coroutine_as_callback,
    coroutine_reused,
    cpu_limit,
    crashed,
    different_loop,
    error_in_callback,
    error_in_thread,
    everyone_waits,
    exception_as_result,
    exception_group,
    exception_never_retrieved,
    exits_early,
    for_or_with_not_async,
    future_never_set,
    future_not_result,
    future_outside_loop,
    gather_list_not_star,
    implicit_get_event_loop,
    late_binding,
    local_not_global,
    lock_not_released,
    lock_per_call,
    loop_closed,
    loop_never_ran,
    loop_stopped_early,
    lost_update,
    main_returned_early,
    method_not_called,
    missing_await,
    missing_f,
    missing_function,
    missing_import,
    missing_return,
    mutable_default,
    nested_run,
    never_awaited,
    never_ends,
    no_notify,
    no_stop,
    no_task_done,
    none_instead_of_value,
    not_callable,
    not_closed,
    not_loadable,
    not_python_text,
    off_by_one,
    open_gaps,
    out_of_memory,
    output_limit,
    passes_coroutines_to_wait,
    printed_not_returned,
    protocol_violation,
    queue_empty_or_full,
    raised,
    release_without_acquire,
    removed_decorator,
    result_before_done,
    return_in_loop,
    run_without_call,
    seconds_not_milliseconds,
    sequential_await,
    set_after_cancel,
    set_result_twice,
    shadowed_module,
    stop_before_run,
    swallowed_cancel,
    syntax_error,
    task_done_too_often,
    task_garbage_collected,
    timeout_caught_inside,
    wait_takes_a_list,
    waiting_on_network,
    waiting_on_signal,
    waits_for_input,
    wall_limit,
    wrong_arguments,
    wrong_attribute,
    wrong_clock,
    wrong_name,
    wrong_output,
    wrong_thread,
    wrong_type,
    wrong_value,
)
from grader.model import Diagnosis


class Rule(Protocol):
    """What the module of a rule has."""

    SLUG: str

    def explain(self, context: Context) -> Diagnosis | None: ...


FILE: tuple[Rule, ...] = (not_python_text, syntax_error, open_gaps)
"""What is wrong with the file itself. Nothing was run."""

ERRORS: tuple[Rule, ...] = (
    missing_import,
    wrong_name,
    missing_function,
    removed_decorator,
    wrong_attribute,
    waits_for_input,
    nested_run,
    run_without_call,
    passes_coroutines_to_wait,
    wait_takes_a_list,
    gather_list_not_star,
    called_instead_of_passed,
    coroutine_as_callback,
    implicit_get_event_loop,
    future_outside_loop,
    different_loop,
    loop_closed,
    loop_stopped_early,
    result_before_done,
    set_after_cancel,
    set_result_twice,
    coroutine_reused,
    missing_await,
    await_non_awaitable,
    for_or_with_not_async,
    method_not_called,
    none_instead_of_value,
    wrong_type,
    wrong_arguments,
    not_callable,
    changed_while_iterating,
    task_done_too_often,
    release_without_acquire,
    queue_empty_or_full,
    exception_group,
    timeout_caught_inside,
    cancelled_error_missed,
    async_init,
    out_of_memory,
)
"""What an exception or a printed object gives away with certainty."""

STANDSTILLS: tuple[Rule, ...] = (
    lock_not_released,
    error_in_callback,
    error_in_thread,
    exception_never_retrieved,
    no_stop,
    no_task_done,
    no_notify,
    circular_await,
    busy_wait,
)
"""What the state of the loop gives away when the program could not go on, and the exceptions that only the loop saw."""

BEHAVIOUR: tuple[Rule, ...] = (
    stop_before_run,
    task_garbage_collected,
    wrong_thread,
    swallowed_cancel,
    never_awaited,
    local_not_global,
    future_never_set,
    blocking_call,
    main_returned_early,
    wrong_clock,
    exception_as_result,
    cancel_not_awaited,
    loop_never_ran,
    future_not_result,
    callback_never_ran,
    missing_f,
    always_true,
    mutable_default,
    late_binding,
    lock_per_call,
    lost_update,
    return_in_loop,
    sequential_await,
    seconds_not_milliseconds,
    not_closed,
)
"""What the program did on the loop that explains a wrong result, or that nothing more came."""

ENDINGS: tuple[Rule, ...] = (
    everyone_waits,
    never_ends,
    waiting_on_network,
    waiting_on_signal,
    cpu_limit,
    wall_limit,
    output_limit,
    crashed,
    protocol_violation,
    exits_early,
    not_loadable,
    raised,
)
"""How the program ended, where nothing above knows why."""

RESULTS: tuple[Rule, ...] = (printed_not_returned, missing_return, off_by_one, wrong_output, wrong_value)
"""What the check compared, where nothing above explains it."""

ONLY_WHERE_EXPECTED: tuple[Rule, ...] = (
    sequential_await,
    implicit_get_event_loop,
    future_outside_loop,
    late_binding,
    lost_update,
    missing_f,
    always_true,
    mutable_default,
    cancel_not_awaited,
    callback_never_ran,
    seconds_not_milliseconds,
    not_closed,
)
"""What a correct program may do too: of a run that ended by itself these speak only if the exercise expects them, or
if it lists no diagnosis at all."""

WARNINGS: tuple[Rule, ...] = (
    shadowed_module,
    coroutine_as_callback,
    never_awaited,
    task_garbage_collected,
    wrong_thread,
    error_in_callback,
    error_in_thread,
    exception_never_retrieved,
    swallowed_cancel,
    blocking_call,
    wrong_clock,
    main_returned_early,
    return_in_loop,
    not_closed,
)
"""What is worth mending in any program, also in one that passes; it costs no points."""

RULES: tuple[Rule, ...] = tuple(
    dict.fromkeys((*FILE, *ERRORS, *STANDSTILLS, *BEHAVIOUR, *ENDINGS, *RESULTS, *WARNINGS))
)

OF_AUTHORS: frozenset[str] = frozenset(
    {
        "await-in-comprehension",
        "gather-cancels-siblings-belief",
        "guess-sleep",
        "handle-dropped",
        "looks-again-and-again",
    }
)
"""Names that several authors give to mistakes that no rule knows by that name; each has a page too."""

KIN = {
    "await-in-comprehension": "sequential-await",
    "cancelled-asked-too-late": "cancel-not-awaited",
    "error-as-result": "exception-as-result",
    "gather-not-awaited": "never-awaited",
    "guess-sleep": "main-returned-early",
    "handler-not-called": "method-not-called",
    "keyword-to-call-soon": "wrong-arguments",
    "keyword-lost": "wrong-arguments",
    "kwargs-to-call-soon": "wrong-arguments",
    "late-binding-lambda": "late-binding",
    "loop-leaked": "not-closed",
    "time-time-as-deadline": "wrong-clock",
    "task-not-awaited": "main-returned-early",
    "yield-left": "await-non-awaitable",
}
"""Names that authors give to special cases of what a rule knows, and the name of the rule."""

VAGUE = frozenset({"wrong-value", "wrong-output", "everyone-waits", "raised", "exception-group", "cpu-limit"})
"""Diagnoses that do not say what is wrong with a line."""
