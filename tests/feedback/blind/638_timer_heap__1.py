# exercise: timer-heap
# cause: The callbacks are called until the queue is empty, not only those that are in it now, so what they add runs in the same turn and timers that are due have to wait.
# line: 52
import heapq
import itertools
import time
from collections import deque


class Handle:
    """A call to come, which may be cancelled."""

    def __init__(self, callback, args):
        self.callback, self.args = callback, args
        self.cancelled = False

    def cancel(self):
        self.cancelled = True


class Loop:
    """An event loop with callbacks and timers."""

    def __init__(self, now, wait):
        self.now, self.wait = now, wait
        self.ready = deque()
        self.timers = []
        self.numbers = itertools.count()

    def call_soon(self, callback, *args):
        self.ready.append(Handle(callback, args))

    def call_later(self, delay, callback, *args):
        handle = Handle(callback, args)
        heapq.heappush(
            self.timers, (self.now() + delay, next(self.numbers), handle)
        )
        return handle

    def run(self):
        while self.ready or self.timers:
            # nobody waits for timers that are cancelled
            while self.timers and self.timers[0][2].cancelled:
                heapq.heappop(self.timers)
            if self.timers and not self.ready:
                pause = self.timers[0][0] - self.now()
                if pause > 0:
                    self.wait(pause)
            now = self.now()
            while self.timers and self.timers[0][0] <= now:
                self.ready.append(heapq.heappop(self.timers)[2])
            while self.ready:
                handle = self.ready.popleft()
                if not handle.cancelled:
                    handle.callback(*handle.args)


def main():
    loop = Loop(time.monotonic, time.sleep)
    begin = time.monotonic()

    def tick(name):
        print(f"{time.monotonic() - begin:.1f} {name}")

    def twice():
        tick("twice")
        loop.call_later(0.3, tick, "again")

    loop.call_later(0.5, tick, "half a second")
    forgotten = loop.call_later(60, tick, "never")
    loop.call_soon(twice)
    forgotten.cancel()
    loop.run()


if __name__ == "__main__":
    main()
