# cause: asyncio.sleep is not awaited
# line: 10
# shows: prints 3 2 1 lift-off all at once instead of one per second, with "never awaited" warnings
# meant: count down with one second between
import asyncio

async def countdown(start):
    for n in range(start, 0, -1):
        print(n)
        asyncio.sleep(1)
    print("lift-off")

asyncio.run(countdown(3))
