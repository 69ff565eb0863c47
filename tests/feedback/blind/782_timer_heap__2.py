# exercise: timer-heap
# cause: Whether a timer is cancelled is asked only while it is in the heap, so one that is due already and cancelled by a callback of the same turn is called all the same.
# line: 55, 58, 59
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
        self.counter = itertools.count()

    def call_soon(self, callback, *args):
        self.queue.append(Handle(callback, args))

    def call_later(self, delay, callback, *args):
        handle = Handle(callback, args)
        item = (self.now() + delay, next(self.counter), handle)
        heapq.heappush(self.heap, item)
        return handle

    def forget_cancelled(self):
        while self.heap and self.heap[0][2].cancelled:
            heapq.heappop(self.heap)

    def run(self):
        self.forget_cancelled()
        while self.queue or self.heap:
            now = self.now()
            if not self.queue:
                first = self.heap[0][0]
                if first > now:
                    self.wait(first - now)
                    now = max(first, self.now())
            while self.heap and self.heap[0][0] <= now:
                handle = heapq.heappop(self.heap)[2]
                if not handle.cancelled:
                    self.queue.append(handle)
            for _ in range(len(self.queue)):
                handle = self.queue.popleft()
                handle.callback(*handle.args)
            self.forget_cancelled()


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
