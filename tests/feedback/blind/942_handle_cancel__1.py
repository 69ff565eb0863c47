# exercise: handle-cancel
# cause: when() is a point in time on the loop's clock and not a length, so seconds_left returns that point in place of the seconds that are left
# line: 21
import asyncio


class Oven:
    """Rings for each dish when its time is over."""

    def __init__(self, loop, ring):
        self.loop = loop
        self.ring = ring
        self.timers = {}

    def put_in(self, dish, seconds):
        """Ring for this dish after so many seconds."""
        self.timers[dish] = self.loop.call_later(seconds, self.ring, dish)

    def seconds_left(self, dish):
        """How long it is until this dish rings."""
        return self.timers[dish].when()

    def take_out(self, dish):
        """The dish is out: it must not ring any more."""
        self.timers[dish].cancel()


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
