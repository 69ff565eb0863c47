"""Hidden checks of except-star."""

import builtins

from grader.checks import Ending, probe, scenario


@scenario
async def run_them(submission, work, failures, note):
    def job(failure):
        async def run():
            await work()
            if failure is not None:
                kind, text = failure
                raise getattr(builtins, kind)(text)

        return run

    return await submission.run_jobs([job(failure) for failure in failures], note)


def noted(note):
    return sorted(call.args[0] for call in note.calls if call.args)


def leaves(error):
    """The exceptions in a group, and in the groups that are in it."""
    return [leaf for inner in error.inner for leaf in leaves(inner)] if error.inner else [error.type]


def test_all_went_well(run):
    work, note = probe("work", delays=[2, 1, 3]), probe("note", sync=True)
    seen = run(run_them, work=work, failures=[None, None, None], note=note)
    assert seen.value is True, "All jobs went well; `run_jobs` must return `True`."
    assert [(call.entered, call.outcome.value) for call in work.calls] == [(0.0, "returned")] * 3, (
        "Each job must run once, all at the same time, and to its end."
    )
    assert noted(note) == [], "No job failed, so there is nothing to note."


def test_notes_one_kind(run):
    cases = (
        [("ValueError", "ten"), None, ("ValueError", "two")],
        [None, ("OSError", "no cable"), ("OSError", "no router")],
        [("ConnectionError", "nobody answers"), ("TimeoutError", "too slow")],
        [("UnicodeError", "a strange letter")],
    )
    kinds = ("bad data", "network", "network", "bad data")
    for failures, kind in zip(cases, kinds, strict=True):
        note = probe("note", sync=True)
        seen = run(run_them, work=probe("work", delay=1), failures=failures, note=note)
        assert seen.value is False, (
            f"The jobs failed with {told(failures)}, which can be noted. This is what `run_jobs` returned."
        )
        assert noted(note) == sorted(f"{kind}: {failure[1]}" for failure in failures if failure is not None), (
            f"The jobs failed with {told(failures)}. Each of these must be noted once."
        )


def told(failures):
    return ", ".join(f"{kind}: {text}" for kind, text in filter(None, failures))


def test_notes_both_kinds(run):
    note = probe("note", sync=True)
    failures = [
        ("OSError", "no cable"),
        ("ValueError", "ten"),
        None,
        ("ConnectionError", "away"),
        ("ValueError", "two"),
    ]
    seen = run(run_them, work=probe("work", delay=1), failures=failures, note=note)
    assert noted(note) == ["bad data: ten", "bad data: two", "network: away", "network: no cable"], (
        f"The jobs failed at the same moment, with {told(failures)}. Each of these must be noted once."
    )
    assert seen.value is False, "All failures have been noted; `run_jobs` must return `False`."


def test_other_errors_go_on(run):
    note = probe("note", sync=True)
    failures = [("ValueError", "ten"), ("KeyError", "price"), ("OSError", "no cable"), ("ZeroDivisionError", "by 0")]
    seen = run(run_them, work=probe("work", delay=1), failures=failures, note=note)
    assert seen.ending != Ending.RETURNED, (
        f"The jobs failed with {told(failures)}. Two of these must be noted, and the other two must reach the caller; "
        "but `run_jobs` returned, so the caller heard of none."
    )
    assert seen.error.is_a("BaseExceptionGroup"), (
        f"What cannot be noted must reach the caller in an exception group. It got `{seen.error.type}`."
    )
    assert sorted(leaves(seen.error)) == ["KeyError", "ZeroDivisionError"], (
        f"The jobs failed with {told(failures)}. Those that are not noted must reach the caller, and only those."
    )
    assert noted(note) == ["bad data: ten", "network: no cable"], "The other two must be noted all the same."


def test_stops_the_others(run):
    work, note = probe("work", delays=[5, 2, 9]), probe("note", sync=True)
    run(run_them, work=work, failures=[None, ("OSError", "no cable"), ("ValueError", "ten")], note=note)
    assert [(call.outcome.value, call.left) for call in work.calls] == [
        ("cancelled", 2.0),
        ("returned", 2.0),
        ("cancelled", 2.0),
    ], "One job failed at second 2. The others must be cancelled then."
    assert noted(note) == ["network: no cable"], "Only one job failed; the others were stopped before that."
