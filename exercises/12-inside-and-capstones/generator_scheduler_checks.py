"""Hidden checks of generator-scheduler."""

from grader.checks import probe, scenario


@scenario
def take_turns(submission, lengths, note):
    """Jobs that note each of their steps and return their number and length."""

    def job(number, steps):
        for step in range(steps):
            note(number, step)
            yield ["not a result", step]
        return [number, steps]

    jobs = [job(number, steps) for number, steps in enumerate(lengths)]
    given = list(jobs)
    results = submission.run_all(given)
    return {"results": results, "list unchanged": given == jobs}


@scenario
def one_fails(submission, note):
    """The second job of four fails at its second step; the third is done by then."""

    def job(number, steps):
        try:
            for step in range(steps):
                note("step", number, step)
                yield
                if number == 1 and step == 0:
                    raise LookupError("no salt")
        finally:
            note("closed", number)

    try:
        submission.run_all([job(0, 5), job(1, 5), job(2, 1), job(3, 5)])
    except LookupError as error:
        note("caught", str(error))


def test_a_step_each_in_turn(run):
    for lengths, expected in (
        ([3, 1, 2], [(0, 0), (1, 0), (2, 0), (0, 1), (2, 1), (0, 2)]),
        ([1, 1, 4, 2], [(0, 0), (1, 0), (2, 0), (3, 0), (2, 1), (3, 1), (2, 2), (2, 3)]),
    ):
        note = probe("note", sync=True)
        run(take_turns, lengths=lengths, note=note)
        steps = [tuple(call.args) for call in note.calls]
        assert steps == expected, (
            f"{len(lengths)} jobs have {', '.join(map(str, lengths))} steps. These are the steps that were taken, each "
            "as the number of the job, from 0, and the number of its step."
        )


def test_results_in_the_order_of_the_jobs(run):
    for lengths in ([3, 1, 2], [0, 2], []):
        seen = run(take_turns, lengths=lengths, note=probe("note", sync=True))
        results = [[number, steps] for number, steps in enumerate(lengths)]
        assert seen.value == {"results": results, "list unchanged": True}, (
            f"{len(lengths)} jobs have {', '.join(map(str, lengths)) or 'no'} steps; each returns a list of its number "
            "and its number of steps. These are the results of `run_all`, and whether the list that it was given is "
            "still what it was."
        )


def test_an_error_ends_all_jobs(run):
    note = probe("note", sync=True)
    run(one_fails, note=note)
    said = [tuple(call.args) for call in note.calls]
    assert ("caught", "no salt") in said, "A job raised a `LookupError`, and it did not reach the caller of `run_all`."
    steps = [event for event in said if event[0] == "step"]
    assert steps == [("step", 0, 0), ("step", 1, 0), ("step", 2, 0), ("step", 3, 0), ("step", 0, 1)], (
        "The second of four jobs failed in the second round, right after a step of the first job. These are the steps "
        "that were taken in all."
    )
    at = said.index(("caught", "no salt"))
    closed = sorted(event[1] for event in said[:at] if event[0] == "closed")
    assert closed in ([0, 1, 3], [0, 1, 2, 3]), (
        "The second of four jobs failed. These jobs, counted from 0, had left their `finally` behind when the "
        "exception reached the caller; the failed one, and the others, should have."
    )
