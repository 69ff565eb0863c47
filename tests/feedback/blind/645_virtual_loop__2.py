# exercise: virtual-loop
# cause: 'not seconds' is true for 0 as well, so a timer that is due now is taken for a deadlock.
# line: 33
import heapq
import selectors


class DeadlockError(Exception):
    """Nothing can ever happen again."""

    def __init__(self, waiting, circle):
        self.waiting, self.circle = waiting, circle


class VirtualClock:
    """A clock that jumps when nothing can happen before the next timer."""

    def __init__(self, selector, grace):
        self.selector = selector
        self.grace = grace
        self.t = 0

    def now(self):
        return self.t

    def wait(self, seconds, waiting):
        grace = 0
        if self.selector.get_map() and (seconds is None or seconds > 0):
            grace = self.grace
        events = self.selector.select(grace)
        if events:
            return events
        if not seconds:
            raise DeadlockError(waiting, self.circle(waiting))
        self.t += max(seconds, 0)
        return []

    def circle(self, waiting):
        for first in sorted(waiting):
            c = [first]
            nxt = waiting[first]
            while nxt in waiting and nxt not in c:
                c.append(nxt)
                nxt = waiting[nxt]
            if nxt == first:
                return c
        return []


if __name__ == "__main__":
    clock = VirtualClock(selectors.DefaultSelector(), 0.02)
    timers = [(hour * 3600, f"{hour} o'clock") for hour in (24, 7, 12)]
    heapq.heapify(timers)
    while timers:
        clock.wait(timers[0][0] - clock.now(), {})
        print(clock.now(), heapq.heappop(timers)[1])
    try:
        clock.wait(None, {"baker": "shop", "miller": "baker", "shop": "baker"})
    except DeadlockError as deadlock:
        print("circle:", deadlock.circle)
