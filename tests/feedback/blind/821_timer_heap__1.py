# exercise: timer-heap
# cause: cancelled timers at the front of the heap are not thrown away before the wait, so the loop waits for timers that will never be called
# line: 41, 43, 44, 45, 46
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
        self.now = now
        self.wait = wait
        self.ready = deque()
        self.timers = []
        self.counter = itertools.count()

    def call_soon(self, callback, *args):
        self.ready.append(Handle(callback, args))

    def call_later(self, delay, callback, *args):
        handle = Handle(callback, args)
        when = self.now() + delay
        heapq.heappush(self.timers, (when, next(self.counter), handle))
        return handle

    def run(self):
        while self.ready or self.timers:
            now = self.now()
            if not self.ready:
                first = self.timers[0][0]
                if first > now:
                    self.wait(first - now)
                    now = max(first, self.now())
            while self.timers and self.timers[0][0] <= now:
                when, number, handle = heapq.heappop(self.timers)
                self.ready.append(handle)
            for _ in range(len(self.ready)):
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
