# exercise: async-def
# cause: time.sleep blocks the whole loop for a second, so nobody else gets on while ring sleeps.
# line: 32
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
import time


async def order(kitchen, dish):
    plate = await kitchen(dish)
    return "Enjoy: " + plate


async def ring(bell, times):
    for _ in range(times):
        await bell()
        time.sleep(1)
