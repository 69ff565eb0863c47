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
    blocking_call,
    busy_wait,
    called_instead_of_passed,
    circular_await,
    cpu_limit,
    crashed,
    different_loop,
    everyone_waits,
    exception_group,
    exits_early,
    future_never_set,
    future_outside_loop,
    implicit_get_event_loop,
    lock_not_released,
    loop_closed,
    main_returned_early,
    method_not_called,
    missing_await,
    missing_function,
    nested_run,
    never_awaited,
    never_ends,
    no_stop,
    no_task_done,
    not_loadable,
    not_python_text,
    open_gaps,
    out_of_memory,
    output_limit,
    passes_coroutines_to_wait,
    protocol_violation,
    raised,
    removed_decorator,
    result_before_done,
    run_without_call,
    sequential_await,
    set_result_twice,
    stop_before_run,
    swallowed_cancel,
    syntax_error,
    task_garbage_collected,
    waiting_on_network,
    waiting_on_signal,
    waits_for_input,
    wall_limit,
    wrong_name,
    wrong_output,
    wrong_thread,
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
    wrong_name,
    missing_function,
    removed_decorator,
    waits_for_input,
    nested_run,
    run_without_call,
    passes_coroutines_to_wait,
    called_instead_of_passed,
    implicit_get_event_loop,
    future_outside_loop,
    different_loop,
    loop_closed,
    result_before_done,
    set_result_twice,
    missing_await,
    method_not_called,
    exception_group,
    out_of_memory,
)
"""What an exception or a printed object gives away with certainty."""

STANDSTILLS: tuple[Rule, ...] = (no_stop, lock_not_released, no_task_done, circular_await, busy_wait)
"""What the state of the loop gives away when the program could not go on."""

BEHAVIOUR: tuple[Rule, ...] = (
    stop_before_run,
    task_garbage_collected,
    wrong_thread,
    swallowed_cancel,
    never_awaited,
    future_never_set,
    blocking_call,
    main_returned_early,
    sequential_await,
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

RESULTS: tuple[Rule, ...] = (wrong_output, wrong_value)
"""What the check compared, where nothing above explains it."""

ONLY_WHERE_EXPECTED: tuple[Rule, ...] = (sequential_await, implicit_get_event_loop, future_outside_loop)
"""What a correct program may do too: of a run that ended by itself these speak only if the exercise expects them, or
if it lists no diagnosis at all."""

RULES: tuple[Rule, ...] = (*FILE, *ERRORS, *STANDSTILLS, *BEHAVIOUR, *ENDINGS, *RESULTS)
