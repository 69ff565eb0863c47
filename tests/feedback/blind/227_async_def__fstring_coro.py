# exercise: async-def
# cause: an f-string shows the coroutine object
# line: 8
import asyncio


async def order(kitchen, dish):
    return f"Enjoy: {kitchen(dish)}"


async def ring(bell, times):
    while times:
        await bell()
        await asyncio.sleep(1)
        times -= 1
