# exercise: debounce-throttle
# cause: a delayed reaction of Throttle does not set self.last, so an event soon after it gets a reaction of its own less than interval seconds later.
# line: 46, 47, 48
import asyncio


class Debounce:
    """Calls an action when no call has come for some time."""

    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.timer = None

    def call(self, *args):
        self.cancel()
        self.timer = asyncio.get_running_loop().call_later(
            self.quiet, self.action, *args)

    def cancel(self):
        if self.timer:
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
        self.cancel()
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self.last is None or now >= self.last + self.interval:
            self.last = now
            self.action(*args)
        else:
            wait = self.last + self.interval - now
            self.timer = loop.call_later(wait, self.late, *args)

    def late(self, *args):
        self.timer = None
        self.action(*args)

    def cancel(self):
        if self.timer:
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
