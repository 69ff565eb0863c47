# exercise: event-emitter
# cause: BaseException is caught, and that includes CancelledError, so a cancellation is put into the list of errors and emit goes on with the next handler.
# line: 40
import asyncio
import inspect


class Emitter:
    """Calls the handlers that were registered for an event."""

    def __init__(self):
        self.handlers = {}

    def on(self, event, handler):
        """Call the handler at each such event."""
        self.handlers.setdefault(event, []).append((handler, False))

    def once(self, event, handler):
        """Call the handler at the next such event only."""
        self.handlers.setdefault(event, []).append((handler, True))

    def off(self, event, handler):
        """Do not call the handler any more."""
        entries = self.handlers.get(event, [])
        for entry in entries:
            if entry[0] == handler:
                entries.remove(entry)
                break

    async def emit(self, event, *args):
        """Call the handlers of an event; the list of their exceptions."""
        errors = []
        for handler, only_once in list(self.handlers.get(event, [])):
            if only_once:
                self.off(event, handler)
            try:
                result = handler(*args)
                if inspect.isawaitable(result):
                    await result
            except BaseException as error:
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
