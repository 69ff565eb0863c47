"""Hidden checks of gather-errors."""

import builtins

from grader.checks import probe, scenario


@scenario
async def send_letters(submission, travel, outcomes, end):
    async def send(address):
        await travel(address)
        kind, what = outcomes[address]
        if kind == "receipt":
            return what
        raise getattr(builtins, kind)(what)

    sent = await submission.send_all(send, list(outcomes))
    await end()
    return described(sent)


@scenario
def described(sent):
    if not isinstance(sent, tuple) or len(sent) != 2 or not all(isinstance(each, dict) for each in sent):
        return repr(sent)[:60]
    receipts, failures = sent
    return receipts, {address: named(failure) for address, failure in failures.items()}


@scenario
def named(failure):
    return [type(failure).__name__, str(failure)] if isinstance(failure, BaseException) else "no exception"


def outcome_of(seen):
    """(receipts, failures) that the program returned, each exception as [class, text]."""
    returned = seen.value
    two = isinstance(returned, tuple) and len(returned) == 2
    assert two, f"`send_all` must return two dictionaries. It returned {returned}."
    return returned


def test_receipts_and_failures(run):
    outcomes = {
        "ada": ("receipt", "R-17"),
        "bo": ("LookupError", "no house"),
        "cy": ("receipt", "R-40"),
        "di": ("OSError", "no road"),
    }
    receipts, failures = outcome_of(
        run(send_letters, travel=probe("travel", delays=[3, 1, 4, 2]), outcomes=outcomes, end=probe("end"))
    )
    assert failures == {"bo": ["LookupError", "no house"], "di": ["OSError", "no road"]}, (
        "Two letters failed. `failures` must hold their two addresses, each with its exception."
    )
    assert receipts == {"ada": "R-17", "cy": "R-40"}, (
        "Two letters arrived. `receipts` must hold their two addresses, each with its receipt."
    )


def test_sends_each_letter_once(run):
    travel, end = probe("travel", delays=[5, 1, 3]), probe("end")
    outcomes = {"ada": ("receipt", 1), "bo": ("OSError", "no road"), "cy": ("receipt", 2)}
    run(send_letters, travel=travel, outcomes=outcomes, end=end)
    sent = sorted((call.args[0], call.entered) for call in travel.calls)
    assert sent == [("ada", 0.0), ("bo", 0.0), ("cy", 0.0)], (
        "Each letter must be sent once, at second 0, whether or not another one fails."
    )
    assert [call.entered for call in end.calls] == [5.0], (
        "The slowest letter takes 5 seconds; everything must be there then, neither earlier nor later."
    )


def test_any_object_is_a_receipt(run):
    receipts = {"ada": "Error: none", "bo": 0, "cy": "", "di": ["ValueError"], "fay": 0}
    outcomes = {**{address: ("receipt", receipt) for address, receipt in receipts.items()}, "ed": ("KeyError", "who?")}
    sent, failures = outcome_of(run(send_letters, travel=probe("travel", delay=1), outcomes=outcomes, end=probe("end")))
    assert sent == receipts, (
        "Whatever `send` returns is a receipt: a text with `Error` in it, 0 for two of them, an empty text, a list."
    )
    assert failures == {"ed": ["KeyError", "'who?'"]}, "Only the letter to `ed` failed, with a `KeyError`."


def test_all_fail(run):
    outcomes = {"ada": ("ConnectionError", "away"), "bo": ("ConnectionError", "away")}
    sent, failures = outcome_of(
        run(send_letters, travel=probe("travel", delays=[2, 1]), outcomes=outcomes, end=probe("end"))
    )
    assert sent == {}, "No letter arrived, so there is no receipt."
    assert failures == {"ada": ["ConnectionError", "away"], "bo": ["ConnectionError", "away"]}, "Both letters failed."
