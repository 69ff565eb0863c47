# exercise: event-emitter
# cause: once registers a wrapper, but off looks for the handler itself and does not find it, so a handler registered with once cannot be taken away.
# line: 25, 29
import asyncio
import collections
import inspect


class Emitter:
    """Calls the handlers that were registered for an event."""

    def __init__(self):
        self.table = collections.defaultdict(list)

    def on(self, event, handler):
        """Call the handler at each such event."""
        self.table[event].append(handler)

    def once(self, event, handler):
        """Call the handler at the next such event only."""
        def only_now(*args):
            self.off(event, only_now)
            return handler(*args)

        self.on(event, only_now)

    def off(self, event, handler):
        """Do not call the handler any more."""
        if handler in self.table[event]:
            self.table[event].remove(handler)

    async def emit(self, event, *args):
        """Call the handlers of an event; the list of their exceptions."""
        failures = []
        # a tuple of those who are here now; the list may change meanwhile
        for handler in tuple(self.table[event]):
            failure = await self.attempt(handler, args)
            if failure is not None:
                failures.append(failure)
        return failures

    async def attempt(self, handler, args):
        """Call one handler to its end; its exception, or None."""
        try:
            outcome = handler(*args)
            if inspect.isawaitable(outcome):
                await outcome
        except Exception as failure:
            return failure
        return None


async def main():
    async def write_to_log(goods, number):
        await asyncio.sleep(0.5)
        print("log:", number, "x", goods)

    shop = Emitter()
    shop.once("sold", lambda goods, number: print("the first sale today!"))
    shop.on("sold", write_to_log)
    print(await shop.emit("sold", "tea", 2))
    print(await shop.emit("sold", "milk", 1))


if __name__ == "__main__":
    asyncio.run(main())
