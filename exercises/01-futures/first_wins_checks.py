"""Hidden checks of first-wins."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def race(submission, servers, question, witness, give_up_after):
    """Ask all servers for one future; what became of the future and of each `ask`."""
    first = asyncio.get_running_loop().create_future()
    asked = [asyncio.ensure_future(submission.ask(server, question, first)) for server in servers]
    if give_up_after is None:
        await witness(await first)
    else:
        await asyncio.sleep(give_up_after)
        first.cancel()
    ends = await asyncio.gather(*asked, return_exceptions=True)
    return [type(end).__name__ if isinstance(end, BaseException) else "ended" for end in ends]


@scenario
async def ask_a_broken_server(submission, server, question):
    first = asyncio.get_running_loop().create_future()
    try:
        await submission.ask(server, question, first)
    except OSError as error:
        raised = str(error)
    else:
        raised = "nothing"
    return {"ask raised": raised != "nothing", "first is done": first.done()}


@scenario
async def find_the_fastest(submission, servers, question, witness):
    await witness(await submission.fastest(servers, question))
    await asyncio.sleep(60)


def three(*delays):
    return [probe(f"server {number}", delay=delay) for number, delay in enumerate(delays, start=1)]


def test_first_answer_is_kept(run):
    for delays, winner in (((5, 2, 4), 1), ((1, 2, 3), 0)):
        servers, witness = three(*delays), probe("witness")
        run(race, servers=servers, question="6 times 7?", witness=witness, give_up_after=None)
        found = [(*call.args, call.entered) for call in witness.calls]
        takes = "Three servers answered after " + ", ".join(map(str, delays)) + " seconds."
        assert found, f"{takes} Nothing was ever put into the future."
        assert found == [(servers[winner].result, min(delays))], (
            f"{takes} This is the result of the future, and the second at which it was there."
        )
        questions = [[call.args for call in server.calls] for server in servers]
        assert questions == [[("6 times 7?",)]] * 3, "Each server must be asked once, with the question. It was not so."


def test_slower_answers_are_dropped(run):
    servers = three(5, 2, 4)
    seen = run(race, servers=servers, question="6 times 7?", witness=probe("witness"), give_up_after=None)
    assert seen.value == ["ended", "ended", "ended"], (
        "Three servers answered after 5, 2 and 4 seconds. This is how the three calls of `ask` came to their end."
    )
    answered = [server.calls[0].left if server.calls else None for server in servers]
    assert answered == [5.0, 2.0, 4.0], "`ask` must wait for its server's answer even if it is not the first."


def test_nobody_waits_any_more(run):
    servers = three(3, 6)
    seen = run(race, servers=servers, question="6 times 7?", witness=probe("witness"), give_up_after=1)
    assert seen.value == ["ended", "ended"], (
        "After one second the future was cancelled, because nobody was waiting for the answer any more. The servers "
        "answered after 3 and 6 seconds. This is how the two calls of `ask` came to their end."
    )
    asked = [len(server.calls) for server in servers]
    assert asked == [1, 1], "Two servers had to be asked once each. So often they were asked."


def test_errors_of_a_server_are_not_lost(run):
    server = probe("server", delay=2, raises=OSError)
    seen = run(ask_a_broken_server, server=server, question="6 times 7?")
    assert seen.value == {"ask raised": True, "first is done": False}, (
        "The server raised an `OSError`. `ask` must raise it, and leave the future as it is, for another server may "
        "still answer."
    )
    asked = len(server.calls)
    assert asked == 1, "The server had to be asked once."


def test_fastest(run):
    for delays, winner in (((5, 7, 3), 2), ((4, 8, 6), 0)):
        servers, witness = three(*delays), probe("witness")
        run(find_the_fastest, servers=servers, question="6 times 7?", witness=witness)
        takes = "Three servers needed " + ", ".join(map(str, delays)) + " seconds."
        began = [[call.entered for call in server.calls] for server in servers]
        assert began == [[0.0], [0.0], [0.0]], f"{takes} Each must be asked once, at second 0. They were asked at:"
        found = [(*call.args, call.entered) for call in witness.calls]
        assert found, f"{takes} `fastest` did not return."
        assert found == [(servers[winner].result, min(delays))], (
            f"{takes} This is what `fastest` returned, and at which second."
        )
