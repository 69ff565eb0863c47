"""Hidden checks of fetch-both."""

from grader.checks import probe


def test_results(run):
    fetch = probe("fetch", delay=3)
    seen = run.call("fetch_both", fetch)
    assert seen.value == fetch.results[:2]


def test_at_once(run):
    fetch = probe("fetch", delay=3)
    seen = run.call("fetch_both", fetch)
    assert [(call.args, call.entered, call.left) for call in fetch.calls] == [(("a",), 0, 3), (("b",), 0, 3)]
    assert seen.value == fetch.results[:2]
