import inspect

from grader.checks import probe, scenario


@scenario
async def both(submission, a, b):
    return await submission.run_both(a, b)


@scenario
def is_coroutine_function(submission):
    return inspect.iscoroutinefunction(submission.run_both)


def test_results(run):
    a, b = probe("a", delay=10), probe("b", delay=5)
    assert run(both, a=a, b=b).value == [a.result, b.result]


def test_order(run):
    seen = run(both, a=probe("a", delay=10), b=probe("b", delay=5))
    assert [(e.kind, e.probe) for e in seen.probes] == [("enter", "a"), ("enter", "b"), ("leave", "b"), ("leave", "a")]


def test_time(run):
    seen = run(both, a=probe("a", delay=20), b=probe("b", delay=20))
    assert [e.time for e in seen.probes][-1:] == [20]


def test_error(run):
    seen = run(both, a=probe("a", delay=2, raises="ValueError"), b=probe("b", delay=1))
    assert seen.error.type == "ValueError"


def test_is_coroutine_function(run):
    assert run(is_coroutine_function).value is True
