# exercise: event-emitter
# cause: once registers a wrapper in place of the handler, so off does not find the handler and cannot take it away
# line: 23, 28, 31, 35, 36
import asyncio
import inspect


class Emitter:
    """Calls the handlers that were registered for an event."""

    def __init__(self):
        self.handlers = {}

    def on(self, event, handler):
        """Call the handler at each such event."""
        self.handlers.setdefault(event, []).append(handler)

    def once(self, event, handler):
        """Call the handler at the next such event only."""
        used = False

        # what is registered is called in place of the handler
        def one_time(*args):
            nonlocal used
            if used:
                return None
            used = True
            self.off(event, one_time)
            return handler(*args)

        self.on(event, one_time)

    def off(self, event, handler):
        """Do not call the handler any more."""
        if handler in self.handlers.get(event, []):
            self.handlers[event].remove(handler)

    async def emit(self, event, *args):
        """Call the handlers of an event; the list of their exceptions."""
        errors = []
        for handler in list(self.handlers.get(event, [])):
            try:
                result = handler(*args)
                if inspect.isawaitable(result):
                    await result
            except Exception as error:
                errors.append(error)
        return errors


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
