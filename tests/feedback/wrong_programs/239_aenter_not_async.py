# cause: __aenter__ is an ordinary method and returns the object itself, which cannot be awaited
# line: 8
# shows: raises TypeError: 'async with' received an object from __aenter__ that does not implement __await__: Pool
# meant: enter and leave the pool
import asyncio

class Pool:
    def __aenter__(self):
        print("enter")
        return self

    async def __aexit__(self, *args):
        print("leave")

async def main():
    async with Pool():
        print("swim")

asyncio.run(main())
