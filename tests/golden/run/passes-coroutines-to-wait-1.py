import asyncio


async def job():
    await asyncio.sleep(1)


async def main():
    await asyncio.wait([job(), job()])


asyncio.run(main())
