# exercise: debounce-throttle
# cause: the arguments are noted only when the timer is started, so Debounce calls its action with the arguments of the first event of a series and not of the last
# line: 22, 23
import asyncio


class Debounce:
    """Calls an action when no call has come for some time."""

    def __init__(self, action, quiet):
        self.action = action
        self.quiet = quiet
        self.timer = None

    args = ()
    end_of_silence = None

    def call(self, *args):
        """Somebody made a noise: the silence begins anew."""
        loop = asyncio.get_running_loop()
        self.end_of_silence = loop.time() + self.quiet
        if self.timer is None:
            self.args = args
            self._set_alarm()

    def _set_alarm(self):
        # One timer is enough: if it comes too early, it is set once more.
        loop = asyncio.get_running_loop()
        end = self.end_of_silence
        self.timer = loop.call_at(end, self._alarm, end)

    def _alarm(self, planned):
        self.timer = None
        if planned != self.end_of_silence:
            self._set_alarm()
        else:
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
        loop = asyncio.get_running_loop()
        self.cancel()
        allowed = loop.time() if self.last is None else self.last + self.interval
        if allowed > loop.time():
            self.timer = loop.call_at(allowed, self._react, *args)
        else:
            self._react(*args)

    def _react(self, *args):
        self.timer = None
        self.last = asyncio.get_running_loop().time()
        self.action(*args)

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
