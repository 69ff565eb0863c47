# exercise: async-def
# cause: asyncio is never imported
# line: 12
async def order(kitchen, dish):
    food = await kitchen(dish)
    return f"Enjoy: {food}"


async def ring(bell, times):
    for _ in range(times):
        await bell()
        await asyncio.sleep(1)
