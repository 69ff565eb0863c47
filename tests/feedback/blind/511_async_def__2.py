# exercise: async-def
# cause: order does not wait for the kitchen but sleeps for a guessed second and then takes the result of the task, which may not be there
# line: 25, 26
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
    plate = asyncio.ensure_future(kitchen(dish))
    await asyncio.sleep(1)      # the loop cooks meanwhile
    return "Enjoy: " + plate.result()


async def ring(bell, times):
    for _ in range(times):
        await bell()
        await asyncio.sleep(1)
