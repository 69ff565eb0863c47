# exercise: virtual-loop
# cause: The time is moved by seconds even if that is below 0 (a timer that is overdue), so the clock goes back.
# line: 27, 36
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
        self.seconds = 0

    def now(self):
        return self.seconds

    def wait(self, seconds, waiting):
        if seconds is not None and seconds <= 0:
            pause = 0
        elif len(self.selector.get_map()) == 0:
            pause = 0
        else:
            pause = self.grace
        if events := self.selector.select(pause):
            return events
        if seconds is not None:
            self.seconds += seconds
            return []
        circle = []
        for name in sorted(waiting):
            path = [name]
            while (name := waiting.get(name)) is not None and name not in path:
                path.append(name)
            if name == path[0]:
                circle = path
                break
        raise DeadlockError(waiting, circle)


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
