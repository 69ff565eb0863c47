"""Hidden checks of queue-worker."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def use_printer(submission, print_out, end, plan, finish_at):
    """Documents are submitted at the given seconds; `end` is told how many tasks are left after `finish`."""
    before = asyncio.all_tasks()
    printer = submission.Printer(print_out)
    now = 0
    for second, document in plan:
        if second > now:
            await asyncio.sleep(second - now)
            now = second
        printer.submit(document)
    if finish_at > now:
        await asyncio.sleep(finish_at - now)
    await printer.finish()
    left = len(asyncio.all_tasks() - before)
    await end(left)
    return printer.jammed


def rounded(seconds):
    return int(seconds) if seconds == int(seconds) else seconds


def printed(print_out):
    """The documents in the order of printing, each with the second at which printing began."""
    return [(*call.args, rounded(call.entered)) for call in print_out.calls]


def test_prints_in_order(run):
    print_out = probe("print_out", delays=[3, 1, 2, 1])
    plan = [(0, "letter"), (0, "map"), (0, "poem")]
    run(use_printer, print_out=print_out, end=probe("end"), plan=plan, finish_at=20)
    assert printed(print_out) == [("letter", 0), ("map", 3), ("poem", 4)], (
        "Three documents were submitted at second 0; to print them takes 3, 1 and 2 seconds. These were printed, each "
        "with the second at which printing began."
    )


def test_waits_for_work(run):
    print_out = probe("print_out", delay=2)
    plan = [(1, "letter"), (1.5, "map"), (8, "poem"), (12.5, "bill")]
    run(use_printer, print_out=print_out, end=probe("end"), plan=plan, finish_at=20)
    assert printed(print_out) == [("letter", 1), ("map", 3), ("poem", 8), ("bill", 12.5)], (
        "Four documents were submitted at seconds 1, 1.5, 8 and 12.5; to print one takes 2 seconds. These were "
        "printed, each with the second at which printing began."
    )


def test_finish_waits_for_the_last_document(run):
    for documents, expected in (["letter", "map", "poem"], 6), (["letter"], 2), ([], 0):
        print_out, end = probe("print_out", delay=2), probe("end")
        plan = [(0, document) for document in documents]
        run(use_printer, print_out=print_out, end=end, plan=plan, finish_at=0)
        finished = [rounded(call.left) for call in print_out.calls if call.outcome == "returned"]
        assert finished == [2, 4, 6][: len(documents)], (
            f"Documents submitted: {len(documents)}. To print one takes 2 seconds, and `finish` was called at once. "
            "These are the seconds at which documents were printed to the end; one that was cut off is not among them."
        )
        assert [rounded(call.entered) for call in end.calls] == [expected], (
            f"Documents submitted: {len(documents)}. To print one takes 2 seconds, and `finish` was called at once. "
            "This is the second at which it returned, if it did."
        )


def test_jams_do_not_stop_the_printer(run):
    print_out = probe("print_out", delay=2, raises=[None, "OSError", None, "ConnectionError"])
    end = probe("end")
    plan = [(0, name) for name in ("letter", "map", "poem", "bill")]
    seen = run(use_printer, print_out=print_out, end=end, plan=plan, finish_at=0)
    assert printed(print_out) == [("letter", 0), ("map", 2), ("poem", 4), ("bill", 6)], (
        "Four documents were submitted; the second and the last raised an `OSError` after 2 seconds. The worker went "
        "through these, each with the second at which it began."
    )
    assert [rounded(call.entered) for call in end.calls] == [8], (
        "Four documents were submitted, two of them jammed, and each took 2 seconds. This is the second at which "
        "`finish` returned, if it did."
    )
    assert seen.value == ["map", "bill"], (
        "The documents `map` and `bill` raised an `OSError`. This is the list `jammed` after `finish`."
    )


def test_nothing_is_left(run):
    for documents in ["letter", "map"], []:
        end = probe("end")
        plan = [(0, document) for document in documents]
        run(use_printer, print_out=probe("print_out", delay=1), end=end, plan=plan, finish_at=10)
        assert [call.args for call in end.calls] == [(0,)], (
            f"Documents submitted: {len(documents)}. This is the number of the printer's tasks that had not ended when "
            "`finish` returned, if it did."
        )
