"""Hidden checks of chat-server."""

import asyncio
import socket
import struct
from collections import Counter

from grader.checks import scenario

ROOMS = ("lobby", "garden", "kitchen", "attic")


@scenario
async def open_chat(submission):
    """A chat on a port of its own; its connections have small buffers."""
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32768)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1400)
    listening.bind(("127.0.0.1", 0))
    chat = submission.Chat()
    writers = []

    async def handle(reader, writer):
        # From Python 3.13 on, a writer that nobody holds closes its connection. Here each is held.
        writers.append(writer)
        await chat.handle(reader, writer)

    return chat, await asyncio.start_server(handle, sock=listening)


@scenario
async def enter(server, name):
    """A new client; it has said its name and heard the answer, if there is one."""
    connection = socket.socket(proto=socket.IPPROTO_TCP)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32768)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1400)
    connection.setblocking(False)
    await asyncio.get_running_loop().sock_connect(connection, server.sockets[0].getsockname())
    client = await asyncio.open_connection(sock=connection)
    if name:
        await say(client, name)
        await hear(client, 1)
    return client


@scenario
async def say(client, line):
    client[1].write(line.encode() + b"\n")
    await client[1].drain()


@scenario
async def hear(client, count):
    """The next lines, as far as they come within some seconds; `(closed)` if the connection ends."""
    heard = []
    try:
        async with asyncio.timeout(3):
            while len(heard) < count and "(closed)" not in heard:
                line = await client[0].readline()
                heard.append(line.decode().removesuffix("\n") if line else "(closed)")
    except TimeoutError:
        pass
    except ConnectionError:
        heard.append("(closed)")
    return heard


@scenario
async def ask_for_names(submission):
    _chat, server = await open_chat(submission)
    clients = [await enter(server, "") for _ in range(3)]
    heard = []
    for number, line in ((0, "ann"), (1, "ann"), (1, "ann"), (1, "bo"), (2, "Ann")):
        await say(clients[number], line)
        heard.append((line, await hear(clients[number], 1)))
    await say(clients[0], "/quit")
    heard.append(("/quit", await hear(clients[0], 1)))
    await asyncio.sleep(1)
    clients.append(await enter(server, ""))
    await say(clients[3], "ann")
    heard.append(("ann", await hear(clients[3], 1)))
    server.close()
    return heard


@scenario
async def play(submission, names, script):
    """Each step of the script: who says what, and how many lines each client is to hear then."""
    chat, server = await open_chat(submission)
    clients = {name: await enter(server, name) for name in names}
    heard = []
    for who, line, counts in script:
        await say(clients[who], line)
        heard.append((line, {name: await hear(clients[name], counts[name]) for name in counts}))
    await asyncio.sleep(1)
    server.close()
    await chat.close()
    return heard, {name: await hear(client, 99) for name, client in clients.items()}


@scenario
async def all_at_once(submission, rooms, lines):
    """Everybody joins a room, one after the other; then all talk at the same time."""
    chat, server = await open_chat(submission)
    clients = {name: await enter(server, name) for name in rooms}
    for name, room in rooms.items():
        await say(clients[name], f"/join {room}")
        for other in rooms:
            if rooms[other] == room:
                await hear(clients[other], 1)
            if other == name:
                break
    before = asyncio.all_tasks()

    async def talk(name):
        for number in range(lines):
            await say(clients[name], f"line {number} of {name}")
            await asyncio.sleep(0)

    await asyncio.gather(*map(talk, rooms))
    others = {name: sum(room == rooms[name] for room in rooms.values()) - 1 for name in rooms}
    heard = {name: await hear(client, lines * others[name]) for name, client in clients.items()}
    await asyncio.sleep(1)
    server.close()
    await chat.close()
    rest = {name: await hear(client, 99) for name, client in clients.items()}
    return heard, rest, len(asyncio.all_tasks() - before)


@scenario
async def do_not_read(submission, lines, until_left):
    """Ann talks to Bo, and Sloth is in the room and reads nothing."""
    _chat, server = await open_chat(submission)
    sloth, ann, bo = [await enter(server, name) for name in ("sloth", "ann", "bo")]
    for client in (sloth, ann, bo):
        await say(client, "/join lobby")
        await hear(client, 1)
    await hear(ann, 1)
    missed = 0
    told = []
    for number in range(lines):
        text = f"{number} ".ljust(10_000, ".")
        await say(ann, text)
        heard = await hear(bo, 1)
        while heard == ["* sloth left lobby"]:
            told += heard
            heard = await hear(bo, 1)
        missed += heard != ["ann: " + text]
        if missed or (told and until_left):
            break
    if until_left:
        told += await hear(ann, 1)
    await say(ann, "/quit")
    if until_left:
        return missed, told
    return missed, told, [line[:8] for line in await hear(sloth, lines + 3)]


@scenario
async def break_off(submission):
    """Bo ends the stream, Cy resets the connection, Di's connection breaks before she has said her name."""
    _chat, server = await open_chat(submission)
    ann, bo, cy, di = [await enter(server, name) for name in ("ann", "bo", "cy", "")]
    for number, client in enumerate((ann, bo, cy)):
        await say(client, "/join lobby")
        await hear(client, 1)
        await hear(ann, 1 if number else 0)
    bo[1].write_eof()
    heard = [await hear(ann, 1), await hear(bo, 2)]
    for client in (di, cy):
        connection = client[1].get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        client[1].transport.abort()
    heard.append(await hear(ann, 1))
    await asyncio.sleep(1)
    again = [await enter(server, "") for _ in range(2)]
    for client, name in zip(again, ("bo", "cy"), strict=True):
        await say(client, name)
        heard.append(await hear(client, 1))
    return heard


@scenario
async def close_it(submission):
    chat, server = await open_chat(submission)
    before = asyncio.all_tasks()
    clients = [await enter(server, name) for name in ("ann", "bo", "cy", "")]
    for client in clients[:2]:
        await say(client, "/join lobby")
        await hear(client, 1)
    await hear(clients[0], 1)
    await say(clients[2], "/quit")
    await hear(clients[2], 1)
    server.close()
    await chat.close()
    left = len(asyncio.all_tasks() - before)
    return left, [(await hear(client, 9))[-1:] for client in clients]


def before_the_end(lines):
    """What somebody heard until the connection ended, but for the others who leave when the chat is closed."""
    return [line for line in lines if line != "(closed)" and not (line.startswith("* ") and " left " in line)]


def parts(seen, count):
    """What a scenario returned, as so many values."""
    value = seen.value
    assert isinstance(value, tuple) and len(value) == count, "The clients did not get through their conversation."
    return value


def test_names(run):
    expected = [
        ("ann", ["* hello ann"]),
        ("ann", ["* ann is taken"]),
        ("ann", ["* ann is taken"]),
        ("bo", ["* hello bo"]),
        ("Ann", ["* hello Ann"]),
        ("/quit", ["(closed)"]),
        ("ann", ["* hello ann"]),
    ]
    assert run(ask_for_names).value == expected, (
        "Ann says her name; a second client says `ann` twice, then `bo`; a third says `Ann`. Then Ann quits, and a new "
        "client says `ann`. These are the lines, each with the answer."
    )


def test_rooms(run):
    script = [
        ("ann", "Is anybody here?", {}),
        ("ann", "/join lobby", {"ann": 1}),
        ("cy", "/join garden", {"cy": 1}),
        ("bo", "/join lobby", {"ann": 1, "bo": 1}),
        ("bo", "Good morning!", {"ann": 1}),
        ("di", "Where am I?", {}),
        ("ann", "Grüß dich", {"bo": 1}),
        ("bo", "/join garden", {"ann": 1, "bo": 1, "cy": 1}),
        ("bo", "Roses.", {"cy": 1}),
        ("ann", "/join garden", {"ann": 1, "bo": 1, "cy": 1}),
        ("bo", "/quit", {"ann": 1, "bo": 1, "cy": 1}),
        ("cy", "Nice.", {"ann": 1}),
    ]
    heard, rest = parts(run(play, names=["ann", "bo", "cy", "di"], script=script), 2)
    right = [
        {},
        {"ann": ["* ann joined lobby"]},
        {"cy": ["* cy joined garden"]},
        {"ann": ["* bo joined lobby"], "bo": ["* bo joined lobby"]},
        {"ann": ["bo: Good morning!"]},
        {},
        {"bo": ["ann: Grüß dich"]},
        {"ann": ["* bo left lobby"], "bo": ["* bo joined garden"], "cy": ["* bo joined garden"]},
        {"cy": ["bo: Roses."]},
        {key: ["* ann joined garden"] for key in ["ann", "bo", "cy"]},
        {"ann": ["* bo left garden"], "bo": ["(closed)"], "cy": ["* bo left garden"]},
        {"ann": ["cy: Nice."]},
    ]
    for (who, line, _), (_, got), expected in zip(script, heard, right, strict=True):
        assert got == expected, f"`{who}` has sent the line `{line}`. This is what the clients heard then."
    rest = {name: before_the_end(lines) for name, lines in rest.items()}
    assert rest == {"ann": [], "bo": [], "cy": [], "di": []}, (
        "These lines were sent to clients who should not get them."
    )


def test_twenty_clients(run):
    names = [f"client{number}" for number in range(20)]
    rooms = {name: ROOMS[number % 4] for number, name in enumerate(names)}
    heard, rest, tasks = parts(run(all_at_once, rooms=rooms, lines=2), 3)
    assert isinstance(heard, dict) and isinstance(rest, dict), "The clients did not get through their conversation."
    for name in names:
        others = [other for other in names if rooms[other] == rooms[name] and other != name]
        said = {f"{other}: line {number} of {other}" for other in others for number in range(2)}
        missing = sorted(said - set(heard[name]))
        assert missing == [], f"Twenty clients in four rooms say two lines each. `{name}` did not hear these."
        extra = sorted((Counter(heard[name]) - Counter(said)).elements())
        assert extra == [], f"Twenty clients in four rooms say two lines each. `{name}` heard these without need."
        for other in others:
            order = [line[-20:].split()[-3] for line in heard[name] if line.startswith(f"{other}: ")]
            assert order == ["0", "1"], f"In this order `{name}` heard the lines 0 and 1 of `{other}`."
        after = before_the_end(rest[name])
        assert after == [], f"These lines were sent to `{name}` as well, and should not have been."
    assert tasks <= 0, "In the end more tasks were left than there had been before."


def test_slow_clients(run):
    missed, told, heard = parts(run(do_not_read, lines=14, until_left=False), 3)
    assert (missed, told) == (0, []), (
        "Ann says 14 lines of 10,000 bytes. Bo reads, Sloth reads nothing yet: that is not enough to drop Sloth. This "
        "is how many lines Bo missed, and what he heard of Sloth."
    )
    assert heard == ["* ann jo", "* bo joi", *(f"ann: {n} "[:8].ljust(8, ".") for n in range(14)), "* ann le"], (
        "Sloth read nothing for a while, and then everything. These are the beginnings of the lines that came."
    )
    missed, told = parts(run(do_not_read, lines=150, until_left=True), 2)
    assert missed == 0, (
        "Sloth reads nothing, and Ann goes on talking to Bo, who reads everything. This is how many of her "
        "lines did not "
        "come to Bo."
    )
    assert told == ["* sloth left lobby"] * 2, (
        "Sloth reads nothing. Ann says up to 150 lines of 10,000 bytes, and Bo and Ann must hear that Sloth has left. "
        "They heard this."
    )


def test_broken_connections(run):
    heard = run(break_off).value
    assert isinstance(heard, list) and len(heard) == 5, "The clients did not get through their conversation."
    assert heard[0] == ["* bo left lobby"], "Bo ended the stream without `/quit`. This is what Ann heard."
    assert heard[1] == ["* cy joined lobby", "(closed)"], "Bo ended the stream. This is what Bo still heard."
    assert heard[2] == ["* cy left lobby"], "Cy's connection broke. This is what Ann heard."
    assert heard[3:] == [["* hello bo"], ["* hello cy"]], "Bo and Cy came back with their names. They heard this."


def test_close(run):
    left, heard = parts(run(close_it), 2)
    assert heard == [["(closed)"]] * 4, (
        "Four clients; one has quit, one has not said its name. After `close`, this is how their connections ended."
    )
    assert left == 0, "When `close` had returned, tasks were still left."
