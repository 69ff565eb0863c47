# cause: await binds to the whole call chain: the method is called on the coroutine object before it is awaited
# line: 12
# shows: raises AttributeError: 'coroutine' object has no attribute 'upper'
# meant: print ADA
import asyncio

async def name_of(user_id):
    await asyncio.sleep(0.05)
    return "Ada"

async def main():
    shouted = await name_of(1).upper()
    print(shouted)

asyncio.run(main())
