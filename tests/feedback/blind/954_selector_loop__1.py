# exercise: selector-loop
# cause: send calls sock.send only once and does not look at how many bytes it took, so the rest of a long message is lost when there is not enough room for all of it
# line: 110, 111
import selectors
import socket
from collections import deque


class Cancelled(BaseException):
    """Raised in a task that is cancelled."""


class Future:
    """A result, or an exception, that is not there yet."""

    def __init__(self, loop):
        self.loop, self.callbacks = loop, []
        self.done, self.result, self.error = False, None, None

    def finish(self, result=None, error=None):
        if self.done:
            return
        self.done, self.result, self.error = True, result, error
        for callback in self.callbacks:
            self.loop.call_soon(callback, self)

    def __await__(self):
        if not self.done:
            yield self
        if self.error is not None:
            raise self.error
        return self.result


class Task(Future):
    """A coroutine that the loop runs; done when the coroutine has ended."""

    def __init__(self, loop, coroutine):
        super().__init__(loop)
        self.coroutine = coroutine
        self.waits_for = None
        self.cancel_asked = False
        loop.call_soon(self.step, None)

    def step(self, future):
        if self.done or future is not self.waits_for:
            return
        self.waits_for = None
        try:
            if self.cancel_asked:
                self.cancel_asked = False
                waits_for = self.coroutine.throw(Cancelled())
            else:
                waits_for = self.coroutine.send(None)
        except StopIteration as end:
            self.finish(end.value)
        except BaseException as error:
            self.finish(error=error)
        else:
            if self.cancel_asked:      # it has cancelled itself
                self.loop.call_soon(self.step, None)
            else:
                self.waits_for = waits_for
                waits_for.callbacks.append(self.step)

    def cancel(self):
        if self.done or self.cancel_asked:
            return
        self.cancel_asked = True
        if self.waits_for is not None:
            if self.step in self.waits_for.callbacks:
                self.waits_for.callbacks.remove(self.step)
            self.waits_for = None
            self.loop.call_soon(self.step, None)


class Loop:
    """Runs tasks, and waits for sockets."""

    def __init__(self, selector):
        self.selector = selector
        self.ready = deque()

    def call_soon(self, callback, argument):
        self.ready.append((callback, argument))

    def spawn(self, coroutine):
        return Task(self, coroutine)

    async def until_ready(self, sock, event):
        future = Future(self)
        self.selector.register(sock, event, future)
        try:
            await future
        finally:
            self.selector.unregister(sock)

    async def recv(self, sock, size):
        while True:
            await self.until_ready(sock, selectors.EVENT_READ)
            try:
                return sock.recv(size)
            except BlockingIOError:
                pass

    async def send(self, sock, data):
        while True:
            await self.until_ready(sock, selectors.EVENT_WRITE)
            try:
                sock.send(data)
                return
            except BlockingIOError:
                pass

    def run(self, coroutine):
        task = self.spawn(coroutine)
        while not task.done:
            for key, events in self.selector.select(0 if self.ready else None):
                key.data.finish()
            for _ in range(len(self.ready)):
                callback, argument = self.ready.popleft()
                callback(argument)
        if task.error is not None:
            raise task.error
        return task.result


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
