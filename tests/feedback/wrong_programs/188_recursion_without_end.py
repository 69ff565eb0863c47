# cause: the recursion has no end: n is never compared with 0
# line: 8
# shows: raises RecursionError: maximum recursion depth exceeded (last line of a long traceback)
# meant: count down to 0
import asyncio

async def count(n):
    await count(n - 1)
    print(n)

asyncio.run(count(5))
