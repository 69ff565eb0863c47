# exercise: idle-timeout
# cause: now is read only once at the beginning, so every sign of life moves the limit to the same point
# line: 9, 11
import asyncio


async def while_active(talk, idle):
    loop = asyncio.get_running_loop()
    now = loop.time()
    async with asyncio.timeout(idle) as t:
        return await talk(lambda: t.reschedule(now + idle))
