# exercise: selector-loop
# cause: step does not check whether the future that is done is still the one the task waits for, so after a caught cancel the old future wakes the task out of its new wait
# line: 46, 49
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
            for each in self.callbacks:
                self.loop.call_soon(each, self)

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
        self.cancelling = False
        self.target = None
        loop.call_soon(self.step, None)

    def step(self, future):
        if self.done or self.cancelling:
            return
        self.advance(self.coroutine.send, None)

    def interrupt(self, _):
        if not self.done and self.cancelling:
            self.cancelling = False
            self.advance(self.coroutine.throw, Cancelled())

    def advance(self, resume, value):
        try:
            self.target = resume(value)
        except StopIteration as stop:
            self.finish(result=stop.value)
        except BaseException as error:
            self.finish(error=error)
        else:
            self.target.callbacks.append(self.step)

    def cancel(self):
        if self.done or self.cancelling:
            return
        self.cancelling = True
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

    async def ready_for(self, sock, events):
        ready = Future(self)
        self.selector.register(sock, events, ready)
        try:
            await ready
        finally:
            self.selector.unregister(sock)

    async def recv(self, sock, size):
        while True:
            await self.ready_for(sock, selectors.EVENT_READ)
            try:
                return sock.recv(size)
            except BlockingIOError:
                pass

    async def send(self, sock, data):
        while data:
            await self.ready_for(sock, selectors.EVENT_WRITE)
            try:
                sent = sock.send(data)
            except BlockingIOError:
                continue
            data = data[sent:]

    def run(self, coroutine):
        task = self.spawn(coroutine)
        while not task.done:
            self.poll(0 if self.ready else None)
            batch, self.ready = self.ready, deque()
            for callback, argument in batch:
                callback(argument)
        if task.error is not None:
            raise task.error
        return task.result

    def poll(self, timeout):
        for key, _ in self.selector.select(timeout):
            key.data.finish()


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
