# exercise: virtual-loop
# cause: The names of the circle are sorted, so they no longer stand in the order in which each waits for the next; only the beginning should be the first in the alphabet.
# line: 46
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
        timeout = self.grace
        if not self.selector.get_map() or (seconds is not None and seconds <= 0):
            timeout = 0
        events = self.selector.select(timeout)
        if events:
            return events
        if seconds is None:
            raise DeadlockError(waiting, self.find_circle(waiting))
        if seconds > 0:
            self.time += seconds
        return []

    def find_circle(self, waiting):
        for name in waiting:
            path = []
            while name in waiting and name not in path:
                path.append(name)
                name = waiting[name]
            if name in path:
                circle = path[path.index(name):]
                return sorted(circle)
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
