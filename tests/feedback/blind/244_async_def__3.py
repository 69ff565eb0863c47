# exercise: async-def
# cause: time.sleep blocks the loop instead of awaiting asyncio.sleep
# line: 14
import time


async def order(kitchen, dish):
    return "Enjoy: " + await kitchen(dish)


async def ring(bell, times):
    for _ in range(times):
        await bell()
        time.sleep(1)
