# cause: async for over an ordinary list
# line: 12
# shows: raises TypeError: 'async for' requires an object with __aiter__ method, got list
# meant: greet the three names
import asyncio

async def greet(name):
    await asyncio.sleep(0.05)
    print("hi", name)

async def main():
    async for name in ["Kim", "Lee", "Max"]:
        await greet(name)

asyncio.run(main())
