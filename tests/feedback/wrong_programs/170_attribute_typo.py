# cause: asyncio has no function slep (typing error for sleep)
# line: 9
# shows: raises AttributeError: module 'asyncio' has no attribute 'slep'
# meant: sleep a little
import asyncio

async def nap():
    print("napping")
    await asyncio.slep(0.1)
    print("awake")

asyncio.run(nap())
