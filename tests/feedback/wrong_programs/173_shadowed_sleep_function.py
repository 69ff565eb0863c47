# cause: the learner's own function sleep hides the imported one and calls itself without end
# line: 8, 10
# shows: raises RecursionError: maximum recursion depth exceeded; "slept" is never printed
# meant: sleep and say so
import asyncio
from asyncio import sleep

async def sleep(seconds):
    """Like sleep, but says so."""
    await sleep(seconds)
    print("slept", seconds)

asyncio.run(sleep(0.1))
