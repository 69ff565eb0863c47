"""Hidden checks of echo-server."""

import asyncio
import socket

from grader.checks import scenario


@scenario
async def connect(submission, clients):
    """Start the learner's server; its clients, or a text that says why there are none."""
    server = await submission.start(0)
    if not isinstance(server, asyncio.AbstractServer):
        return f"a {type(server).__name__}"
    return [await asyncio.open_connection(*server.sockets[0].getsockname()[:2]) for _ in range(clients)]


@scenario
async def talk(submission, turns, clients):
    """The answers to each line; an error of the learner's handler comes out of here."""
    errors = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: errors.append(context.get("exception")))
    connected = await connect(submission, clients)
    if isinstance(connected, str):
        return connected
    answers = []
    for client, line in turns:
        reader, writer = connected[client]
        try:
            writer.write(line)
            await writer.drain()
            answers.append(await reader.readline())
        except ConnectionError:
            answers.append(b"")
        if errors and errors[0] is not None:
            raise errors[0]
    return answers


@scenario
async def talk_to_the_end(submission, lines):
    connected = await connect(submission, 1)
    if isinstance(connected, str):
        return connected
    reader, writer = connected[0]
    writer.writelines(lines)
    writer.write_eof()
    return await reader.read()


@scenario
async def port_and_address(submission):
    """Whether the server listens on the port that it was told, and on which addresses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = await submission.start(port)
    if not isinstance(server, asyncio.AbstractServer):
        return f"a {type(server).__name__}"
    names = [listening.getsockname() for listening in server.sockets]
    return [(name[0], "the port given" if name[1] == port else "another port") for name in names]


@scenario
async def handle_on_a_wire(submission, lines, ends, closing):
    """Let `handle` serve a client who takes 5 seconds to read an answer; when it wrote what, and when it ended."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    written = {}

    class Wire(asyncio.Transport):
        full = closed = False

        def write(self, data):
            written[loop.time()] = written.get(loop.time(), b"") + bytes(data)
            if not self.full and not ends:
                self.full = True
                protocol.pause_writing()
                loop.call_later(5, self.make_room)

        def make_room(self):
            self.full = False
            protocol.resume_writing()

        def is_closing(self):
            return self.closed

        def close(self):
            if not self.closed:
                self.closed = True
                loop.call_later(closing, protocol.connection_lost, None)

    wire = Wire()
    protocol.connection_made(wire)
    writer = asyncio.StreamWriter(wire, protocol, reader, loop)
    reader.feed_data(b"".join(lines))
    if ends:
        reader.feed_eof()
    task = asyncio.create_task(submission.handle(reader, writer))
    await asyncio.wait([task], timeout=30)
    ended, closed = loop.time() if task.done() else None, wire.closed
    writer.close()
    task.cancel()
    await asyncio.wait([task])
    return {"written": written, "ended": ended, "left": "closed" if closed else "open"}


def serving(seen):
    """What the clients saw; fails the check if there is no server."""
    value = seen.value
    assert not isinstance(value, str), f"`start` must return the server that it started. It returned {value}."
    return value


def on_the_wire(seen):
    return seen.value if isinstance(seen.value, dict) else {}


def test_listens(run):
    assert serving(run(port_and_address)) == [("127.0.0.1", "the port given")], (
        "The server must listen on the address 127.0.0.1, on the port given. This is where yours listens."
    )


def test_answers_each_line(run):
    turns = [(0, b"tea\n"), (0, b"a piece of cake\n"), (0, b"\n"), (0, b"Earl Grey\n")]
    answers = serving(run(talk, turns=turns, clients=1))
    assert answers == [b"TEA\n", b"A PIECE OF CAKE\n", b"\n", b"EARL GREY\n"], (
        "A client sent `tea`, `a piece of cake`, an empty line and `Earl Grey`, and waited for the answer each time. "
        "These are the answers that it got. An empty one means that the connection was closed."
    )


def test_two_clients(run):
    turns = [(1, b"one\n"), (0, b"two\n"), (0, b"three\n"), (1, b"four\n"), (0, b"five\n")]
    answers = serving(run(talk, turns=turns, clients=2))
    assert answers == [b"ONE\n", b"TWO\n", b"THREE\n", b"FOUR\n", b"FIVE\n"], (
        "Two clients were connected and spoke in turn. These are the answers that they got."
    )


def test_waits_for_a_slow_client(run):
    seen = run(handle_on_a_wire, lines=[b"one\n", b"two\n", b"three\n"], ends=False, closing=0)
    assert on_the_wire(seen).get("written") == {0.0: b"ONE\n", 5.0: b"TWO\n", 10.0: b"THREE\n"}, (
        "The client sent three lines at once. Each answer fills the buffer, and it takes 5 seconds until there is room "
        "again. So one answer may be written at second 0, one at 5 and one at 10. This is what was written, by second."
    )


def test_ends_with_the_client(run):
    answers = serving(run(talk_to_the_end, lines=[b"one\n", b"two\n"]))
    assert answers == b"ONE\nTWO\n", (
        "A client sent two lines and no more, and read until the connection was closed. This is what it got."
    )
    seen = run(handle_on_a_wire, lines=[b"one\n"], ends=True, closing=0)
    assert on_the_wire(seen).get("left") == "closed", (
        "The client had sent its last line. When `handle` ends, the connection must be closed. This is how it was left."
    )


def test_waits_until_closed(run):
    seen = run(handle_on_a_wire, lines=[b"one\n"], ends=True, closing=3)
    assert on_the_wire(seen).get("ended") == 3.0, (
        "The client had sent its last line at second 0, and the closing took 3 seconds. `handle` must wait for that. "
        "This is the second at which it ended."
    )
