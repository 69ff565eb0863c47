# exercise: virtual-loop
# cause: A chain that runs into a circle is taken for the circle itself, so names that only lead into it stand in the list as well.
# line: 23
import heapq
import selectors


class DeadlockError(Exception):
    """Nothing can ever happen again."""

    def __init__(self, waiting, circle):
        self.waiting, self.circle = waiting, circle


def find_circle(waiting):
    """Follow the tasks from name to name until one comes up again."""
    for name in sorted(waiting):
        chain = [name]
        follower = waiting[name]
        while follower in waiting and follower not in chain:
            chain.append(follower)
            follower = waiting[follower]
        if follower in chain:
            return chain
    return []


class VirtualClock:
    """A clock that jumps when nothing can happen before the next timer."""

    def __init__(self, selector, grace):
        self.selector, self.grace = selector, grace
        self.jumped = 0

    def now(self):
        return self.jumped

    def wait(self, seconds, waiting):
        timer_is_due = seconds is not None and seconds <= 0
        if timer_is_due or not self.selector.get_map():
            found = self.selector.select(0)
        else:
            found = self.selector.select(self.grace)
        if not found and seconds is None:
            raise DeadlockError(waiting, find_circle(waiting))
        if not found and not timer_is_due:
            self.jumped += seconds
        return found or []


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
