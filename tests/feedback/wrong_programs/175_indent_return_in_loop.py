# cause: the return is indented into the for loop, so only the first item counts
# line: 12
# shows: prints 1 instead of 6
# meant: sum up 1 + 2 + 3
import asyncio

async def total(values):
    result = 0
    for v in values:
        await asyncio.sleep(0)
        result += v
        return result

print(asyncio.run(total([1, 2, 3])))
