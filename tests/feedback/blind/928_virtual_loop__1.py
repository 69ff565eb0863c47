# exercise: virtual-loop
# cause: The time is moved by seconds even if that is below 0, so the clock goes back when a timer is overdue.
# line: 35
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
        pause = 0
        if self.selector.get_map() and (seconds is None or seconds > 0):
            pause = self.grace
        events = self.selector.select(pause)
        if events:
            return events
        if seconds is None:
            raise DeadlockError(waiting, self._circle(waiting))
        self.time += seconds
        return []

    def _circle(self, waiting):
        for name in waiting:
            path = []
            while name in waiting and name not in path:
                path.append(name)
                name = waiting[name]
            if name in path:
                circle = path[path.index(name):]
                first = circle.index(min(circle))
                return circle[first:] + circle[:first]
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
