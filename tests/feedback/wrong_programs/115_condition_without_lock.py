# cause: notify is called without holding the condition's lock
# line: 16
# shows: raises RuntimeError: cannot notify on un-acquired lock
# meant: wake up the consumer
import asyncio

async def consumer(cond):
    async with cond:
        await cond.wait()
        print("woken")

async def main():
    cond = asyncio.Condition()
    c = asyncio.create_task(consumer(cond))
    await asyncio.sleep(0.1)
    cond.notify()
    await c

asyncio.run(main())
