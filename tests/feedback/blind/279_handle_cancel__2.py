# exercise: handle-cancel
# cause: only one handle is kept for all dishes, so the last one put in overwrites the others
# line: 11, 14, 17, 20
import asyncio


class Oven:
    def __init__(self, loop, ring):
        self.loop = loop
        self.ring = ring
        self.timer = None

    def put_in(self, dish, seconds):
        self.timer = self.loop.call_later(seconds, self.ring, dish)

    def seconds_left(self, dish):
        return self.timer.when() - self.loop.time()

    def take_out(self, dish):
        self.timer.cancel()
