import asyncio


async def total(values):
    result = 0
    for value in values:
        await asyncio.sleep(0.1)
        result += value
        return result


print(asyncio.run(total([1, 2, 3])))
