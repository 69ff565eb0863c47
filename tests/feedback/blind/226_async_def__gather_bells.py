# exercise: async-def
# cause: all bells ring at once
# line: 12
import asyncio


async def order(kitchen, dish):
    return "Enjoy: " + await kitchen(dish)


async def ring(bell, times):
    await asyncio.gather(*[bell() for _ in range(times)])
    await asyncio.sleep(times)
