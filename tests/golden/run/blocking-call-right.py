import asyncio


async def wait():
    await asyncio.sleep(1)


async def main():
    await asyncio.gather(wait(), wait())


asyncio.run(main())
