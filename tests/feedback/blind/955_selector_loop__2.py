# exercise: selector-loop
# cause: a step does not look at whether it comes from the wait that the task is in now, so after a cancel the old future, when it is done, still wakes the coroutine while it waits for something else
# line: 58, 60
import selectors
import socket
from collections import deque
import types


@types.coroutine
def suspend(future):
    """Hand the future to whoever runs this coroutine."""
    yield future


class Cancelled(BaseException):
    """Raised in a task that is cancelled."""


class Future:
    """A result, or an exception, that is not there yet."""

    def __init__(self, loop):
        self.loop, self.callbacks = loop, []
        self.done, self.result, self.error = False, None, None

    def finish(self, result=None, error=None):
        """Done: tell everybody, but not at once."""
        if not self.done:
            self.done = True
            self.result, self.error = result, error
            waiting, self.callbacks = self.callbacks, []
            while waiting:
                self.loop.call_soon(waiting.pop(0), self)

    def __await__(self):
        return self.outcome().__await__()

    async def outcome(self):
        if not self.done:
            await suspend(self)
        if self.error is None:
            return self.result
        raise self.error


class Task(Future):
    """A coroutine that the loop runs; done when the coroutine has ended."""

    def __init__(self, loop, coroutine):
        super().__init__(loop)
        self.coroutine = coroutine
        # A note that is finished already stands for "go on, nothing to wait for".
        self.current = self.go_on = Future(loop)
        self.doomed = False
        loop.call_soon(self.step, self.go_on)

    def step(self, cause):
        """Run the coroutine up to its next wait."""
        if self.done:
            return
        self.current = None
        doomed, self.doomed = self.doomed, False
        try:
            if doomed:
                wish = self.coroutine.throw(Cancelled())
            else:
                wish = self.coroutine.send(None)
        except StopIteration as stop:
            return self.finish(result=stop.value)
        except BaseException as trouble:
            return self.finish(error=trouble)
        if self.doomed:               # by itself, while it ran
            self.current = self.go_on
            self.loop.call_soon(self.step, self.current)
        else:
            self.current = wish
            wish.callbacks.append(self.step)

    def cancel(self):
        """Soon it will hear of it; what it waits for now is forgotten."""
        if self.done or self.doomed:
            return
        self.doomed = True
        if self.current is not None and self.current is not self.go_on:
            self.current = self.go_on
            self.loop.call_soon(self.step, self.current)


class Loop:
    """Runs tasks, and waits for sockets."""

    def __init__(self, selector):
        self.selector = selector
        self.ready = deque()

    def call_soon(self, callback, argument):
        self.ready.append((callback, argument))

    def spawn(self, coroutine):
        return Task(self, coroutine)

    async def _ask(self, sock, event, question):
        """Ask the socket as soon as it is ready, until it has an answer."""
        while True:
            bell = Future(self)
            self.selector.register(sock, event, data=bell)
            try:
                await bell
            finally:
                self.selector.unregister(sock)
            try:
                return question()
            except BlockingIOError:
                continue

    async def recv(self, sock, size):
        return await self._ask(sock, selectors.EVENT_READ, lambda: sock.recv(size))

    async def send(self, sock, data):
        rest = memoryview(data)
        while len(rest):
            count = await self._ask(sock, selectors.EVENT_WRITE, lambda: sock.send(rest))
            rest = rest[count:]

    def run(self, coroutine):
        main_task = self.spawn(coroutine)
        while not main_task.done:
            patience = 0 if self.ready else None
            for key, _ in self.selector.select(patience):
                key.data.finish()
            batch, self.ready = self.ready, deque()
            for callback, argument in batch:
                callback(argument)
        if main_task.error is None:
            return main_task.result
        raise main_task.error


if __name__ == "__main__":
    here, there = socket.socketpair()
    here.setblocking(False)
    there.setblocking(False)
    loop = Loop(selectors.DefaultSelector())

    async def echo():
        while data := await loop.recv(there, 100):
            await loop.send(there, data.upper())

    async def talk():
        task = loop.spawn(echo())
        await loop.send(here, b"tea")
        print(await loop.recv(here, 100))
        task.cancel()
        return "done"

    print(loop.run(talk()))
    here.close()
    there.close()
