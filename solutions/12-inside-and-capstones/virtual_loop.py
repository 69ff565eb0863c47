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
        idle = seconds is None or seconds > 0
        events = self.selector.select(self.grace if idle and self.selector.get_map() else 0)
        if events or not idle:
            return events
        if seconds is None:
            raise DeadlockError(waiting, self.circle(waiting))
        self.time += seconds
        return []

    def circle(self, waiting):
        for name in sorted(waiting):
            road = [name]
            while waiting.get(road[-1]) not in (None, *road):
                road.append(waiting[road[-1]])
            if waiting.get(road[-1]) == name:
                return road
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
