# cause: __anext__ raises StopIteration instead of StopAsyncIteration
# line: 16
# shows: prints a and b and then raises RuntimeError: coroutine raised StopIteration
# meant: end the loop after b
import asyncio

class Letters:
    def __init__(self, text):
        self.it = iter(text)

    def __aiter__(self):
        return self

    async def __anext__(self):
        await asyncio.sleep(0)
        return next(self.it)

async def main():
    async for ch in Letters("ab"):
        print(ch)
    print("end")

asyncio.run(main())
