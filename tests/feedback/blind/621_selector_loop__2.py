# exercise: selector-loop
# cause: send calls sock.send only once and forgets what the socket had no room for, so a long message is cut off.
# line: 94, 95, 96
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
        self.waits = None
        self.cancel_me = False
        loop.call_soon(self.step, None)

    def step(self, fut):
        if self.done or (fut is not self.waits and not self.cancel_me):
            return
        self.waits = None
        try:
            if self.cancel_me:
                self.cancel_me = False
                fut = self.coroutine.throw(Cancelled())
            else:
                fut = self.coroutine.send(None)
        except StopIteration as e:
            self.finish(e.value)
        except BaseException as e:
            self.finish(error=e)
        else:
            self.waits = fut
            fut.callbacks.append(self.step)

    def cancel(self):
        if not self.done:
            self.cancel_me = True
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

    async def until(self, sock, what):
        fut = Future(self)
        self.selector.register(sock, what, fut)
        try:
            await fut
        finally:
            self.selector.unregister(sock)

    async def recv(self, sock, size):
        await self.until(sock, selectors.EVENT_READ)
        return sock.recv(size)

    async def send(self, sock, data):
        await self.until(sock, selectors.EVENT_WRITE)
        sock.send(data)

    def run(self, coroutine):
        t = self.spawn(coroutine)
        while not t.done:
            for key, _ in self.selector.select(0 if self.ready else None):
                key.data.finish()
            for _ in range(len(self.ready)):
                f, arg = self.ready.popleft()
                f(arg)
        if t.error is not None:
            raise t.error
        return t.result


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
