# exercise: debounce-throttle
# cause: the late reaction of throttle goes to the action directly, so last is not updated
# line: 39
import asyncio


class Debounce:
    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.timer = None

    def call(self, *args):
        self.cancel()
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
        now = loop.time()
        if self.last is None or now - self.last >= self.interval:
            self.last = now
            self.action(*args)
        else:
            rest = self.last + self.interval - now
            self.timer = loop.call_later(rest, self.action, *args)

    def cancel(self):
        if self.timer:
            self.timer.cancel()
