# exercise: virtual-loop
# cause: The path is returned as soon as any name on it comes again, so names that only lead to the circle are taken for members of it.
# line: 42, 43
import heapq
import selectors


class DeadlockError(Exception):
    """Nothing can ever happen again."""

    def __init__(self, waiting, circle):
        self.waiting, self.circle = waiting, circle


class VirtualClock:
    """A clock that jumps when nothing can happen before the next timer."""

    def __init__(self, selector, grace):
        self.selector, self.grace = selector, grace
        self.time = 0

    def now(self):
        return self.time

    def wait(self, seconds, waiting):
        if seconds is not None and seconds <= 0:
            return self.selector.select(0)
        events = self.selector.select(self.grace if self.selector.get_map() else 0)
        if events:
            return events
        if seconds is None:
            raise DeadlockError(waiting, self.circle(waiting))
        self.time += seconds
        return []

    def circle(self, waiting):
        for name in sorted(waiting):
            path = []
            while name in waiting and name not in path:
                path.append(name)
                name = waiting[name]
            if name in path:
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
