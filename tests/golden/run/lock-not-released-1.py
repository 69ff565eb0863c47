import asyncio


async def use(lock):
    await lock.acquire()
    print("in")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(use(lock), use(lock))


asyncio.run(main())
