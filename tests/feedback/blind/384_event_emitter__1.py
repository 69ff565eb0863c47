# exercise: event-emitter
# cause: emit goes over the list itself while handlers change it
# line: 26, 28
import asyncio
import inspect


class Emitter:
    def __init__(self):
        self.table = {}

    def on(self, event, handler):
        self.table.setdefault(event, []).append((handler, False))

    def once(self, event, handler):
        self.table.setdefault(event, []).append((handler, True))

    def off(self, event, handler):
        for entry in self.table.get(event, []):
            if entry[0] == handler:
                self.table[event].remove(entry)
                return

    async def emit(self, event, *args):
        errors = []
        for handler, once in self.table.get(event, []):
            if once:
                self.off(event, handler)
            try:
                result = handler(*args)
                if inspect.isawaitable(result):
                    await result
            except Exception as error:
                errors.append(error)
        return errors
