"""Hidden checks of generator-scheduler."""

from grader.checks import scenario


@scenario
def play(submission, plans):
    """Run a program for each plan. Returns the steps in order, and what `run` returned, with exceptions as texts.

    A step is `None` (a bare yield), a plan to wait for, or a number of what to do at the end. A plan is its name, its
    steps, and its end: `("return", value)`, `("raise", type)` or `("catch", value)`, which returns what it caught.
    """
    log = []
    errors = {"ValueError": ValueError, "KeyError": KeyError, "OSError": OSError}

    def program(plan):
        name, steps, (how, what) = plan
        got = []
        for number, step in enumerate(steps):
            log.append(f"{name}{number}")
            try:
                value = yield step if step is None else program(step)
            except Exception as error:
                if how != "catch":
                    raise
                value = f"caught {type(error).__name__}"
            if step is not None:
                got.append(value)
        log.append(f"{name} ends")
        if how == "raise":
            raise errors[what](name)
        return errors[what](name) if how == "return error" else [what, *got] if got else what

    def plain(value):
        if isinstance(value, BaseException):
            return f"{type(value).__name__} {value.args}"
        return [plain(one) for one in value] if isinstance(value, list) else value

    returned = submission.run([program(plan) for plan in plans])
    return log, plain(returned)


def played(run, plans):
    value = run(play, plans=plans).value
    assert isinstance(value, tuple), "`run` did not come back with the results of the programs."
    return value if len(value) == 2 else (value, None)


def test_results(run):
    plans = [("a", [None, None], ("return", 1)), ("b", [], ("return", "two")), ("c", [None], ("return", None))]
    _, results = played(run, plans)
    assert results == [1, "two", None], "Three programs return 1, `two` and `None`. This is what `run` returned."
    assert played(run, []) == ([], []), "There are no programs. This is what happened and what `run` returned."


def test_takes_turns(run):
    plans = [("a", [None] * 3, ("return", 1)), ("b", [None], ("return", 2)), ("c", [None] * 2, ("return", 3))]
    log, results = played(run, plans)
    assert log == ["a0", "b0", "c0", "a1", "b ends", "c1", "a2", "c ends", "a ends"], (
        "Program `a` has three bare `yield`s, `b` one, `c` two. These are their steps in the order in which they were "
        "taken."
    )
    assert results == [1, 2, 3], "Three programs return 1, 2 and 3. This is what `run` returned."


def test_waits_for_another(run):
    child = ("x", [None], ("return", "from x"))
    plans = [("a", [child, None], ("return", "from a")), ("b", [None] * 4, ("return", 2))]
    log, results = played(run, plans)
    assert log == ["a0", "b0", "x0", "b1", "x ends", "b2", "a1", "b3", "a ends", "b ends"], (
        "Program `a` begins with a wait for `x`, which has one bare `yield`; `b` has four. These are the steps in the "
        "order in which they were taken."
    )
    assert results == [["from a", "from x"], 2], (
        "`x` returned `from x` to `a`, and `a` returned a list of its own text and of what it got. This is what `run` "
        "returned."
    )
    inner = ("y", [("z", [None], ("return", 0))], ("return", "y"))
    plans = [("a", [None, inner, ("x", [], ("return", False))], ("return", "a")), ("b", [None] * 3, ("return", 2))]
    log, results = played(run, plans)
    order = ["a0", "b0", "a1", "b1", "y0", "b2", "z0", "b ends", "z ends", "y ends", "a2", "x ends", "a ends"]
    assert log == order, "`a` waits for `y`, which waits for `z`; then `a` waits for `x`. These are the steps in order."
    assert results == [["a", ["y", 0], False], 2], (
        "`a` waits for `y`, which waits for `z`. This is what `run` returned."
    )


def test_exceptions(run):
    plans = [("a", [None], ("raise", "ValueError")), ("b", [None] * 2, ("return", 2)), ("c", [], ("raise", "KeyError"))]
    log, results = played(run, plans)
    assert log == ["a0", "b0", "c ends", "a ends", "b1", "b ends"], (
        "`a` raises a `ValueError` after one `yield`, `c` a `KeyError` in its first step; `b` has two "
        "`yield`s. These are "
        "the steps in order."
    )
    assert results == ["ValueError ('a',)", 2, "KeyError ('c',)"], (
        "`a` raised a `ValueError`, `c` a `KeyError`. This is what `run` returned, with exceptions as texts."
    )
    bad = ("x", [None], ("raise", "OSError"))
    plans = [("a", [bad, None], ("catch", "fine")), ("b", [("y", [bad], ("return", 0))], ("return", 0))]
    log, results = played(run, plans)
    assert log == ["a0", "b0", "x0", "y0", "x ends", "x0", "a1", "x ends", "a ends"], (
        "`x` raises an `OSError`. `a` waits for it, catches it and goes on; `y` waits for another one like it and does "
        "not catch it, and `b` waits for `y`. These are the steps in order."
    )
    assert results == [["fine", "caught OSError"], "OSError ('x',)"], (
        "`a` caught the `OSError` of `x`; nobody caught the other one. This is what `run` returned."
    )
    plans = [("a", [("x", [], ("return error", "OSError"))], ("return", "a"))]
    _, results = played(run, plans)
    assert results == [["a", "OSError ('x',)"]], (
        "`x` *returned* an `OSError` object as its value, and `a` returned what it got. This is what `run` returned."
    )
