# exercise: debounce-throttle
# cause: Debounce.call leaves a running timer as it is instead of starting it anew, so the action comes quiet seconds after the first event of a series and not after the last.
# line: 17
import asyncio


class Debounce:
    """Calls an action when no call has come for some time."""

    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.timer = None

    def call(self, *args):
        self.args = args
        if self.timer is None:
            loop = asyncio.get_running_loop()
            self.timer = loop.call_later(self.quiet, self._react)

    def _react(self):
        self.timer = None
        self.action(*self.args)

    def cancel(self):
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


class Throttle:
    """Calls an action at once, and then at most once in each interval."""

    def __init__(self, action, interval):
        self.action = action
        self.interval = interval
        self.timer = None
        self.last = None  # the second of the last reaction

    def call(self, *args):
        self.args = args
        if self.timer is not None:
            return
        loop = asyncio.get_running_loop()
        if self.last is None or loop.time() >= self.last + self.interval:
            self._react()
        else:
            self.timer = loop.call_at(self.last + self.interval, self._react)

    def _react(self):
        self.timer = None
        self.last = asyncio.get_running_loop().time()
        self.action(*self.args)

    def cancel(self):
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def show(kind, key):
        print(kind, key, "at second", round(loop.time() - start, 1))

    search, save = Debounce(show, 2), Throttle(show, 2)
    for second, key in ((0, "a"), (1, "b"), (4, "c"), (8, "d")):
        await asyncio.sleep(start + second - loop.time())
        search.call("debounce", key)
        save.call("throttle", key)
    await asyncio.sleep(3)


if __name__ == "__main__":
    asyncio.run(main())
