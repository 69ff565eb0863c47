# cause: the callback does not schedule itself again, so it ticks only once
# line: 13, 16, 17
# shows: prints "tick 1" once and then hangs for ever
# meant: tick three times and then stop
import asyncio

class Ticker:
    def __init__(self, loop, times):
        self.loop = loop
        self.times = times
        self.n = 0

    def tick(self):
        self.n += 1
        print("tick", self.n)
        if self.n == self.times:
            self.loop.stop()

loop = asyncio.new_event_loop()
ticker = Ticker(loop, 3)
loop.call_later(0.1, ticker.tick)
loop.run_forever()
loop.close()
