# cause: factorial returns 0 for 0, so every product is 0
# line: 9
# shows: prints 0 instead of 120
# meant: print 5! = 120
import asyncio

async def factorial(n):
    if n == 0:
        return 0
    await asyncio.sleep(0)
    return n * await factorial(n - 1)

print(asyncio.run(factorial(5)))
