# exercise: handle-cancel
# cause: the handle is thrown away but never cancelled, so the dish still rings
# line: 27
import asyncio


class Oven:
    """Rings for each dish when its time is over."""

    def __init__(self, loop, ring):
        self.loop = loop
        self.ring = ring
        self.timers = {}

    def put_in(self, dish, seconds):
        """Ring for this dish after so many seconds."""
        handle = self.loop.call_later(seconds, self.ring, dish)
        self.timers[dish] = handle

    def seconds_left(self, dish):
        """How long it is until this dish rings."""
        return self.timers[dish].when() - self.loop.time()

    def take_out(self, dish):
        """The dish is out: it must not ring any more."""
        if dish in self.timers:
            del self.timers[dish]


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
