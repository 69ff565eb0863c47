# exercise: handle-cancel
# cause: a dish that has rung is no longer in the dictionary, and take_out pops it without a default, so taking out a dish that has rung raises a KeyError
# line: 31
import asyncio


class Oven:
    """Rings for each dish when its time is over."""

    def __init__(self, loop, ring):
        self.loop = loop
        self.ring = ring
        self.timers = {}

    def put_in(self, dish, seconds):
        """Ring for this dish after so many seconds."""
        due = self.loop.time() + seconds
        self.timers[dish] = due, self.loop.call_at(due, self.is_ready, dish)

    def is_ready(self, dish):
        """The time is over: nothing is left to be cancelled."""
        del self.timers[dish]
        self.ring(dish)

    def seconds_left(self, dish):
        """How long it is until this dish rings."""
        return self.timers[dish][0] - self.loop.time()

    def take_out(self, dish):
        """The dish is out: it must not ring any more."""
        _, timer = self.timers.pop(dish)
        timer.cancel()


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    try:
        oven = Oven(loop, print)
        oven.put_in("bread", 3)
        oven.put_in("cake", 2)
        loop.call_later(1, oven.take_out, "cake")
        loop.call_later(4, loop.stop)
        loop.run_forever()
    finally:
        loop.close()
