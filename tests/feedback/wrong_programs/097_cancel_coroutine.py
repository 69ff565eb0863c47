# cause: ticker is a coroutine object, not a task, and has no cancel method
# line: 13, 15
# shows: raises AttributeError: 'coroutine' object has no attribute 'cancel'
# meant: start the ticker and cancel it
import asyncio

async def tick():
    while True:
        print("tick")
        await asyncio.sleep(0.1)

async def main():
    ticker = tick()
    await asyncio.sleep(0.3)
    ticker.cancel()

asyncio.run(main())
