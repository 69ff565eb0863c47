# cause: the counter is never increased, so the while loop never ends
# line: 9
# shows: prints "step 0" for ever
# meant: print three steps
import asyncio

async def steps(n):
    i = 0
    while i < n:
        print("step", i)
        await asyncio.sleep(0.2)

asyncio.run(steps(3))
