"""Hidden checks of two-tasks."""

from grader.checks import probe, scenario


@scenario
async def make_breakfast(submission, boil, toast, table):
    served = await submission.breakfast(boil, toast)
    await table()
    return served


def seconds(probe_calls):
    """When the calls began, for a sentence."""
    return "at second " + ", ".join(f"{call.entered:g}" for call in probe_calls) if probe_calls else "not at all"


def test_returns_both_results(run):
    boil, toast = probe("boil", delay=2), probe("toast", delay=2)
    seen = run(make_breakfast, boil=boil, toast=toast, table=probe("table"))
    assert seen.value == [boil.result, toast.result], "`breakfast` did not return a list of the water and the bread."


def test_both_run_at_the_same_time(run):
    boil, toast = probe("boil", delay=5), probe("toast", delay=3)
    run(make_breakfast, boil=boil, toast=toast, table=probe("table"))
    began = {"boil": [call.entered for call in boil.calls], "toast": [call.entered for call in toast.calls]}
    assert began == {"boil": [0], "toast": [0]}, (
        f"`boil` began {seconds(boil.calls)}, `toast` began {seconds(toast.calls)}. Each must begin once, at second 0."
    )


def test_waits_for_the_slower_one(run):
    for boil_s, toast_s in ((1, 4), (4, 1)):
        boil, toast, table = probe("boil", delay=boil_s), probe("toast", delay=toast_s), probe("table")
        seen = run(make_breakfast, boil=boil, toast=toast, table=table)
        assert seen.value == [boil.result, toast.result], (
            f"With {boil_s} s for the water and {toast_s} s for the bread, `breakfast` returned something else."
        )
        ready = [call.entered for call in table.calls]
        assert ready == [4], (
            f"With {boil_s} s for the water and {toast_s} s for the bread, breakfast was ready {seconds(table.calls)}, "
            "and it must be ready at second 4."
        )
