# exercise: handle-cancel
# cause: A dish that has rung is deleted from the dictionary, so taking it out afterwards raises a KeyError instead of doing nothing.
# line: 18, 29
import asyncio


class Oven:
    """Rings for each dish when its time is over."""

    def __init__(self, loop, ring):
        self.loop = loop
        self.ring = ring
        self.timers = {}

    def put_in(self, dish, seconds):
        """Ring for this dish after so many seconds."""
        def over():
            del self.timers[dish]
            self.ring(dish)

        self.timers[dish] = self.loop.call_later(seconds, over)

    def seconds_left(self, dish):
        """How long it is until this dish rings."""
        return self.timers[dish].when() - self.loop.time()

    def take_out(self, dish):
        """The dish is out: it must not ring any more."""
        handle = self.timers.pop(dish)
        handle.cancel()


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
