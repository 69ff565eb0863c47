# cause: yield from is not allowed in a coroutine (old generator style)
# line: 8
# shows: SyntaxError: 'yield from' inside async function
# meant: wait a moment in the old style
import asyncio

async def old_style():
    yield from asyncio.sleep(0.1)
    print("waited")

asyncio.run(old_style())
