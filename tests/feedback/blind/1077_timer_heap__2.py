# exercise: timer-heap
# cause: run takes the whole queue into a local list and empties it before it calls anything, so when a callback raises, those behind it in the list are lost.
# line: 56, 57
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
        self._now, self._wait = now, wait
        self._ready = []
        self._heap = []
        self._order = itertools.count(1)

    def call_soon(self, callback, *args):
        self._ready.append(Handle(callback, args))

    def call_later(self, delay, callback, *args):
        timer = Handle(callback, args)
        heapq.heappush(
            self._heap, (self._now() + delay, next(self._order), timer))
        return timer

    def _first(self):
        """The time of the first timer that is not cancelled, or None."""
        while self._heap:
            moment, _, timer = self._heap[0]
            if not timer.cancelled:
                return moment
            heapq.heappop(self._heap)
        return None

    def _turn(self):
        if not self._ready:
            pause = self._first() - self._now()
            if pause > 0:
                self._wait(pause)
        now = self._now()
        while self._heap and self._heap[0][0] <= now:
            self._ready.append(heapq.heappop(self._heap)[-1])
        batch = self._ready
        self._ready = []
        for call in batch:
            if not call.cancelled:
                call.callback(*call.args)

    def run(self):
        while self._ready or self._first() is not None:
            self._turn()


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
