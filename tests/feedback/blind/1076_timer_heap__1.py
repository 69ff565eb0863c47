# exercise: timer-heap
# cause: a turn calls callbacks until the queue is empty, so what they add is called in the same turn and timers that have become due come too late.
# line: 56
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
        self.queue = deque()
        self.timers = []
        self.counter = itertools.count()

    def call_soon(self, callback, *args):
        handle = Handle(callback, args)
        self.queue.append(handle)
        return handle

    def call_later(self, delay, callback, *args):
        handle = Handle(callback, args)
        when = self.now() + delay
        heapq.heappush(self.timers, (when, next(self.counter), handle))
        return handle

    def drop_cancelled(self):
        while self.timers and self.timers[0][2].cancelled:
            heapq.heappop(self.timers)

    def run(self):
        self.drop_cancelled()
        while self.queue or self.timers:
            if not self.queue:
                seconds = self.timers[0][0] - self.now()
                if seconds > 0:
                    self.wait(seconds)
            now = self.now()
            while self.timers and self.timers[0][0] <= now:
                self.queue.append(heapq.heappop(self.timers)[2])
            while self.queue:
                handle = self.queue.popleft()
                if not handle.cancelled:
                    handle.callback(*handle.args)
            self.drop_cancelled()


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
