# exercise: async-def
# cause: the await binds nothing: concatenated with a coroutine
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
    return "Enjoy: " + kitchen(dish)


async def ring(bell, times):
    for _ in range(times):
        await bell()
        await asyncio.sleep(1)
