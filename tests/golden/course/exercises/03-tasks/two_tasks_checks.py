"""Hidden checks of two-tasks."""

from grader.checks import probe, scenario


@scenario
async def make_breakfast(submission, boil, toast, table):
    served = await submission.breakfast(boil, toast)
    await table()
    return served


def happened(verb, probe_calls):
    """When the calls began, as a part of a sentence."""
    times = ", ".join(f"{call.entered:g}" for call in probe_calls)
    return f"{verb} at second {times}" if times else f"never {verb}"


def test_returns_both_results(run):
    boil, toast = probe("boil", delay=2), probe("toast", delay=2)
    seen = run(make_breakfast, boil=boil, toast=toast, table=probe("table"))
    assert seen.value == [boil.result, toast.result], "`breakfast` did not return a list of the water and the bread."


def test_both_run_at_the_same_time(run):
    boil, toast = probe("boil", delay=5), probe("toast", delay=3)
    run(make_breakfast, boil=boil, toast=toast, table=probe("table"))
    began = {"boil": [call.entered for call in boil.calls], "toast": [call.entered for call in toast.calls]}
    assert began == {"boil": [0.0], "toast": [0.0]}, (
        f"`boil` {happened('began', boil.calls)}, `toast` {happened('began', toast.calls)}. "
        "Each must begin once, at second 0."
    )


def test_waits_for_the_slower_one(run):
    for boil_s, toast_s in ((1, 4), (4, 1)):
        boil, toast, table = probe("boil", delay=boil_s), probe("toast", delay=toast_s), probe("table")
        seen = run(make_breakfast, boil=boil, toast=toast, table=table)
        assert seen.value == [boil.result, toast.result], (
            f"With {boil_s} s for the water and {toast_s} s for the bread, `breakfast` returned something else."
        )
        ready = [call.entered for call in table.calls]
        assert ready == [4.0], (
            f"With {boil_s} s for the water and {toast_s} s for the bread, breakfast must be ready at second 4. "
            f"It {happened('was ready', table.calls)}."
        )
