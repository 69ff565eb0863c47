import asyncio
import time


async def wait():
    time.sleep(1)


async def main():
    await asyncio.gather(wait(), wait())


asyncio.run(main())
