# exercise: virtual-loop
# cause: When the walk meets a name again the whole path is returned, with the names that only lead into the circle and are not part of it.
# line: 45, 46
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
        due = seconds is not None and seconds <= 0
        if due or not self.selector.get_map():
            events = self.selector.select(0)
        else:
            events = self.selector.select(self.grace)
        if events or due:
            return events
        if seconds is None:
            raise DeadlockError(waiting, self.find_circle(waiting))
        self.time += seconds
        return []

    def find_circle(self, waiting):
        """The names that wait for each other, in a circle."""
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
