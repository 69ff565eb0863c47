"""Hidden checks of as-completed."""

from grader.checks import Outcome, probe, scenario


@scenario
async def hold_race(submission, runs, show, limit, end):
    async def run(runner):
        await runs[runner]()
        return 100 + len(runner)

    missing = await submission.watch_race(run, show, list(runs), limit)
    await end()
    return missing


def runs_of(**seconds):
    """A probe for each runner: `as_completed` starts coroutine objects in an order of its own."""
    return {runner: probe(runner, delay=delay) for runner, delay in seconds.items()}


def assert_all_started(runs):
    began = {runner: [call.entered for call in run.calls] for runner, run in runs.items()}
    assert began == {runner: [0.0] for runner in runs}, "Every runner must start once, at second 0."


def shown(show):
    """The arrivals as the learner's program showed them: place and runner, and when."""
    return [(*call.args[:2], call.entered) for call in show.calls]


def test_shows_arrivals_at_once(run):
    runs, show = runs_of(Ann=7, Bill=2, Chloe=4), probe("show", sync=True)
    run(hold_race, runs=runs, show=show, limit=20, end=probe("end", delay=30))
    assert_all_started(runs)
    assert shown(show) == [(1, "Bill", 2.0), (2, "Chloe", 4.0), (3, "Ann", 7.0)], (
        "Ann took 7 seconds, Bill 2 and Chloe 4. Each entry is what was shown of an arrival, its place and its runner, "
        "and the second at which it was shown."
    )


def test_right_steps(run):
    show = probe("show", sync=True)
    run(hold_race, runs=runs_of(Ann=5, Bill=6, Chloe=3), show=show, limit=20, end=probe("end"))
    assert sorted(call.args[1:] for call in show.calls) == [("Ann", 103), ("Bill", 104), ("Chloe", 105)], (
        "`show` must be called once for each runner, with the steps that this runner took."
    )


def test_all_arrived(run):
    end = probe("end")
    seen = run(hold_race, runs=runs_of(Ann=3, Bill=5), show=probe("show", sync=True), limit=20, end=end)
    assert seen.value == [], "All have arrived, so nobody is missing."
    assert [call.entered for call in end.calls] == [5.0], (
        "The last one arrived at second 5. There is no more to wait for."
    )


def test_stops_when_time_is_over(run):
    show, end = probe("show", sync=True), probe("end")
    seen = run(hold_race, runs=runs_of(Dora=9, Ann=5, Chloe=8, Bill=1), show=show, limit=6, end=end)
    assert shown(show) == [(1, "Bill", 1.0), (2, "Ann", 5.0)], (
        "Dora took 9 seconds, Ann 5, Chloe 8 and Bill 1, and the limit was 6. These arrivals were shown, each with its "
        "second."
    )
    assert [call.entered for call in end.calls] == [6.0], (
        "The limit was 6 seconds, and two were still running then. `watch_race` ended at this second."
    )
    assert seen.value == ["Dora", "Chloe"], (
        "Dora and Chloe did not arrive within 6 seconds. This is what `watch_race` returned."
    )


def test_cancels_the_rest(run):
    runs, end = runs_of(Dora=9, Ann=5, Chloe=8, Bill=1), probe("end", delay=30)
    run(hold_race, runs=runs, show=probe("show", sync=True), limit=6, end=end)
    calls = [(runner, call) for runner, run_ in runs.items() for call in run_.calls]
    late = {runner: call.left for runner, call in calls if call.outcome is Outcome.CANCELLED}
    assert late == {"Dora": 6.0, "Chloe": 6.0}, (
        "Dora and Chloe were still running when the 6 seconds were over, and must be cancelled then. These runs were "
        "cancelled, each with the second."
    )
