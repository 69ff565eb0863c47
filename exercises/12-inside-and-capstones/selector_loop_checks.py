"""Hidden checks of selector-loop."""

import selectors
import socket

from grader.checks import scenario


@scenario
def make_loop(submission):
    """A loop whose selector never blocks: all sockets are in this thread, so nobody else could make one ready."""

    class Selector(selectors.DefaultSelector):
        asked = 0

        def select(self, timeout=None):
            events = super().select(0)
            self.asked = 0 if events else self.asked + 1
            if not events and timeout != 0:
                raise RuntimeError("select would wait for ever: no socket that is registered will become ready")
            if self.asked > 1000:
                raise RuntimeError("select was asked 1000 times in a row without an event")
            return events

    selector = Selector()
    return submission.Loop(selector), selector


@scenario
def make_pairs(count):
    pairs = [socket.socketpair() for _ in range(count)]
    for pair in pairs:
        for one in pair:
            one.setblocking(False)
    return pairs


@scenario
def results(submission):
    loop, _ = make_loop(submission)
    log = []

    async def child(name, deep):
        log.append(f"{name} begins")
        value = await loop.spawn(child(name + "'", deep - 1)) if deep else 1
        log.append(f"{name} ends")
        return value * 2

    async def bad():
        log.append("bad")
        raise KeyError("bad")

    async def wait_for(task):
        try:
            return await task
        except KeyError as error:
            return f"caught {error}"

    async def main():
        tasks = [loop.spawn(child("a", 2)), loop.spawn(child("b", 0)), loop.spawn(bad())]
        log.append("spawned")
        waiting = [loop.spawn(wait_for(task)) for task in tasks for _ in range(2)]
        got = [await task for task in waiting]
        got.append(await tasks[0])
        future = submission.Future(loop)
        waiting = loop.spawn(wait_for(future))
        await loop.spawn(child("c", 0))
        future.finish("first")
        future.finish("second")
        got.append(await waiting)
        return got

    return loop.run(main()), log


@scenario
def fail(submission):
    loop, _ = make_loop(submission)

    async def main():
        return await loop.spawn(bad())

    async def bad():
        raise OSError("no network")

    return loop.run(main())


@scenario
def echo(submission, lines):
    """For each list of lines a pair of sockets: one task sends and reads, one answers in capital letters."""
    loop, selector = make_loop(submission)
    pairs = make_pairs(len(lines))
    log = []

    async def answer(sock):
        while data := await loop.recv(sock, 100):
            await loop.send(sock, data.upper())
        return "end"

    async def talk(sock, lines):
        got = []
        for line in lines:
            await loop.send(sock, line)
            got.append(await loop.recv(sock, 100))
            log.append(got[-1])
        sock.shutdown(socket.SHUT_WR)
        return got

    async def main():
        ends = [loop.spawn(answer(there)) for _, there in pairs]
        talks = [loop.spawn(talk(here, said)) for (here, _), said in zip(pairs, lines, strict=True)]
        return [await task for task in talks] + [await task for task in ends]

    value = loop.run(main())
    return value, log, len(selector.get_map())


@scenario
def wait_for_nothing(submission):
    """How the loop waits for a socket for which nothing ever comes."""
    loop, _ = make_loop(submission)
    [(here, _there)] = make_pairs(1)

    async def main():
        return await loop.recv(here, 100)

    try:
        return loop.run(main())
    except RuntimeError as error:
        return str(error).partition(":")[0]


@scenario
def much(submission, size):
    loop, selector = make_loop(submission)
    [(here, there)] = make_pairs(1)

    async def read():
        got = b""
        while len(got) < size:
            got += await loop.recv(there, 65536)
        return got

    async def main():
        reading = loop.spawn(read())
        await loop.send(here, bytes(number % 251 for number in range(size)))
        return await reading

    got = loop.run(main())
    return len(got), got == bytes(number % 251 for number in range(size)), len(selector.get_map())


@scenario
def cancel(submission):
    loop, selector = make_loop(submission)
    pairs = make_pairs(2)
    log = []

    async def wait(name, sock, again):
        try:
            log.append(f"{name} got {await loop.recv(sock, 100)}")
        except submission.Cancelled:
            log.append(f"{name} cancelled")
            if again is None:
                raise
        log.append(f"{name} got {await loop.recv(again, 100)}")
        return f"{name} ended"

    async def outcome(task):
        try:
            return await task
        except submission.Cancelled:
            return "Cancelled"

    async def turns(count):
        for _ in range(count):
            await loop.spawn(nothing())

    async def nothing():
        pass

    async def change(one, other):
        try:
            return await one
        except submission.Cancelled:
            return await other

    async def main():
        (a, b), (c, d) = pairs
        first = loop.spawn(wait("first", a, None))
        second = loop.spawn(wait("second", c, a))
        await turns(3)
        first.cancel()
        first.cancel()
        await turns(3)
        second.cancel()
        await loop.send(d, b"too late")
        await turns(3)
        left = len(selector.get_map())
        await loop.send(b, b"hello")
        got = [await outcome(first), await outcome(second)]
        second.cancel()
        await turns(2)
        got.append(await outcome(second))
        new = loop.spawn(wait("new", b, None))
        new.cancel()
        got += [await outcome(new), await loop.recv(c, 100)]
        one, other = submission.Future(loop), submission.Future(loop)
        changed = loop.spawn(change(one, other))
        await turns(2)
        changed.cancel()
        await turns(2)
        one.finish("one")
        await turns(2)
        other.finish("other")
        got.append(await outcome(changed))
        return got, left

    return (*loop.run(main()), log, len(selector.get_map()))


def parts(seen, count):
    value = seen.value
    assert isinstance(value, tuple) and len(value) == count, "The program did not run to its end."
    return value


def test_results(run):
    got, log = parts(run(results), 2)
    assert got == [8, 8, 2, 2, "caught 'bad'", "caught 'bad'", 8, "first"], (
        "Task `a` ends with 8, `b` with 2, and `bad` raises a `KeyError`. Two tasks await each of them; then "
        "`a` is awaited "
        "once more, and a future that is finished twice, with `first` and `second`. This is what they got."
    )
    assert isinstance(log, list) and log[:4] == ["spawned", "a begins", "b begins", "b ends"], (
        "A new task takes its first step soon, not at once. This is the order in which things happened."
    )
    assert run(fail).error.is_a("OSError"), (
        "A task raised an `OSError`, the main task awaited it, and `run` must raise it."
    )


def test_sockets(run):
    said = [[b"a1", b"a2", b"a3"], [b"b1"], [b"c1", b"c2"]]
    value, log, left = parts(run(echo, lines=said), 3)
    assert value == [[b"A1", b"A2", b"A3"], [b"B1"], [b"C1", b"C2"], "end", "end", "end"], (
        "Three clients talk to an echo each, and every echo ends at the end of its stream. These are the answers, and how "
        "the echoes ended."
    )
    assert isinstance(log, list) and sorted(log[:3], key=str) == [b"A1", b"B1", b"C1"], (
        "Three clients talk at the same time. These are the first answers that came."
    )
    assert left == 0, "Sockets were still registered in the end."
    assert run(wait_for_nothing).value == "select would wait for ever", (
        "A task waits for a socket, and nothing comes. A loop waits in `select` then. (The check ends that wait.)"
    )


def test_much_data(run):
    assert run(much, size=700_000).value == (700_000, True, 0), (
        "700,000 bytes were sent while another task read. This is how many came, whether they were the right ones, and how "
        "many sockets were still registered."
    )


def test_cancel(run):
    got, left, log, registered = parts(run(cancel), 4)
    assert log == ["first cancelled", "second cancelled", "second got b'hello'"], (
        "`first` was cancelled while it waited for a socket. `second` was cancelled just when something came for it; it "
        "caught that and went on to wait for another socket, which got `hello`. A third was cancelled before its first "
        "step. This is what happened in them."
    )
    assert got == ["Cancelled", "second ended", "second ended", "Cancelled", b"too late", "other"], (
        "What came of `first`, of `second`, of `second` after it was cancelled once more, and of a task that was cancelled "
        "before its first step; what then could be read from the socket that `second` had stopped waiting for; and what a "
        "task got that was cancelled while it waited for one future, and went on to wait for another."
    )
    assert left == 1, "Only `second` waited for a socket. This is how many were registered then."
    assert registered == 0, "Sockets were still registered in the end."
