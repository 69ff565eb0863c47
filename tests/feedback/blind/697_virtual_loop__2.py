# exercise: virtual-loop
# cause: The time jumps also when select has brought events, because only the deadlock looks whether something came.
# line: 44, 45
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
        self.clock = 0

    def now(self):
        return self.clock

    def find_circle(self, waiting):
        for first in sorted(waiting):
            names, name = [first], waiting[first]
            while name in waiting and name not in names:
                names.append(name)
                name = waiting[name]
            if name == first:
                return names
        return []

    def wait(self, seconds, waiting):
        if seconds is not None and seconds <= 0:
            return self.selector.select(0)
        pause = self.grace if self.selector.get_map() else 0
        events = self.selector.select(pause)
        if seconds is None:
            if not events:
                raise DeadlockError(waiting, self.find_circle(waiting))
        else:
            self.clock += seconds
        return events


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
