# exercise: event-emitter
# cause: a handler of once is taken away only after it was called
# line: 34, 35
import asyncio
import inspect


class Emitter:
    def __init__(self):
        self.handlers = {}
        self.single = set()

    def on(self, event, handler):
        self.handlers.setdefault(event, []).append(handler)

    def once(self, event, handler):
        self.on(event, handler)
        self.single.add((event, handler))

    def off(self, event, handler):
        self.single.discard((event, handler))
        if handler in self.handlers.get(event, []):
            self.handlers[event].remove(handler)

    async def emit(self, event, *args):
        errors = []
        for handler in list(self.handlers.get(event, [])):
            try:
                result = handler(*args)
                if inspect.isawaitable(result):
                    await result
            except Exception as e:
                errors.append(e)
            if (event, handler) in self.single:
                self.off(event, handler)
        return errors
