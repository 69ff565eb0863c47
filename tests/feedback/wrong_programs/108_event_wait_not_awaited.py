# cause: event.wait() is not awaited
# line: 10
# shows: prints "eating" before "food ready", with a never awaited warning
# meant: eat only when the food is ready
import asyncio

food = asyncio.Event()

async def guest():
    food.wait()
    print("eating")

async def cook():
    await asyncio.sleep(0.1)
    print("food ready")
    food.set()

async def main():
    await asyncio.gather(guest(), cook())

asyncio.run(main())
