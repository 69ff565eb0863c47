# exercise: selector-loop
# cause: send hands the data to the socket only once and pays no heed to how many bytes it took, so the rest of a long message is lost
# line: 99
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
        self.callbacks = []

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
        self.must_cancel = False
        loop.call_soon(self.step, None)

    def step(self, future):
        if self.done:
            return
        if future is not self.waits_for and not self.must_cancel:
            return
        self.waits_for = None
        try:
            if self.must_cancel:
                self.must_cancel = False
                wanted = self.coroutine.throw(Cancelled())
            else:
                wanted = self.coroutine.send(None)
        except StopIteration as end:
            self.finish(end.value)
        except BaseException as error:
            self.finish(error=error)
        else:
            self.waits_for = wanted
            wanted.callbacks.append(self.step)

    def cancel(self):
        if not self.done:
            self.must_cancel = True
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

    async def wait_for(self, sock, event):
        future = Future(self)
        self.selector.register(sock, event, data=future)
        try:
            await future
        finally:
            self.selector.unregister(sock)

    async def recv(self, sock, size):
        await self.wait_for(sock, selectors.EVENT_READ)
        return sock.recv(size)

    async def send(self, sock, data):
        await self.wait_for(sock, selectors.EVENT_WRITE)
        sock.send(data)

    def run(self, coroutine):
        main = self.spawn(coroutine)
        while not main.done:
            timeout = 0 if self.ready else None
            for key, events in self.selector.select(timeout):
                key.data.finish()
            for _ in range(len(self.ready)):
                callback, argument = self.ready.popleft()
                callback(argument)
        if main.error is not None:
            raise main.error
        return main.result


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
