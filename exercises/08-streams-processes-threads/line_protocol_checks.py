"""Hidden checks of line-protocol."""

import asyncio

from grader.checks import probe, scenario


@scenario
async def feed(submission, pieces, answer):
    """What was written to the transport after each piece."""
    written = []

    class Wire(asyncio.Transport):
        def write(self, data):
            written[-1] += bytes(data)

        def is_closing(self):
            return False

    lines = submission.Lines(answer, asyncio.get_running_loop().create_future())
    lines.connection_made(Wire())
    for piece in pieces:
        written.append(b"")
        lines.data_received(piece)
    return written


@scenario
async def lose(submission, pieces, error, cancel):
    """What `done` holds after the connection was lost."""

    class Wire(asyncio.Transport):
        def write(self, data):
            pass

        def is_closing(self):
            return False

    done = asyncio.get_running_loop().create_future()
    lines = submission.Lines(str.upper, done)
    lines.connection_made(Wire())
    for piece in pieces:
        lines.data_received(piece)
    if cancel:
        done.cancel()
    try:
        lines.connection_lost(ConnectionResetError("gone") if error else None)
    except asyncio.InvalidStateError:
        return "connection_lost raised an InvalidStateError"
    if not done.done():
        return "nothing"
    if done.cancelled():
        return "cancelled"
    return f"a {type(done.exception()).__name__}" if done.exception() else done.result()


@scenario
async def two_clients(submission, turns):
    loop = asyncio.get_running_loop()
    ends = []

    def make():
        ends.append(loop.create_future())
        return submission.Lines(str.upper, ends[-1])

    server = await loop.create_server(make, "127.0.0.1", 0)
    clients = [await asyncio.open_connection(*server.sockets[0].getsockname()) for _ in range(2)]
    answers = []
    for client, piece in turns:
        reader, writer = clients[client]
        writer.write(piece)
        if piece.endswith(b"\n"):
            answers.append(await reader.readline())
        else:
            await asyncio.sleep(1)
    for _, writer in clients:
        writer.close()
    counts = sorted(await asyncio.gather(*ends))
    server.close()
    return {"answers": answers, "counts": counts}


def replies(answer, first, count):
    return b"".join(answer.results[call].encode() + b"\n" for call in range(first, first + count))


def asked(answer):
    return [call.args for call in answer.calls]


def test_answers_a_line(run):
    answer = probe("answer", sync=True)
    seen = run(feed, pieces=[b"tea\n"], answer=answer)
    assert asked(answer) == [("tea",)], "The line `tea` arrived. This is what `answer` was called with."
    assert seen.value == [replies(answer, 0, 1)], "The answer to the line must be written, with a line end, once."


def test_in_pieces(run):
    answer = probe("answer", sync=True)
    seen = run(feed, pieces=[b"gre", b"en t", b"ea\nmi", b"lk\n", b"\n"], answer=answer)
    assert asked(answer) == [("green tea",), ("milk",), ("",)], (
        "The lines `green tea`, `milk` and an empty one arrived in five pieces. This is what `answer` was called with."
    )
    assert seen.value == [b"", b"", replies(answer, 0, 1), replies(answer, 1, 1), replies(answer, 2, 1)], (
        "The five pieces hold no, no, one, one and one line end. This is what was written after each piece."
    )


def test_together(run):
    answer = probe("answer", sync=True)
    seen = run(feed, pieces=[b"tea\ncake\n\nmi", b"lk"], answer=answer)
    assert asked(answer) == [("tea",), ("cake",), ("",)], (
        "The lines `tea`, `cake` and an empty one arrived together, and then a piece without a line end. This is what "
        "`answer` was called with."
    )
    assert seen.value == [replies(answer, 0, 3), b""], "The answers to three lines must be written, in order."


def test_any_letters(run):
    answer = probe("answer", sync=True)
    text = "thé à la menthe\n".encode()
    run(feed, pieces=[text[:3], text[3:6], text[6:]], answer=answer).value  # noqa: B018 - it must come to its end
    assert asked(answer) == [("thé à la menthe",)], "A letter was cut in two. This is what `answer` was called with."


def test_connection_is_lost(run):
    for pieces, count in (([b"tea\nca", b"ke\nmi"], 2), ([], 0)):
        assert run(lose, pieces=pieces, error=False, cancel=False).value == count, (
            f"After {count} lines the connection was closed. This is what `done` got."
        )
    assert run(lose, pieces=[b"tea\n"], error=True, cancel=False).value == "a ConnectionResetError", (
        "The connection was lost by a `ConnectionResetError`. This is what `done` got."
    )


def test_done_was_cancelled(run):
    for error in (False, True):
        assert run(lose, pieces=[b"tea\n"], error=error, cancel=True).value == "cancelled", (
            "`done` had been cancelled before the connection was lost. It must stay so, and nothing may be raised."
        )


def test_two_clients(run):
    turns = [(0, b"green "), (1, b"black "), (0, b"tea\n"), (1, b"coffee\n"), (1, b"milk\n")]
    value = run(two_clients, turns=turns).value
    assert value == {"answers": [b"GREEN TEA\n", b"BLACK COFFEE\n", b"MILK\n"], "counts": [1, 2]}, (
        "Two clients sent half a line each, then the other half; the second one sent another line. These are the "
        "answers that they got, and how many lines were counted."
    )
