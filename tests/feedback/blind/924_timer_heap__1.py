# exercise: timer-heap
# cause: A turn goes on until the queue is empty and so also calls what the callbacks have just added, which belongs to the next turn, so timers that are due come too late.
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
        when = self.now() + delay
        heapq.heappush(self.timers, (when, next(self.numbers), handle))
        return handle

    def run(self):
        while True:
            while self.timers and self.timers[0][2].cancelled:
                heapq.heappop(self.timers)
            if not self.ready and not self.timers:
                return
            now = self.now()
            if not self.ready and self.timers[0][0] > now:
                first = self.timers[0][0]
                self.wait(first - now)
                now = max(first, self.now())
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
