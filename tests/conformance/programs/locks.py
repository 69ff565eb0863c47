import asyncio


async def main():
    lock = asyncio.Lock()
    order = []

    async def use(name):
        async with lock:
            order.append(name)
            await asyncio.sleep(0)
            order.append(name)

    await asyncio.gather(*(use(name) for name in "abc"))
    print(order, lock.locked(), repr(lock).endswith("[unlocked]>"))
    await lock.acquire()
    waiting = asyncio.create_task(use("d"))
    await asyncio.sleep(0)
    waiting.cancel()
    lock.release()
    await asyncio.wait([waiting])
    print(lock.locked(), waiting.cancelled())
    try:
        lock.release()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
