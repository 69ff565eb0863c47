# cause: the two philosophers take the two forks in opposite order
# line: 11, 14, 18, 21
# shows: each takes one fork, and both wait for ever
# meant: both eat
import asyncio

left = asyncio.Lock()
right = asyncio.Lock()

async def plato():
    async with left:
        print("plato has left")
        await asyncio.sleep(0.1)
        async with right:
            print("plato eats")

async def kant():
    async with right:
        print("kant has right")
        await asyncio.sleep(0.1)
        async with left:
            print("kant eats")

async def main():
    await asyncio.gather(plato(), kant())

asyncio.run(main())
