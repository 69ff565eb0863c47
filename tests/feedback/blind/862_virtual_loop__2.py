# exercise: virtual-loop
# cause: the path is returned as soon as any name comes up again, so names that only lead into the circle are given as part of it
# line: 43, 44
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
        if seconds is not None and seconds <= 0:
            return self.selector.select(0)
        patience = self.grace if self.selector.get_map() else 0
        events = self.selector.select(patience)
        if events:
            return events
        if seconds is None:
            raise DeadlockError(waiting, self.circle(waiting))
        self.time += seconds
        return []

    def circle(self, waiting):
        for first in sorted(waiting):
            path = []
            name = first
            while name in waiting:
                if name in path:
                    return path
                path.append(name)
                name = waiting[name]
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
