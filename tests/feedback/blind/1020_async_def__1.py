# exercise: async-def
# cause: bell() is called in ring but not awaited, so its coroutine object is thrown away and the bell never rings
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
        bell()
        await asyncio.sleep(1)
