# exercise: event-emitter
# cause: emit goes through the live list of handlers, so handlers that are added or removed meanwhile (also a once handler) change the current round
# line: 32
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
        listeners = self.handlers.get(event, [])
        for entry in list(listeners):
            if entry[0] == handler:
                listeners.remove(entry)

    async def emit(self, event, *args):
        """Call the handlers of an event; return the list of their exceptions."""
        errors = []
        for handler, only_once in self.handlers.get(event, []):
            if only_once:
                self.off(event, handler)
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
