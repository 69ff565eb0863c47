# exercise: virtual-loop
# cause: "not seconds" is true for 0 as well as for None, so a timer that is due right now is taken for a deadlock
# line: 32
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
        self.time = 0

    def now(self):
        return self.time

    def wait(self, seconds, waiting):
        due = seconds is not None and seconds <= 0
        patience = self.grace if self.selector.get_map() and not due else 0
        events = self.selector.select(patience)
        if events:
            return events
        if not seconds:
            raise DeadlockError(waiting, self.circle(waiting))
        if seconds > 0:
            self.time += seconds
        return []

    def circle(self, waiting):
        for first in sorted(waiting):
            path = []
            name = first
            while name in waiting and name not in path:
                path.append(name)
                name = waiting[name]
            if name == first:
                return path
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
