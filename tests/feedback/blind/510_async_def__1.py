# exercise: async-def
# cause: ring starts the bell and the second at the same time with gather, so the pause does not come after the bell
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
        await asyncio.gather(bell(), asyncio.sleep(1))
