# exercise: debounce-throttle
# cause: Debounce.call does not cancel the timer before, so every event gets a reaction
# line: 15
import asyncio


class Debounce:
    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.timer = None

    def call(self, *args):
        loop = asyncio.get_running_loop()
        self.timer = loop.call_later(self.quiet, self.action, *args)

    def cancel(self):
        if self.timer:
            self.timer.cancel()


class Throttle:
    def __init__(self, action, interval):
        self.action = action
        self.interval = interval
        self.timer = None
        self.last = None

    def call(self, *args):
        loop = asyncio.get_running_loop()
        self.cancel()
        if self.last is None or loop.time() >= self.last + self.interval:
            self.react(*args)
        else:
            self.timer = loop.call_at(self.last + self.interval, self.react, *args)

    def react(self, *args):
        self.last = asyncio.get_running_loop().time()
        self.action(*args)

    def cancel(self):
        if self.timer:
            self.timer.cancel()
