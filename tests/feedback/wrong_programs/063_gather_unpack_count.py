# cause: three coroutines are gathered but the result is unpacked into two names
# line: 12
# shows: raises ValueError: too many values to unpack (expected 2)
# meant: print x and y and z
import asyncio

async def coord(axis, value):
    await asyncio.sleep(0.05)
    return axis, value

async def main():
    x, y = await asyncio.gather(
        coord("x", 1),
        coord("y", 2),
        coord("z", 3),
    )
    print(x, y)

asyncio.run(main())
