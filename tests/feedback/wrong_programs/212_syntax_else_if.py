# cause: else if instead of elif
# line: 11
# shows: SyntaxError: expected ':'
# meant: choose by the number
import asyncio

async def choose(n):
    await asyncio.sleep(0)
    if n == 1:
        print("one")
    else if n == 2:
        print("two")

asyncio.run(choose(2))
