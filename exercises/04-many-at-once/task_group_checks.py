"""Hidden checks of task-group."""

from grader.checks import Ending, Outcome, probe, scenario

DISK = {
    "a/": ["x", "b/", "c/"],
    "a/b/": ["d/", "y"],
    "a/c/": ["e/", "f/", "z"],
    "a/b/d/": ["w"],
    "a/c/e/": [],
    "a/c/f/": ["v", "u"],
}


@scenario
async def search_disk(submission, disk, spin, tidy, stray, end):
    async def look(folder):
        if folder not in disk:
            stray(folder)
            return []
        try:
            await spin[folder]()
            return disk[folder]
        finally:
            if folder in tidy:
                await tidy[folder]()

    try:
        return await submission.find_files(look, "a/")
    finally:
        await end()


def disks(seconds, failing=None):
    """A probe for each folder of DISK, in its order."""
    return {
        folder: probe(folder, delay=delay, raises="OSError" if folder == failing else None)
        for folder, delay in zip(DISK, seconds, strict=True)
    }


def holds(error, name):
    return error.is_a(name) or any(holds(inner, name) for inner in error.inner)


def test_finds_all_files(run):
    stray = probe("stray", sync=True)
    seen = run(search_disk, disk=DISK, spin=disks([1] * 6), tidy={}, stray=stray, end=probe("end", delay=20))
    strange = [call.args[0] for call in stray.calls]
    assert strange == [], (
        "`look` was asked for folders that do not exist. It needs the whole path of a folder, as in `a/b/`."
    )
    assert seen.value == ["a/b/d/w", "a/b/y", "a/c/f/u", "a/c/f/v", "a/c/z", "a/x"], (
        "`find_files` did not return a sorted list of all files, each with the folders that lead to it."
    )


def test_looks_at_once(run):
    spin, end = disks([1, 3, 2, 4, 1, 7]), probe("end")
    run(search_disk, disk=DISK, spin=spin, tidy={}, stray=probe("stray", sync=True), end=end)
    looked = {folder: [call.entered for call in each.calls] for folder, each in spin.items()}
    expected = {"a/": [0.0], "a/b/": [1.0], "a/c/": [1.0], "a/b/d/": [4.0], "a/c/e/": [3.0], "a/c/f/": [3.0]}
    assert looked == expected, "Each folder must be looked into once, at the second when its name becomes known."
    assert [call.entered for call in end.calls] == [10.0], "The last folder is read at second 10; all is done then."


def test_failure_is_in_a_group(run):
    spin = disks([1, 3, 2, 4, 1, 7], failing="a/c/e/")
    seen = run(search_disk, disk=DISK, spin=spin, tidy={}, stray=probe("stray", sync=True), end=probe("end"))
    assert seen.ending != Ending.RETURNED, (
        "Looking into one folder failed, and `find_files` returned as if nothing had happened."
    )
    assert seen.error.is_a("BaseExceptionGroup"), (
        f"Looking into one folder failed. `find_files` must raise an exception group. It raised `{seen.error.type}`."
    )
    assert holds(seen.error, "OSError"), "The exception group does not hold the `OSError` that `look` raised."


def test_failure_stops_the_others(run):
    spin, end = disks([1, 2, 3, 9, 1, 7], failing="a/c/e/"), probe("end", delay=20)
    tidy = {"a/b/d/": probe("tidy", delay=2)}
    seen = run(search_disk, disk=DISK, spin=spin, tidy=tidy, stray=probe("stray", sync=True), end=end)
    assert seen.ending != Ending.RETURNED, "Looking into one folder failed; `find_files` must not return."
    assert seen.error.type, "Looking into one folder failed; `find_files` must raise an exception."
    stopped = {folder: call.left for folder, each in spin.items() for call in each.calls if cancelled(call)}
    assert stopped == {"a/b/d/": 5.0, "a/c/f/": 5.0}, (
        "One look failed at second 5. The two that were still at work must be cancelled then."
    )
    assert [call.entered for call in end.calls] == [7.0], (
        "One of the cancelled tidied up until second 7. `find_files` must end when all have ended."
    )


def cancelled(call):
    return call.outcome is Outcome.CANCELLED
