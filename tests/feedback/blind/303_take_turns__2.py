# exercise: take-turns
# cause: off by one: the counter begins at 0, so it gives way after item 1, batch + 1, ...
# line: 9, 11
import asyncio


async def add_up(work, items, batch):
    result = 0
    for i, item in enumerate(items):
        result += work(item)
        if i % batch == 0:
            await asyncio.sleep(0)
    return result
