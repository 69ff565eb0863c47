"""Hidden checks of async-rpc."""

import asyncio
import json
import socket

from grader.checks import scenario


@scenario
async def connect(submission):
    """A client, and the streams of the other side."""
    here, there = socket.socketpair()
    client = submission.Client(*await asyncio.open_connection(sock=here))
    return client, await asyncio.open_connection(sock=there)


@scenario
async def receive(server, count):
    """The next messages that come to the other side, as many as come within a minute."""
    messages = []
    try:
        async with asyncio.timeout(60):
            while len(messages) < count:
                line = await server[0].readline()
                messages.append(json.loads(line) if line else "(closed)")
    except TimeoutError:
        pass
    return messages


@scenario
async def reply(server, message):
    server[1].write(json.dumps(message).encode() + b"\n")
    await server[1].drain()


@scenario
async def outcome(submission, call):
    """What came of a call, and at which second."""
    try:
        text = await call
    except asyncio.CancelledError:
        text = "cancelled"
    except submission.RpcError as error:
        text = f"RpcError: {error}"
    except ConnectionError:
        text = "ConnectionError"
    except TimeoutError:
        text = "TimeoutError"
    return text, asyncio.get_running_loop().time()


@scenario
async def several(submission, calls, order):
    client, server = await connect(submission)
    tasks = [asyncio.create_task(client.call(method, params, 60)) for method, params in calls]
    requests = await receive(server, len(calls))
    await reply(server, {"id": 12345, "result": "of nobody"})
    for number in order:
        request = next((one for one in requests if one["method"] == calls[number][0]), {"id": -1})
        await reply(server, {"id": request["id"], "result": calls[number][0].upper()})
    results = await asyncio.gather(*tasks)
    numbers = [request.pop("id", None) for request in requests]
    return results, sorted(requests, key=str), len(set(numbers)), all(type(number) is int for number in numbers)


@scenario
async def errors(submission):
    client, server = await connect(submission)
    tasks = [asyncio.create_task(outcome(submission, client.call(name, None, 60))) for name in ("a", "b")]
    for request in await receive(server, 2):
        await reply(server, {"id": request["id"], "error" if request["method"] == "a" else "result": "no milk"})
    return [text for text, _ in await asyncio.gather(*tasks)]


@scenario
async def give_up(submission, cancel):
    """Two calls; the first gets no reply in time, or is cancelled. Its reply comes late; then a third call."""
    client, server = await connect(submission)
    first = asyncio.create_task(client.call("first", [1], 500 if cancel else 5))
    waiting = asyncio.create_task(outcome(submission, first))
    [request] = await receive(server, 1)
    second = asyncio.create_task(outcome(submission, client.call("second", [2], 500)))
    [other] = await receive(server, 1)
    if cancel:
        await asyncio.sleep(5)
        first.cancel()
    told = await waiting
    messages = await receive(server, 1)
    await reply(server, {"id": request["id"], "result": "too late"})
    await asyncio.sleep(1)
    third = asyncio.create_task(outcome(submission, client.call("third", [3], 7)))
    messages += await receive(server, 1)
    if isinstance(messages[-1], dict) and "id" in messages[-1]:
        await reply(server, {"id": messages[-1]["id"], "result": "three"})
    await reply(server, {"id": other["id"], "result": "two"})
    more = [(await second)[0], (await third)[0]]
    await client.close()
    messages += await receive(server, 1)
    kinds = [
        "cancel first" if one == {"cancel": request["id"]} else "request" if "id" in one else one for one in messages
    ]
    return told, more, kinds


@scenario
async def lose(submission, broken):
    client, server = await connect(submission)
    tasks = [asyncio.create_task(outcome(submission, client.call("a", None, 50))) for _ in range(3)]
    await receive(server, 3)
    if broken:
        # Whoever ends a connection with something unread in it breaks it.
        server[1].transport.pause_reading()
    tasks.append(asyncio.create_task(outcome(submission, client.call("b", None, 50))))
    await asyncio.sleep(3)
    if broken:
        server[1].transport.abort()
    else:
        server[1].write_eof()
    told = [await task for task in tasks]
    told.append(await outcome(submission, client.call("late", None, 50)))
    return told


@scenario
async def close_it(submission):
    before = asyncio.all_tasks()
    client, server = await connect(submission)
    task = asyncio.create_task(outcome(submission, client.call("a", None, 50)))
    await receive(server, 1)
    await client.close()
    left = len(asyncio.all_tasks() - before - {task})
    return left, (await task)[0], (await receive(server, 1))[-1:]


def parts(seen, count):
    value = seen.value
    assert isinstance(value, tuple) and len(value) == count, "The calls did not come to their end."
    return value


def test_calls(run):
    calls = [("tea", [1, 2]), ("cake", {"size": 3}), ("milk", None)]
    results, requests, numbers, whole = parts(run(several, calls=calls, order=[2, 0, 1]), 4)
    assert requests == sorted(({"method": method, "params": params} for method, params in calls), key=str), (
        "Three calls at the same time. These are the messages that came to the other side, without their `id`."
    )
    assert (numbers, whole) == (3, True), (
        "Three calls. This is how many different numbers they had, and whether all were whole numbers."
    )
    assert results == ["TEA", "CAKE", "MILK"], (
        "`tea`, `cake` and `milk` were called. A reply that belongs to nobody came, then `MILK`, `TEA` and "
        "`CAKE`. These "
        "are the results of the calls."
    )


def test_errors(run):
    assert run(errors).value == ["RpcError: no milk", "no milk"], (
        "Of two calls one got the error `no milk`, the other one the result `no milk`. This came of them."
    )


def test_timeout(run):
    told, more, kinds = parts(run(give_up, cancel=False), 3)
    assert told == ("TimeoutError", 5.0), (
        "A call with a time limit of 5 seconds got no reply. This is how it ended, and at which second."
    )
    assert kinds[:1] == ["cancel first"], (
        "A call gave up after its time. This came to the other side then (`cancel first` stands for the right message)."
    )
    assert more == ["two", "three"], (
        "The first call gave up, and its reply came too late. Meanwhile a second call waited, and a third one was made "
        "later; both got a reply. This came of these two."
    )
    assert kinds == ["cancel first", "request", "(closed)"], (
        "This came to the other side after the first call had given up, until the end. (`request` is that of a later call.)"
    )


def test_cancel(run):
    told, more, kinds = parts(run(give_up, cancel=True), 3)
    assert told == ("cancelled", 5.0), "A call was cancelled at second 5. This is how it ended, and at which second."
    assert kinds[:1] == ["cancel first"], (
        "A call was cancelled. This came to the other side then (`cancel first` stands for the right message)."
    )
    assert more == ["two", "three"], (
        "The first call was cancelled, and its reply came all the same. Two others got a reply. This came of these two."
    )


def test_connection_lost(run):
    for broken in (False, True):
        told = run(lose, broken=broken).value
        assert told == [("ConnectionError", 3.0)] * 5, (
            "Four calls waited when the connection was lost at second 3, and a fifth was made after that. This is how "
            "they ended, and when."
        )


def test_close(run):
    left, told, end = parts(run(close_it), 3)
    assert left == 0, "When `close` had returned, tasks of the client were still left."
    assert told == "ConnectionError", "A call waited when `close` was called. This came of it."
    assert end == ["(closed)"], "`close` was called. This came to the other side."
