# cause: time.sleep is no coroutine function; asyncio.sleep was meant
# line: 10
# shows: pauses and then raises TypeError: object NoneType can't be used in 'await' expression
# meant: pause half a second without blocking
import asyncio
from time import sleep

async def pause():
    print("pausing")
    await sleep(0.5)
    print("going on")

asyncio.run(pause())
