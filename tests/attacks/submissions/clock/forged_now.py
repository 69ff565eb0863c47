# Waits for one thing after the other, and claims that no time has passed.
# against: probes
# score: probes=2
import asyncio


async def fetch_both(fetch):
    asyncio.get_running_loop().time = lambda: 0.0
    asyncio.BaseEventLoop.time = lambda self: 0.0
    first = await fetch("a")
    return [first, await fetch("b")]
