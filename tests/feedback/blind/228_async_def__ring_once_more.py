# exercise: async-def
# cause: one ring too many
# line: 14
import asyncio


async def order(kitchen, dish):
    food = await kitchen(dish)
    return f"Enjoy: {food}"


async def ring(bell, times):
    done = 0
    while done <= times:
        await bell()
        await asyncio.sleep(1)
        done += 1
