# exercise: async-def
# cause: the bell is only started as a task and not waited for, so the second of sleep runs while the bell is still ringing
# line: 30
"""Two coroutines from an old program. They ran until Python 3.10:

    @asyncio.coroutine
    def order(kitchen, dish):
        plate = yield from kitchen(dish)
        return "Enjoy: " + plate

    @asyncio.coroutine
    def ring(bell, times):
        for _ in range(times):
            yield from bell()
            yield from asyncio.sleep(1)

Write both again below.
"""

import asyncio


async def order(kitchen, dish):
    plate = await kitchen(dish)
    return "Enjoy: " + plate


async def ring(bell, times):
    for _ in range(times):
        asyncio.create_task(bell())
        await asyncio.sleep(1)
