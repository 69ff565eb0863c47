# exercise: async-def
# cause: yield from is not allowed inside async def, it must be await
# line: 24
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
    plate = yield from kitchen(dish)
    return "Enjoy: " + plate


async def ring(bell, times):
    for _ in range(times):
        await bell()
        await asyncio.sleep(1)
