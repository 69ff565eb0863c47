# exercise: handle-cancel
# cause: take_out only removes the handle from the dictionary and never cancels it, so the loop still rings
# line: 23
import asyncio


class Oven:
    """Rings for each dish when its time is over."""

    def __init__(self, loop, ring):
        self.loop = loop
        self.ring = ring
        self.timers = {}

    def put_in(self, dish, seconds):
        self.timers[dish] = self.loop.call_later(seconds, self.ring, dish)

    def seconds_left(self, dish):
        return self.timers[dish].when() - self.loop.time()

    def take_out(self, dish):
        # without its timer the dish cannot ring
        self.timers.pop(dish)


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
