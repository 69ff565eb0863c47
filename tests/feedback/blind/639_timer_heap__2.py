# exercise: timer-heap
# cause: Cancelled timers are not taken out of the heap before the wait, so the loop waits for a timer that will not be called.
# line: 40, 41, 42, 44
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
        self.heap = []
        self.count = itertools.count()

    def call_soon(self, callback, *args):
        self.queue.append(Handle(callback, args))

    def call_later(self, delay, callback, *args):
        h = Handle(callback, args)
        heapq.heappush(self.heap, (self.now() + delay, next(self.count), h))
        return h

    def run(self):
        while self.queue or self.heap:
            if not self.queue:
                delay = self.heap[0][0] - self.now()
                if delay > 0:
                    self.wait(delay)
            t = self.now()
            while self.heap and self.heap[0][0] <= t:
                self.queue.append(heapq.heappop(self.heap)[2])
            for _ in range(len(self.queue)):
                h = self.queue.popleft()
                if not h.cancelled:
                    h.callback(*h.args)


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
