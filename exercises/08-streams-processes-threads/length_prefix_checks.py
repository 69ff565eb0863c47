"""Hidden checks of length-prefix."""

import asyncio

from grader.checks import scenario


@scenario
async def send_all(submission, messages, full):
    """Send messages into a buffer that is too full from the first byte on, or never; the bytes, and when it ended."""
    loop = asyncio.get_running_loop()
    protocol = asyncio.StreamReaderProtocol(asyncio.StreamReader())
    written = []

    class Wire(asyncio.Transport):
        def write(self, data):
            if full and not written:
                protocol.pause_writing()
                loop.call_later(5, protocol.resume_writing)
            written.append(bytes(data))

        def is_closing(self):
            return False

    wire = Wire()
    protocol.connection_made(wire)
    writer = asyncio.StreamWriter(wire, protocol, None, loop)
    for message in messages:
        await submission.send(writer, message)
    return {"bytes": b"".join(written), "sent": loop.time()}


@scenario
async def receive_all(submission, pieces, pause, messages, ends):
    """Let the pieces arrive with a pause between them; what was received, and when."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()

    async def arrive():
        for piece in pieces:
            reader.feed_data(piece)
            await asyncio.sleep(pause)
        if ends == "broken":
            reader.set_exception(ConnectionResetError("broken"))
        elif ends:
            reader.feed_eof()

    arriving = asyncio.create_task(arrive())
    received = []
    for _ in range(messages):
        try:
            async with asyncio.timeout(1000):
                received.append((await submission.receive(reader), loop.time()))
        except EOFError:
            received.append(("an EOFError", loop.time()))
        except (ConnectionError, AttributeError) as error:
            received.append((f"a {type(error).__name__}", loop.time()))
        except TimeoutError:
            received.append(("nothing", loop.time()))
            break
    await arriving
    return received


def packed(*messages):
    return b"".join(len(message).to_bytes(4, "big") + message for message in messages)


def part(seen, name):
    return seen.value.get(name) if isinstance(seen.value, dict) else None


def received(seen):
    """The messages without their seconds, the long one shortened."""
    pairs = seen.value if isinstance(seen.value, list) else []
    messages = [pair[0] if isinstance(pair, tuple) and pair else pair for pair in pairs]
    return [f"{len(m)} bytes" if isinstance(m, bytes) and len(m) > 1000 else m for m in messages]


def test_sends(run):
    for message in (b"tea", b"", b"x" * 1000):
        sent = part(run(send_all, messages=[message], full=False), "bytes")
        assert sent == packed(message), (
            f"A message of {len(message)} bytes was sent. It must be four bytes for the length, the highest first, and "
            "then the message. These bytes were written."
        )


def test_waits_for_room(run):
    assert part(run(send_all, messages=[b"tea", b"cake"], full=True), "sent") == 5.0, (
        "Two messages were sent. The first one filled the buffer, and there was room again at second 5. This is the "
        "second at which both calls of `send` had returned."
    )


def test_receives(run):
    for message, told in ((b"tea", b"tea"), (b"", b""), (b"\n" * 200_000, "200000 bytes")):
        seen = run(receive_all, pieces=[packed(message)], pause=1, messages=1, ends=False)
        assert received(seen) == [told], f"A message of {len(message)} bytes arrived. This is what `receive` returned."


def test_in_pieces(run):
    pieces = [packed(b"tea")[at : at + 1] for at in range(7)]
    assert run(receive_all, pieces=pieces, pause=1, messages=1, ends=True).value == [(b"tea", 6.0)], (
        "The message `tea` arrived byte by byte, one each second: the last of the seven at second 6. This is what "
        "`receive` returned, and when."
    )
    pieces = [packed(b"green", b"tea")[:11], packed(b"green", b"tea")[11:]]
    seen = run(receive_all, pieces=pieces, pause=2, messages=2, ends=True)
    assert seen.value == [(b"green", 0.0), (b"tea", 2.0)], (
        "`green` and half of the next length arrived at second 0, the rest of the length and `tea` at second 2. This "
        "is what `receive` returned, and when."
    )


def test_together(run):
    seen = run(receive_all, pieces=[packed(b"green", b"", b"tea")], pause=1, messages=3, ends=True)
    assert received(seen) == [b"green", b"", b"tea"], (
        "The messages `green`, an empty one and `tea` arrived together. This is what three calls of `receive` gave."
    )


def test_the_end(run):
    seen = run(receive_all, pieces=[packed(b"tea")], pause=1, messages=2, ends=True)
    assert received(seen) == [b"tea", None], (
        "After the message `tea` the stream ended. This is what two calls of `receive` gave."
    )


def test_cut_off(run):
    for left, place in ((2, "within the length"), (4, "right after the length"), (6, "within the message")):
        seen = run(receive_all, pieces=[packed(b"tea")[:left]], pause=1, messages=1, ends=True)
        assert received(seen) == ["an EOFError"], f"The stream ended {place}. This is what `receive` gave."


def test_broken(run):
    seen = run(receive_all, pieces=[packed(b"tea")], pause=1, messages=2, ends="broken")
    assert received(seen) == [b"tea", "a ConnectionResetError"], (
        "After the message `tea` the connection broke: the reader raised a `ConnectionResetError`, which must come out "
        "of `receive`. This is what two calls of `receive` gave."
    )
