# exercise: timer-heap
# cause: All handles of the turn are taken out of the queue before they are called, so if one raises an exception the ones behind it are lost for the next run.
# line: 72, 73, 75
import bisect
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
        self.agenda = []  # (time, number, handle), always sorted
        self.line = []  # handles which are ready
        self.ticket = itertools.count()

    def call_soon(self, callback, *args):
        handle = Handle(callback, args)
        self.line.append(handle)
        return handle

    def call_later(self, delay, callback, *args):
        handle = Handle(callback, args)
        bisect.insort(
            self.agenda, (self.now() + delay, next(self.ticket), handle))
        return handle

    def run(self):
        """Take turns until there is nothing left to do."""
        while self.still_to_do():
            moment = self.sleep_if_idle()
            self.collect(moment)
            self.one_round()

    def still_to_do(self):
        # whoever is cancelled does not count
        self.agenda = [entry for entry in self.agenda if not entry[2].cancelled]
        return bool(self.line or self.agenda)

    def sleep_if_idle(self):
        """Wait for the first timer if nobody stands in line; the time then."""
        moment = self.now()
        if self.line:
            return moment
        due = self.agenda[0][0]
        if due > moment:
            self.wait(due - moment)
            moment = max(due, self.now())
        return moment

    def collect(self, moment):
        while self.agenda and self.agenda[0][0] <= moment:
            self.line.append(self.agenda.pop(0)[2])

    def one_round(self):
        # those who come now stand in a new line, for the next round
        here, self.line = self.line, []
        for handle in here:
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
