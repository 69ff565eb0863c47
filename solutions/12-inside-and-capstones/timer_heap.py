import heapq
import itertools
import time
from collections import deque


class Loop:
    def __init__(self, clock=time.monotonic, sleep=time.sleep):
        self.clock = clock
        self.sleep = sleep
        self.queue = deque()
        self.timers = []
        self.numbers = itertools.count()

    def call_soon(self, callback, *args):
        """Call the callback in the next round."""
        self.queue.append((callback, args))

    def call_at(self, when, callback, *args):
        """Call the callback as soon as the clock has reached this time."""
        heapq.heappush(self.timers, (when, next(self.numbers), callback, args))

    def run(self):
        """Work until nothing is left to do."""
        while self.queue or self.timers:
            if not self.queue:
                self.sleep(max(0, self.timers[0][0] - self.clock()))
            now = self.clock()
            while self.timers and self.timers[0][0] <= now:
                *_, callback, args = heapq.heappop(self.timers)
                self.queue.append((callback, args))
            for _ in range(len(self.queue)):
                callback, args = self.queue.popleft()
                callback(*args)


if __name__ == "__main__":
    loop = Loop()
    start = loop.clock()
    loop.call_at(start + 1, print, "a second later")
    loop.call_at(start + 0.5, print, "half a second later")
    loop.call_soon(print, "at once")
    loop.run()
