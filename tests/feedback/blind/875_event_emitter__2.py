# exercise: event-emitter
# cause: the try stands around the whole loop, so after the first error the remaining handlers are not called
# line: 30, 31, 37
import asyncio
import inspect


class Emitter:
    """Calls the handlers that were registered for an event."""

    def __init__(self):
        self.table = {}                 # event -> {handler: one time only?}

    def on(self, event, handler):
        """Call the handler at each such event."""
        self.table.setdefault(event, {})[handler] = False

    def once(self, event, handler):
        """Call the handler at the next such event only."""
        self.table.setdefault(event, {})[handler] = True

    def off(self, event, handler):
        """Do not call the handler any more."""
        self.table.get(event, {}).pop(handler, None)

    async def emit(self, event, *args):
        """Call the handlers of an event; the list of their exceptions."""
        errors = []
        now = list(self.table.get(event, {}).items())
        try:
            for handler, one_time in now:
                if one_time:
                    self.off(event, handler)
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
