import asyncio
import gc


async def job():
    await asyncio.get_running_loop().create_future()


async def main():
    asyncio.create_task(job())
    await asyncio.sleep(1)
    gc.collect()


asyncio.run(main())
