# exercise: selector-loop
# cause: A step is not told apart by the future it comes from, so after a cancellation that was caught the old future, when it is done, still wakes the task, which goes on though what it waits for now is not done.
# line: 45, 46, 53, 59, 63
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
        if not self.done:
            self.done = True
            self.result = result
            self.error = error
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
        self.must_cancel = False
        self.loop.call_soon(self.step, None)

    def step(self, future):
        if self.done:
            return
        try:
            if self.must_cancel:
                self.must_cancel = False
                waits_for = self.coroutine.throw(Cancelled())
            else:
                waits_for = self.coroutine.send(None)
        except StopIteration as stop:
            self.finish(stop.value)
        except BaseException as error:
            self.finish(error=error)
        else:
            waits_for.callbacks.append(self.step)

    def interrupt(self, _):
        if self.must_cancel:
            self.step(None)

    def cancel(self):
        if not self.done:
            self.must_cancel = True
            self.loop.call_soon(self.interrupt, None)


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
        data = memoryview(data)
        while len(data) > 0:
            await self.wait_for(sock, selectors.EVENT_WRITE)
            sent = sock.send(data)
            data = data[sent:]

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
