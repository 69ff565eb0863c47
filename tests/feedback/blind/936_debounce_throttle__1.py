# exercise: debounce-throttle
# cause: a reaction that was put off does not note its second in last, so an event soon after it is reacted to at once and two reactions are less than interval seconds apart
# line: 48, 51
import asyncio


class Debounce:
    """Calls an action when no call has come for some time."""

    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.timer = None

    def call(self, *args):
        """Note an event."""
        self.cancel()
        loop = asyncio.get_running_loop()
        self.timer = loop.call_later(self.quiet, self.action, *args)

    def cancel(self):
        """What is waiting never happens."""
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
        """Note an event; react at once if it is not too early."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        self.cancel()
        if self.last is None or now >= self.last + self.interval:
            self.last = now
            self.action(*args)
        else:
            self.timer = loop.call_at(self.last + self.interval, self.react, args)

    def react(self, args):
        """Now it may be: react to the last event."""
        self.timer = None
        self.action(*args)

    def cancel(self):
        """What is waiting never happens."""
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
